/*
 * lock: one applier per target and lineage.
 *
 * A session-level advisory lock on the work connection. It is polled and never waited for inside
 * the server: a waiting backend would hold a snapshot that CREATE INDEX CONCURRENTLY waits for.
 * The lock ends with the connection, also when this program is killed; the backend of a killed
 * program keeps it while its last statement runs, which is what the next run has to wait for.
 */
#ifndef PGBALE_LOCK_H
#define PGBALE_LOCK_H

#include "target.h"

/* Two keys for the session and two for transactions, from the lineage. */
struct lock_keys {
    char session[2][12];
    char transaction[2][12];
};
void lock_keys_of(const char *lineage, struct lock_keys *out);

/*
 * Takes the lock, polling for at most `wait` milliseconds. Fails with FAIL_LOCKED and names who
 * holds it.
 */
bool lock_take(struct target *t, const struct lock_keys *keys, unsigned wait, struct fail *f) must_check;

#endif
