/*
 * load: runs SQL files in a scratch database and says where in the files an error comes from.
 */
#ifndef PGBALE_LOAD_H
#define PGBALE_LOAD_H

#include "pg.h"
#include "source.h"

enum load_order {
    LOAD_ANY_ORDER,  /* schema files: each statement alone; what needs something else is tried again */
    LOAD_AS_WRITTEN, /* prelude: each statement alone, in order */
    LOAD_ATOMIC,     /* the steps of one segment: in order, in one transaction, rolled back on failure */
};

/*
 * Runs all statements of the files. `settings` is a statement that is sent before each file
 * (session_step_settings in session.h), NULL for none. Fails with FAIL_USAGE (schema, prelude) or FAIL_STEP
 * (atomic), naming path:line:column and PostgreSQL's message, SQLSTATE, detail and hint.
 *
 * LOAD_ANY_ORDER refuses files that declare one object twice, naming both places; takes ALTER ... IF EXISTS
 * for ALTER; loads with check_function_bodies off and runs the languages' validators over the routines
 * afterwards. CREATE EXTENSION behind "-- pgbale: stub" makes the extension without what belongs to it, which
 * the server need not have. LOAD_AS_WRITTEN skips CREATE ROLE for a role that exists: roles are the server's,
 * not the database's. LOAD_ATOMIC also refuses a statement that is answered with another command tag than
 * `tag`. On a server that the user named, CREATE ROLE must find its role there, and other role statements
 * (ALTER ROLE, GRANT role, DROP ROLE...) are skipped.
 */
bool scratch_load(PGconn *db, const struct source_file *files, size_t n, enum load_order order,
                  const char *settings, struct fail *f) must_check;

/* Runs one statement alone, outside a transaction: a statement of a standalone step; `settings` before it. */
bool scratch_run(PGconn *db, const struct source_file *file, const struct source_statement *statement,
                 const char *settings, struct fail *f) must_check;

/*
 * The routines of a database, made by whomever, that do not pass their language's check under the settings of
 * schema files: their OIDs, ascending. Changes settings of the session only.
 */
bool scratch_unsound(struct arena *a, PGconn *db, const char *settings, const uint32_t **out, size_t *n,
                     struct fail *f) must_check;

#endif
