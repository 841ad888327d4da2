/*
 * pg: the few libpq calls that need care everywhere: connecting without ever showing a
 * password, and turning a server's refusal into a fail. A library of its own (pgbase), so that
 * the auditor cannot link it by accident.
 */
#ifndef PGBALE_PG_H
#define PGBALE_PG_H

#include "fail.h"
#include "text.h"

#include <libpq-fe.h>

void pg_finish(PGconn **db);      /* for owned(pg_finish); NULL is allowed */
void pg_clear(PGresult **result); /* for owned(pg_clear); NULL is allowed */

/*
 * Connects to `dsn` (keyword/value or URI; NULL or empty: libpq's own variables) with client
 * encoding UTF8 and the given application name; `extra` pairs override the DSN.
 * Fails with FAIL_SERVER; the message names host, port, database and user, never the password.
 */
bool pg_connect(const char *dsn, const char *application, const char *const *extra, PGconn **out,
                struct fail *f) must_check;

/* "postgresql://user@host:port/database": where a connection leads, without secrets. */
const char *pg_where(struct arena *a, PGconn *db);

/*
 * Runs one statement or several (simple protocol) and drops the result.
 * A refusal fails with `code`; a lost connection with FAIL_SERVER.
 */
bool pg_run(PGconn *db, const char *sql, enum fail_code code, struct fail *f) must_check;

/* Runs one statement with text parameters (extended protocol) and returns its rows. */
bool pg_rows(PGconn *db, const char *sql, int n, const char *const *values, enum fail_code code,
             PGresult **out, struct fail *f) must_check;

/* Fills `f` from a result that is not what was expected: message, SQLSTATE, detail, hint. */
bool pg_refused(PGconn *db, const PGresult *result, enum fail_code code, const char *what, struct fail *f);

/* Field as text, NULL when it is SQL NULL. */
const char *pg_value(const PGresult *r, int row, int column);

#endif
