/*
 * progress: says on a terminal how far a long standalone statement has come, and whom it waits for.
 *
 * A second connection asks, for a moment each time, so that CONCURRENTLY does not wait for it. It is opened
 * only when a terminal looks on and the statement takes long. Whatever goes wrong with it is no failure: it
 * says nothing then.
 */
#ifndef PGBALE_PROGRESS_H
#define PGBALE_PROGRESS_H

#include "target.h"

struct progress {
    struct target *target;
    const char *what; /* where the statement stands, for people */
    PGconn *db;       /* NULL: not opened yet */
    bool failed;
    char last[200]; /* what was said last; it is not said twice */
};

/* Watches what the target's connection waits for from now on. Does nothing without a terminal. */
void progress_begin(struct progress *p, struct target *t, const char *what);

/* Stops watching; for owned(progress_end). One that was never begun is allowed. */
void progress_end(struct progress *p);

#endif
