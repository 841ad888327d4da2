/*
 * probe: what the catalogs say about a standalone statement that may be half done.
 */
#ifndef PGBALE_PROBE_H
#define PGBALE_PROBE_H

#include "bale.h"
#include "target.h"

enum probe_found { PROBE_NONE, PROBE_ABSENT, PROBE_INVALID, PROBE_VALID };

/* Looks. PROBE_NONE: the manifest names nothing to look at. */
bool probe_look(struct wire *w, const struct bale_probe *probe, enum probe_found *found,
                struct fail *f) must_check;

/*
 * Drops the probe's index, CONCURRENTLY, provided that it is invalid. The caller must know from the
 * ledger that it is ours.
 */
bool probe_drop(struct wire *w, const struct bale_probe *probe, struct fail *f) must_check;

#endif
