/*
 * reset: DROP ... IF EXISTS of what the same file makes further down.
 *
 * Files that can be run again and again drop an object before they make it. The drop declares nothing. One
 * that no statement behind it makes up for is refused: it says that something goes away.
 */
#ifndef PGBALE_RESET_H
#define PGBALE_RESET_H

#include "source.h"

#include <pg_query/pg_query.pb-c.h>

struct resets {
    struct reset *at;
    size_t n, room;
};

/* Takes note of a DROP ... IF EXISTS; `s` is described and has its place. False: it is another statement. */
bool resets_add(struct arena *a, struct resets *list, const PgQuery__Node *node,
                const struct source_statement *s);

/* The first DROP with an object that none of the statements behind it makes, or one before it; NULL: none. */
const struct source_statement *resets_unmet(const struct resets *list,
                                            const struct source_statement *statements, size_t n);

#endif
