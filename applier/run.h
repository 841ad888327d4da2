/*
 * run: what one run of apply knows, shared by the files that carry it out.
 */
#ifndef PGBALE_RUN_H
#define PGBALE_RUN_H

#include "ledger.h"
#include "lock.h"
#include "position.h"
#include "promotion.h"
#include "target.h"

struct run {
    struct arena *arena;
    const struct cli *cli;
    const struct bale *bale;
    const char *environment;
    const struct promotion *promotion; /* NULL: not judged */
    const char *breaking_accepted;     /* by what; NULL: nothing had to be */
    unsigned lock_wait;                /* milliseconds, for other appliers */
    unsigned lock_timeout;             /* milliseconds, for other users of the tables */
    unsigned retries;                  /* of a segment that met lock_timeout or a deadlock */
    struct target *target;
    struct lock_keys keys;
    struct ledger ledger;       /* as of the last commit */
    struct position position;   /* as of the last commit */
    uint64_t fence;             /* of this run; 0: it has not written yet */
    size_t migrations_finished; /* by this run */
    size_t segments_done;       /* by this run */
};

#endif
