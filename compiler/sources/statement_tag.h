/*
 * statement_tag: the command tag that PostgreSQL answers for a statement, from its parse tree.
 *
 * Tags are without row counts. One case cannot be known beforehand: CREATE TABLE IF NOT EXISTS ... AS
 * answers "SELECT" when it makes the table and "CREATE TABLE AS" when the table is there; the first is told.
 */
#ifndef PGBALE_STATEMENT_TAG_H
#define PGBALE_STATEMENT_TAG_H

#include "arena.h"

#include <pg_query/pg_query.pb-c.h>

/* The tag, static or in the arena. NULL for a node that is no statement. */
const char *statement_tag(struct arena *a, const PgQuery__Node *node);

/* "TABLE", "OPERATOR CLASS"...: the words for a kind of object in CREATE, ALTER and DROP; NULL: none. */
const char *statement_object_words(PgQuery__ObjectType type);

/*
 * A tag guessed from the first words of a statement that the parser does not know; `text` is
 * NUL-terminated. Options between them (OR REPLACE, UNIQUE, TEMP...) are skipped. NULL: no idea.
 */
const char *statement_tag_guess(struct arena *a, const char *text);

#endif
