/*
 * second: a second connection that sees what the first one sees.
 */
#ifndef PGBALE_SECOND_H
#define PGBALE_SECOND_H

#include "arena.h"

#include <libpq-fe.h>

/*
 * Connects to the server of `db`, as the same user, and begins a read-only transaction on the snapshot that
 * `db` exported, with `settings` in force. NULL when that cannot be had within a quarter of a second: the
 * server may have no connection left, or a pooler may keep us waiting for the one that we hold. The caller
 * finishes it.
 */
PGconn *second_open(struct arena *a, PGconn *db, const char *snapshot, const char *settings);

#endif
