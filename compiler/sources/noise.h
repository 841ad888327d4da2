/*
 * noise: what schema files may say that declares nothing.
 *
 * Dumps and files that were written for psql begin with SET statements, stand between BEGIN and COMMIT, and
 * end with rows of the tool that wrote them. None of that is part of a schema, so it is skipped. A search
 * path is skipped as well, but remembered: it says what the names behind it mean.
 */
#ifndef PGBALE_NOISE_H
#define PGBALE_NOISE_H

#include "source.h"

#include <pg_query/pg_query.pb-c.h>

/*
 * True for SET statements of pg_dump, its calls of set_config('search_path') and setval, BEGIN and COMMIT,
 * and rows of a table schema_migrations, in which Rails, dbmate and others keep what they applied.
 */
bool noise_is(const PgQuery__Node *node);

/* BEGIN and COMMIT: what prelude files may say as well. */
bool noise_is_bracket(const PgQuery__Node *node);

/* SET check_function_bodies = false: the bodies in this file are not meant to be checked. */
bool noise_leaves_bodies(const PgQuery__Node *node);

/*
 * True when the only statement of the tree says how names are looked up from here on: SET or RESET
 * search_path, RESET ALL, pg_dump's set_config. *out is NULL for what is usual, "public" alone or nothing at
 * all. The tree is changed.
 */
bool noise_search_path(struct arena *a, PgQuery__ParseResult *tree, const struct source_path **out);

#endif
