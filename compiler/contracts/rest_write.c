/*
 * rest_write: POST, PATCH, DELETE and calls of functions as SQL.
 */
#include "rest_inner.h"

#include "file.h"

#include <jansson.h>

static const char *pair(const struct rest_pair *pairs, size_t n, const char *key)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(pairs[i].key, key) == 0)
            return pairs[i].value;
    return NULL;
}

static bool prefers(const struct rest_writing *w, const char *word)
{
    return w->request->prefer && strstr(w->request->prefer, word);
}

static void release(json_t **tree)
{
    json_decref(*tree);
}

/* The columns that are written: those said, else the keys of the (first) object. Quoted. */
static struct names columns_of(struct rest_writing *w, json_t *body, const char *said)
{
    json_t *object = json_is_array(body) ? json_array_get(body, 0) : body;
    struct names plain = { .count = 0 };

    if (said) {
        plain = rest_split(w->arena, said, ',');
    } else {
        plain.at = arena_array(w->arena, json_object_size(object), sizeof *plain.at);
        for (void *at = json_object_iter(object); at; at = json_object_iter_next(object, at))
            plain.at[plain.count++] = arena_text(w->arena, json_object_iter_key(at));
    }
    for (size_t i = 0; i < plain.count; i++)
        plain.at[i] = rest_name(w, plain.at[i]);
    return plain;
}

static const char *joined(struct arena *a, struct names columns, const char *pattern)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < columns.count; i++) {
        text_add(&t, i ? ", " : "");
        for (const char *c = pattern; *c; c++)
            if (*c == '@')
                text_add(&t, columns.at[i]);
            else
                text_add_bytes(&t, c, 1);
    }
    return t.at;
}

/* The quoted columns of the primary key, or of on_conflict. */
static const char *conflict_columns(struct rest_writing *w, const char *table, const char *said)
{
    static const char sql[] =
        "select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum)"
        "  from pg_catalog.pg_constraint k"
        "  join pg_catalog.pg_class c on c.oid = k.conrelid"
        "  join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
        "  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = any (k.conkey)"
        " where k.contype = 'p' and n.nspname = $1 and c.relname = $2";
    const char *values[] = { w->request->schema, table };
    owned(pg_clear) PGresult *rows = NULL;

    if (said) {
        struct names plain = rest_split(w->arena, said, ',');
        for (size_t i = 0; i < plain.count; i++)
            plain.at[i] = rest_name(w, plain.at[i]);
        return joined(w->arena, plain, "@");
    }
    if (!pg_rows(w->db, sql, countof(values), values, FAIL_FAILED, &rows, w->fail)) {
        w->lost = true;
        return rest_refuse(w, "the catalog cannot be read");
    }
    return PQgetisnull(rows, 0, 0) ? NULL : arena_text(w->arena, PQgetvalue(rows, 0, 0));
}

static const char *conflict_text(struct rest_writing *w, const char *table, struct names columns,
                                 const char *said)
{
    bool merge = prefers(w, "resolution=merge-duplicates"),
         ignore = prefers(w, "resolution=ignore-duplicates");
    const char *keys = merge || ignore ? conflict_columns(w, table, said) : NULL;

    if (!keys)
        return "";
    return format(w->arena, " on conflict (%s) do %s%s", keys, merge ? "update set " : "nothing",
                  merge ? joined(w->arena, columns, "@ = excluded.@") : "");
}

static const char *insert(struct rest_writing *w, const char *table, const char *name,
                          const struct rest_pair *pairs, size_t n)
{
    owned(release) json_t *body = w->request->body ? json_loads(w->request->body, 0, NULL) : NULL;
    struct names columns = columns_of(w, body, pair(pairs, n, "columns"));

    if (!body)
        return rest_refuse(w, "the request has no JSON body");
    if (!columns.count)
        return format(w->arena, "insert into %s as t0 default values", name);
    const char *value =
        rest_value(w, json_is_array(body) ? w->request->body : format(w->arena, "[%s]", w->request->body));
    return format(w->arena,
                  "insert into %s as t0 (%s) select %s from json_populate_recordset(null::%s, %s) as b%s",
                  name, joined(w->arena, columns, "@"), joined(w->arena, columns, "b.@"), name, value,
                  conflict_text(w, table, columns, pair(pairs, n, "on_conflict")));
}

