/*
 * observe: what a statement does to the relations that were there before it, seen by carrying it out.
 *
 * Each statement runs in a transaction of its own, so that the locks in pg_locks are its own. A relation was
 * written anew when its file is another; it was read when its counter of whole scans grew, which it does on
 * an empty table as well.
 */
#ifndef PGBALE_OBSERVE_H
#define PGBALE_OBSERVE_H

#include "file.h"
#include "pg.h"

/* Table locks of PostgreSQL from the weakest that is noted; weaker ones stand in nobody's way. */
enum observed_lock {
    OBSERVED_NONE,
    OBSERVED_ROW_EXCLUSIVE,
    OBSERVED_SHARE_UPDATE_EXCLUSIVE,
    OBSERVED_SHARE,
    OBSERVED_SHARE_ROW_EXCLUSIVE,
    OBSERVED_EXCLUSIVE,
    OBSERVED_ACCESS_EXCLUSIVE,
    OBSERVED_LOCKS
};

extern const char *const observed_lock_words[]; /* "ACCESS EXCLUSIVE"; OBSERVED_NONE is "none" */

/* One relation that a statement touched. */
struct observed_relation {
    const char *name;   /* quoted, with its schema */
    const char *number; /* its oid; NULL: not known any more */
    enum observed_lock lock;
    bool rewritten, scanned;     /* of what holds rows */
    const char *const *narrowed; /* what its columns lost (column_types_narrowed) */
    size_t n_narrowed;
};

struct observed {
    const struct observed_relation *relations; /* those touched, by name */
    size_t n_relations;
};

struct observer;

/* Remembers which tables, views and sequences are there now, but for those of PostgreSQL itself. */
bool observer_new(struct arena *a, PGconn *db, struct observer **out, struct fail *f) must_check;

/* Their numbers. */
struct names observer_numbers(const struct observer *o);

/*
 * Carries one statement out and commits. *refused is set, and *out empty, when the server refuses it. Fails
 * with FAIL_SERVER or FAIL_FAILED.
 */
bool observer_run(struct observer *o, const char *sql, struct observed *out, bool *refused,
                  struct fail *f) must_check;

/* The strongest lock on any relation. */
enum observed_lock observed_strongest(const struct observed *o);

#endif
