/*
 * lint_tree: looks through the parse tree of an expression that PostgreSQL wrote.
 */
#ifndef PGBALE_LINT_TREE_H
#define PGBALE_LINT_TREE_H

#include "text.h"

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

/* Where in an expression a node stands. */
struct lint_place {
    bool in_query; /* inside of a sub-query */
    bool alone;    /* inside of a sub-select without FROM: computed once, not for each row */
    bool negated;  /* below NOT */
};

typedef void lint_visit(void *to, const ProtobufCMessage *node, const struct lint_place *place);

/* Calls `visit` for each node of "SELECT 1 WHERE expression", in order. False when it cannot be parsed. */
bool lint_walk(const char *expression, lint_visit *visit, void *to);

/* The same for SQL statements. */
bool lint_walk_sql(const char *sql, lint_visit *visit, void *to);

/* The same below one node of a tree. */
void lint_walk_node(const ProtobufCMessage *node, lint_visit *visit, void *to);

/* The last of a list of String nodes, and the one before it; NULL: none. */
const char *lint_last_name(PgQuery__Node *const *names, size_t n);
const char *lint_qualifier(PgQuery__Node *const *names, size_t n);

#endif
