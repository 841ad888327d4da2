/*
 * rest_read: the SELECT of a request, with what is embedded in it as lateral queries.
 */
#include "rest_inner.h"

#include "rest_links_sql.h"

const char *rest_where(struct rest_writing *w, const struct rest_node *node, const char *of,
                       const char *condition)
{
    struct text t = text_new(w->arena);

    if (condition)
        text_addf(&t, " where %s", condition);
    for (size_t i = 0; i < node->n_filters; i++)
        text_addf(&t, "%s%s", t.size ? " and " : " where ", rest_filter(w, of, &node->filters[i]));
    return t.at;
}

/* The name that PostgREST gives a JSON path: its last key. */
static const char *last_key(const char *path)
{
    const char *key = path;

    for (const char *next = strstr(path, "->"); next; next = strstr(next + 2, "->"))
        key = next + 2 + (next[2] == '>');
    return key;
}

static const char *item_text(struct rest_writing *w, const struct rest_node *item, const char *of)
{
    const char *shown = item->alias ? item->alias : *item->path ? last_key(item->path) : NULL;

    if (strcmp(item->name, "*") == 0)
        return format(w->arena, "%s.*", of);
    const char *column = rest_column(w, of, format(w->arena, "%s%s", item->name, item->path));
    if (item->cast)
        column = format(w->arena, "cast(%s as %s)", column, item->cast);
    if (!shown && item->cast)
        shown = item->name;
    return shown ? format(w->arena, "%s as %s", column, rest_name(w, shown)) : column;
}

const char *rest_items(struct rest_writing *w, const struct rest_node *node, const char *of)
{
    struct text t = text_new(w->arena);

    for (size_t i = 0; i < node->n_items; i++) {
        if (node->items[i].embeds)
            return rest_refuse(w, "relations embedded in the answer of a write are not translated");
        text_addf(&t, "%s%s", i ? ", " : "", item_text(w, &node->items[i], of));
    }
    return t.at;
}

struct link {
    bool many;
    const char *target, *table, *here, *there, *middle;
};

/* The one foreign key that ties the relations together. */
static bool find_link(struct rest_writing *w, const char *table, const struct rest_node *item,
                      const char *alias, const char *inner, const char *middle, struct link *out)
{
    const char *values[] = {
        w->request->schema, table, item->name, item->hint ? item->hint : "", alias, inner, middle
    };
    owned(pg_clear) PGresult *rows = NULL;

    if (!pg_rows(w->db, rest_links_sql, countof(values), values, FAIL_FAILED, &rows, w->fail)) {
        w->lost = true;
        rest_refuse(w, "the catalog cannot be read");
        return false;
    }
    if (PQntuples(rows) != 1) {
        if (PQntuples(rows))
            rest_refuse(w, "PGRST201: more than one relationship was found for '%s' and '%s'", table,
                        item->name);
        else
            rest_refuse(w, "PGRST200: could not find a relationship between '%s' and '%s'", table,
                        item->name);
        return false;
    }
    *out = (struct link){ .many = strcmp(PQgetvalue(rows, 0, 0), "many") == 0,
                          .target = arena_text(w->arena, pg_value(rows, 0, 1)),
                          .table = arena_text(w->arena, pg_value(rows, 0, 2)),
                          .here = arena_text(w->arena, pg_value(rows, 0, 3)),
                          .there = arena_text(w->arena, pg_value(rows, 0, 4)),
                          .middle = arena_text(w->arena, pg_value(rows, 0, 5)) };
    return true;
}

/* Adds the item and the join of an embedded relation. */
static void embed(struct rest_writing *w, const struct rest_node *item, const char *table, const char *alias,
                  int deep, struct text *items, struct text *joins)
{
    struct arena *a = w->arena;
    size_t n = ++w->n_aliases;
    const char *inner = format(a, "t%zu", n), *middle = format(a, "m%zu", n);
    struct link link;

    if (!find_link(w, table, item, alias, inner, middle, &link))
        return;
    const char *from = link.target, *condition = link.here;
    if (link.middle)
        condition = format(a, "exists (select from %s as %s where %s and %s)", link.middle, middle, link.here,
                           link.there);
    const char *query = rest_query(w, item, link.table, from, inner, condition, deep + 1);
    const char *shown = rest_name(w, item->alias ? item->alias : item->name);
    text_addf(joins, " %s join lateral (select %s(x%zu) as v from (%s) as x%zu) as j%zu on %s",
              item->inner ? "inner" : "left", link.many ? "json_agg" : "row_to_json", n, query, n, n,
              item->inner && link.many ? format(a, "j%zu.v is not null", n) : "true");
    text_addf(items, link.many ? "coalesce(j%zu.v, '[]') as %s" : "j%zu.v as %s", n, shown);
}

const char *rest_query(struct rest_writing *w, const struct rest_node *node, const char *table,
                       const char *from, const char *alias, const char *condition, int deep)
{
    struct text items = text_new(w->arena), joins = text_new(w->arena), rest = text_new(w->arena);

    for (size_t i = 0; i < node->n_items && !w->error; i++) {
        size_t before = items.size;
        if (i)
            text_add(&items, ", ");
        if (node->items[i].embeds)
            embed(w, &node->items[i], table, alias, deep, &items, &joins);
        else
            text_add(&items, item_text(w, &node->items[i], alias));
        if (items.size == before)
            rest_refuse(w, "an empty select list");
    }
    text_add(&rest, rest_where(w, node, alias, condition));
    if (node->order)
        text_add(&rest, rest_order(w, alias, node->order));
    if (node->limit)
        text_addf(&rest, " limit %s", rest_value(w, node->limit));
    if (node->offset)
        text_addf(&rest, " offset %s", rest_value(w, node->offset));
    return format(w->arena, "select %s from %s as %s%s%s", items.at, from, alias, joins.at, rest.at);
}
