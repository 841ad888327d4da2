/*
 * gate: reads the target's state with the bale's own statement and compares digests.
 */
#ifndef PGBALE_GATE_H
#define PGBALE_GATE_H

#include "bale.h"
#include "target.h"

/*
 * The digest of the managed objects as the open transaction sees them. The transaction is read-only
 * from then on. Fails with FAIL_TARGET, state.unreadable, when the statement does not give one digest.
 */
bool gate_digest(struct wire *w, const struct bale *b, char out[ID_TEXT], struct fail *f) must_check;

/* The same in a read-only transaction of its own. */
bool gate_read(struct wire *w, const struct bale *b, char out[ID_TEXT], struct fail *f) must_check;

#endif
