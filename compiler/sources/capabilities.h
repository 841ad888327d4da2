/*
 * capabilities: short names for what a statement can do, so that a bale can list what it needs.
 *
 * Most are the command tag in lower case: "create_table", "alter_policy". Where one tag hides very different
 * acts (ALTER TABLE, renames, changes of owner, data), the parse tree gives finer ones.
 */
#ifndef PGBALE_CAPABILITIES_H
#define PGBALE_CAPABILITIES_H

#include "arena.h"

#include <pg_query/pg_query.pb-c.h>

/* Sorted, distinct names in the arena; `tag` is statement_tag's. *n is set. */
const char *const *capabilities_of(struct arena *a, const PgQuery__Node *node, const char *tag, size_t *n);

/* "CREATE TABLE" -> "create_table", in the arena. */
const char *capability_of_tag(struct arena *a, const char *tag);

/* True for CREATE/ALTER/DROP POLICY and ALTER TABLE with nothing but ROW LEVEL SECURITY actions. */
bool statement_is_rls(const PgQuery__Node *node);

#endif
