/*
 * statement_rules: which statements may stand in schema files, prelude files and migration steps.
 *
 * A white list over the kinds of parse nodes: a kind that the table does not name is refused.
 */
#ifndef PGBALE_STATEMENT_RULES_H
#define PGBALE_STATEMENT_RULES_H

#include "source.h"

#include <pg_query/pg_query.pb-c.h>

/*
 * Checks one statement, whose place, tag and in_transaction_ok are known already. `standalone` says that
 * its file is a standalone step. Fails with FAIL_USAGE (sql.refused): what, why, what to do instead.
 */
bool statement_allowed(const char *path, enum source_rules rules, bool standalone,
                       const struct source_statement *s, const PgQuery__Node *node,
                       struct fail *f) must_check;

/* Refuses a DROP in a schema file, as statement_allowed does; returns false. */
bool statement_refuse_drop(const char *path, const struct source_statement *s, struct fail *f);

#endif
