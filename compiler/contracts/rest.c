/*
 * rest: see rest.h. Names are quoted and escaped by libpq: they come from a client's address, not from a
 * catalog.
 */
#include "rest_inner.h"

#include "file.h"

#include <ctype.h>

const char *rest_refuse(struct rest_writing *w, const char *pattern, ...)
{
    va_list args;

    va_start(args, pattern);
    if (!w->error)
        w->error = format_list(w->arena, pattern, args);
    va_end(args);
    return "";
}

const char *rest_name(struct rest_writing *w, const char *plain)
{
    char *quoted = PQescapeIdentifier(w->db, plain, strlen(plain));

    if (!quoted)
        return rest_refuse(w, "\"%s\" cannot be a name", plain);
    const char *copy = arena_text(w->arena, quoted);
    PQfreemem(quoted);
    return copy;
}

const char *rest_value(struct rest_writing *w, const char *value)
{
    if (w->n_values == w->room_values)
        w->values = arena_grow(w->arena, w->values, w->n_values, &w->room_values, sizeof *w->values);
    w->values[w->n_values++] = value;
    return format(w->arena, "$%zu", w->n_values);
}

struct names rest_split(struct arena *a, const char *text, char separator)
{
    struct names out = { .at = arena_array(a, strlen(text) + 2, sizeof *out.at) };
    const char *from = text, *at = text;
    int deep = 0;
    bool quoted = false;

    for (;; at++) {
        if (!*at || (*at == separator && !deep && !quoted)) {
            out.at[out.count++] = arena_copy(a, from, (size_t)(at - from));
            from = at + 1;
        }
        if (!*at)
            return out;
        if (*at == '\\' && quoted && at[1])
            at++;
        else if (*at == '"')
            quoted = !quoted;
        else if (!quoted)
            deep += (*at == '(' || *at == '{') - (*at == ')' || *at == '}');
    }
}

/* ------------------------------------------------------------ */

static const char *of_request(struct rest_writing *w, const char *path, const struct rest_pair *pairs,
                              size_t n)
{
    static const char rpc[] = "/rpc/";
    const char *list = "*";

    for (size_t i = 0; i < n; i++)
        if (strcmp(pairs[i].key, "select") == 0 && *pairs[i].value)
            list = pairs[i].value;
    struct rest_node *root = rest_select(w, list);
    if (w->error)
        return "";
    if (text_starts(path, rpc))
        return rest_call(w, root, path + strlen(rpc), pairs, n);
    rest_assign(w, root, pairs, n);
    const char *table = path + 1;
    if (!*table || strchr(table, '/'))
        return rest_refuse(w, "\"%s\" names no relation", path);
    if (strcmp(w->request->method, "GET") != 0)
        return rest_change(w, root, table, pairs, n);
    const char *from = format(w->arena, "%s.%s", rest_name(w, w->request->schema), rest_name(w, table));
    return rest_query(w, root, table, from, "t0", NULL, 0);
}

bool rest_translate(struct arena *a, PGconn *db, const struct rest_request *q, struct rest_sql *out,
                    struct fail *f)
{
    struct rest_writing w = { .arena = a, .db = db, .request = q, .fail = f };
    const char *query = strchr(q->target, '?');
    const char *path = rest_decoded(&w, q->target, query ? (size_t)(query - q->target) : strlen(q->target));
    size_t n = 0;
    struct rest_pair *pairs = rest_pairs(&w, query ? query + 1 : "", &n);
    const char *sql = of_request(&w, path, pairs, n);

    if (w.lost)
        return false;
    *out = (struct rest_sql){ .sql = w.error ? NULL : sql,
                              .values = w.values,
                              .n_values = w.n_values,
                              .read_only = strcmp(q->method, "GET") == 0,
                              .error = w.error };
    return true;
}
