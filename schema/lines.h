/*
 * lines: catalog queries in pipelines, on one connection or, when there is much to read, on two that see one
 * snapshot.
 *
 * A server answers a connection with one process. Most of its time goes into writing expressions as text, and
 * what it needs to know of a table for that it looks up once for each process; so expressions are asked for
 * on one line and all else on the other. Results come in the order in which a line's queries were sent.
 */
#ifndef PGBALE_LINES_H
#define PGBALE_LINES_H

#include "fail.h"

#include <libpq-fe.h>

enum line { LINE_TABLES, LINE_REST };

struct lines {
    struct arena *arena;
    PGconn *db;     /* the caller's */
    PGconn *second; /* ours; NULL: all queries go to `db` */
    bool within;    /* the caller's transaction, which nobody else sees into */
};

/*
 * Begins a read-only transaction, or a subtransaction of the caller's, pins the session's settings, and opens
 * the second line if that is worth it. A server that has no room for it, or is slow to let us in, is no
 * error.
 */
bool lines_begin(struct lines *l, struct fail *f) must_check;

bool lines_send(struct lines *l, enum line line, const char *sql, struct fail *f) must_check;

/* Ends a batch of queries. More may be sent when all rows of this one were taken. */
bool lines_sent(struct lines *l, struct fail *f) must_check;

/* The rows of a line's next query; `what` is for the message. What comes on the other line waits in memory.
 */
bool lines_rows(struct lines *l, enum line line, const char *what, PGresult **out, struct fail *f) must_check;

/* After the last rows of a batch. */
bool lines_taken(struct lines *l, struct fail *f) must_check;

/* Ends what was begun, when the last batch was taken. */
bool lines_end(struct lines *l, struct fail *f) must_check;

/* After a failure: drops what is still coming and rolls back, so that the connection is usable if it is
 * alive. */
void lines_abandon(struct lines *l);

#endif