static const char *update(struct rest_writing *w, const struct rest_node *root, const char *name,
                          const struct rest_pair *pairs, size_t n)
{
    owned(release) json_t *body = w->request->body ? json_loads(w->request->body, 0, NULL) : NULL;
    struct names columns = columns_of(w, body, pair(pairs, n, "columns"));

    if (!columns.count)
        return rest_refuse(w, "the request has no JSON body with columns");
    const char *value = rest_value(w, w->request->body);
    return format(w->arena, "update %s as t0 set %s from json_populate_record(null::%s, %s) as b%s", name,
                  joined(w->arena, columns, "@ = b.@"), name, value, rest_where(w, root, "t0", NULL));
}

const char *rest_change(struct rest_writing *w, const struct rest_node *root, const char *table,
                        const struct rest_pair *pairs, size_t n)
{
    const char *name = format(w->arena, "%s.%s", rest_name(w, w->request->schema), rest_name(w, table));
    const char *sql;

    if (root->order || root->limit || root->offset)
        return rest_refuse(w, "order and limit of a write are not translated");
    if (strcmp(w->request->method, "POST") == 0)
        sql = insert(w, table, name, pairs, n);
    else if (strcmp(w->request->method, "PATCH") == 0)
        sql = update(w, root, name, pairs, n);
    else
        sql = format(w->arena, "delete from %s as t0%s", name, rest_where(w, root, "t0", NULL));
    /* Without an answer PostgREST still counts the rows. */
    bool answers = prefers(w, "return=representation");
    return format(w->arena, "%s returning %s", sql, answers ? rest_items(w, root, "t0") : "1");
}

/* ------------------------------------------------------------ calls */

static void add_argument(struct rest_writing *w, struct text *list, const char *name, const char *value)
{
    text_addf(list, "%s%s := %s", list->size ? ", " : "", rest_name(w, name), rest_value(w, value));
}

static const char *argument_text(struct rest_writing *w, json_t *value)
{
    if (json_is_null(value))
        return NULL;
    if (json_is_string(value))
        return arena_text(w->arena, json_string_value(value));
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    const char *copy = arena_text(w->arena, text ? text : "");
    free(text);
    return copy;
}

const char *rest_call(struct rest_writing *w, const struct rest_node *root, const char *function,
                      const struct rest_pair *pairs, size_t n)
{
    owned(release) json_t *body = w->request->body ? json_loads(w->request->body, 0, NULL) : NULL;
    struct text arguments = text_new(w->arena);
    struct rest_node node = *root;

    if (w->request->body && !json_is_object(body))
        return rest_refuse(w, "the body of a call is no JSON object");
    for (void *at = json_object_iter(body); at; at = json_object_iter_next(body, at))
        add_argument(w, &arguments, json_object_iter_key(at), argument_text(w, json_object_iter_value(at)));
    for (size_t i = 0; i < n; i++) {
        const char *key = pairs[i].key;
        bool reserved = strcmp(key, "select") == 0 || strcmp(key, "order") == 0 ||
                        strcmp(key, "limit") == 0 || strcmp(key, "offset") == 0 || strcmp(key, "or") == 0 ||
                        strcmp(key, "and") == 0;
        if (reserved || rest_is_filter(pairs[i].value))
            rest_assign(w, &node, &pairs[i], 1);
        else
            add_argument(w, &arguments, key, pairs[i].value);
    }
    const char *from =
        format(w->arena, "%s.%s(%s)", rest_name(w, w->request->schema), rest_name(w, function), arguments.at);
    return rest_query(w, &node, function, from, "t0", NULL, 0);
}
