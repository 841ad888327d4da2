/*
 * rest: see rest.h.
 */
#include "rest_inner.h"

#include "file.h"

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
