/*
 * statement_checks: what the kind of a statement alone does not decide about whether it is allowed.
 */
#ifndef PGBALE_STATEMENT_CHECKS_H
#define PGBALE_STATEMENT_CHECKS_H

#include "source.h"

#include <pg_query/pg_query.pb-c.h>

/* A refusal: what (NULL: the command tag), why, and what to do instead. All static text. */
struct refusal {
    const char *what, *why, *next;
};

/* Each returns false with *r filled when the statement is refused. */
bool statement_check_schema(const PgQuery__Node *node, const struct source_statement *s, struct refusal *r);
bool statement_check_prelude(const struct source_statement *s, struct refusal *r);
bool statement_check_step(const PgQuery__Node *node, const struct source_statement *s, bool standalone,
                          struct refusal *r);

#endif
