/*
 * rest_inner: what the parts of rest share.
 */
#ifndef PGBALE_REST_INNER_H
#define PGBALE_REST_INNER_H

#include "file.h"
#include "rest.h"

enum { REST_PAIRS = 100, REST_DEPTH = 8 };

struct rest_pair {
    const char *key, *value;
};

/* One item of a select list, or the whole query at its root. */
struct rest_node {
    const char *name;  /* column or relation; "*" */
    const char *path;  /* "->a->>b" behind a column, or "" */
    const char *alias; /* NULL: none */
    const char *cast;  /* NULL: none */
    const char *hint;  /* NULL: none */
    bool embeds, inner;
    struct rest_node *items;
    size_t n_items;
    struct rest_pair filters[REST_PAIRS]; /* of the root and of embedded relations */
    size_t n_filters;
    const char *order, *limit, *offset;
};

struct rest_writing {
    struct arena *arena;
    PGconn *db;
    const struct rest_request *request;
    const char **values;
    size_t n_values, room_values;
    size_t n_aliases;
    const char *error;
    struct fail *fail; /* filled when `lost` */
    bool lost;         /* the catalog could not be read */
};

/* Sets the error, unless there is one, and returns "". */
const char *rest_refuse(struct rest_writing *w, const char *pattern, ...) printf_like(2, 3);

/* A name quoted by libpq; a value as $n. */
const char *rest_name(struct rest_writing *w, const char *plain);
const char *rest_value(struct rest_writing *w, const char *value);

/* The pieces between `separator`s outside quotes, parentheses and braces. */
struct names rest_split(struct arena *a, const char *text, char separator);

/* "%C3%A4+b" */
const char *rest_decoded(struct rest_writing *w, const char *from, size_t size);

/* rest_parse.c: reads the select list and hands filters, order and limits to whom they belong. */
struct rest_node *rest_select(struct rest_writing *w, const char *list);
void rest_assign(struct rest_writing *w, struct rest_node *root, const struct rest_pair *pairs, size_t n);
struct rest_pair *rest_pairs(struct rest_writing *w, const char *query, size_t *n);

/* rest_filter.c: conditions as SQL. `of` is the quoted alias of the relation. */
const char *rest_column(struct rest_writing *w, const char *of, const char *column);
const char *rest_filter(struct rest_writing *w, const char *of, const struct rest_pair *filter);
const char *rest_order(struct rest_writing *w, const char *of, const char *list);
bool rest_is_filter(const char *value);

/* rest_read.c: a SELECT over `from`, whose plain alias is `alias`. */
const char *rest_query(struct rest_writing *w, const struct rest_node *node, const char *table,
                       const char *from, const char *alias, const char *condition, int deep);
/* " where ..." of a node's filters, or "". */
const char *rest_where(struct rest_writing *w, const struct rest_node *node, const char *of,
                       const char *condition);
/* The plain columns of a select list, of a relation without embedded ones. */
const char *rest_items(struct rest_writing *w, const struct rest_node *node, const char *of);

/* rest_write.c */
const char *rest_change(struct rest_writing *w, const struct rest_node *root, const char *table,
                        const struct rest_pair *pairs, size_t n);
const char *rest_call(struct rest_writing *w, const struct rest_node *root, const char *function,
                      const struct rest_pair *pairs, size_t n);

#endif
