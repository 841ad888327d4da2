/*
 * rehearse: "apply --dry-run": runs what is pending and rolls it back.
 */
#ifndef PGBALE_REHEARSE_H
#define PGBALE_REHEARSE_H

#include "run.h"

struct rehearsal {
    size_t tried, left;  /* segments */
    const char *stopped; /* the place of the standalone statement that ended it; NULL: all was tried */
};

/*
 * Runs the pending transactional segments in one transaction, up to the first standalone statement, compares
 * the state with what the bale promises there, and rolls back. The ledger is not touched. Fails as apply
 * would.
 */
bool rehearse(struct run *r, struct rehearsal *out, struct fail *f) must_check;

#endif
