/*
 * statement_object: what a CREATE statement declares, and what a standalone statement leaves behind.
 *
 * Names come unquoted from the parse tree. They serve messages and pairing within files; nothing here says
 * which object of a database is meant, because only a server knows the search path.
 */
#ifndef PGBALE_STATEMENT_OBJECT_H
#define PGBALE_STATEMENT_OBJECT_H

#include "source.h"

#include <pg_query/pg_query.pb-c.h>

/* Text copied into the arena; kind is NULL when the statement declares nothing by name. */
struct source_object statement_object(struct arena *a, const PgQuery__Node *node);

/* The probe of a statement that cannot run in a transaction; kind is never NULL. */
struct source_probe statement_probe(struct arena *a, const PgQuery__Node *node);

/* The string body of CREATE FUNCTION or PROCEDURE; NULL: none. */
const char *statement_body(struct arena *a, const PgQuery__Node *node);

#endif
