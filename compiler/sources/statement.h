/*
 * statement: what one statement is, from its parse tree.
 */
#ifndef PGBALE_STATEMENT_H
#define PGBALE_STATEMENT_H

#include "source.h"

#include <pg_query/pg_query.pb-c.h>

/* Fills what the tree decides; place, size and directives stay. */
void statement_describe(struct arena *a, const PgQuery__Node *node, struct source_statement *s);

/* Fills what can be said of a statement that the parser does not know: a tag, and the capability "opaque". */
void statement_describe_opaque(struct arena *a, const char *text, const char *tag,
                               struct source_statement *s);

#endif
