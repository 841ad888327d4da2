/*
 * second: a second connection that sees what the first one sees.
 */
#ifndef PGBALE_SECOND_H
#define PGBALE_SECOND_H

#include "arena.h"

#include <libpq-fe.h>

struct second_to {
    const char *snapshot; /* that the first connection exported */
    const char *settings; /* a statement that sets what shall be in force */
    const char *question,
        *answer; /* a query, and what only that server returns: behind one address may be many */
};

/*
 * Connects to the server of `db`, as the same user, and begins a read-only transaction on the snapshot. NULL
 * when that cannot be had within a quarter of a second: the server may have no connection left, another
 * server may answer, or a pooler may keep us waiting for the connection that we hold. The caller finishes it.
 */
PGconn *second_open(struct arena *a, PGconn *db, const struct second_to *to);

#endif
