/*
 * retype: columns that change their type, and how their values get there.
 *
 * `-- pgbale: using EXPRESSION` before a column says it. Otherwise there must be a cast, which only
 * PostgreSQL knows: it is asked before anything is planned.
 */
#ifndef PGBALE_RETYPE_H
#define PGBALE_RETYPE_H

#include "diff.h"
#include "source.h"

#include <libpq-fe.h>

/* Takes what the directives of `files` say into the items of `d`. */
bool retype_take(struct arena *a, struct diff *d, const struct source_file *files, size_t n_files,
                 struct fail *f) must_check;

/* Is there any change that PostgreSQL must be asked about? */
bool retype_asks(struct arena *a, const struct diff *d);

/*
 * Asks the database, which has the types of the new state; nothing is changed in it. Fails with FAIL_BLOCKED
 * (plan.cast) and the places in `files` where an expression can be written.
 */
bool retype_check(struct arena *a, PGconn *db, const struct diff *d, const struct source_file *files,
                  size_t n_files, struct fail *f) must_check;

#endif
