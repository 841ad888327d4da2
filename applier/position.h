/*
 * position: where the target stands in the bale's chain of migrations. Pure: compares what the
 * ledger says with what the bale says.
 */
#ifndef PGBALE_POSITION_H
#define PGBALE_POSITION_H

#include "ledger.h"

struct position {
    size_t migration; /* index of the next migration; n_migrations: nothing to do */
    size_t segment;   /* index of its next segment */
    bool intent;      /* that segment is a standalone statement that a run has begun */
};

/*
 * Fails with FAIL_TARGET: position.ahead (the target is newer than the bale), position.fork (its
 * history is another one), position.gap (the bale does not begin early enough).
 */
bool position_find(const struct bale *b, const struct ledger *l, struct position *out,
                   struct fail *f) must_check;

/* The digest that the state must have at a position, for a server major; NULL: not proven on it. */
const char *position_digest(const struct bale *b, const struct position *p, unsigned major);

/* The digest after segment `segment` of a migration. */
const char *position_digest_after(const struct bale_states *s, size_t segment);

#endif
