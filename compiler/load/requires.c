/*
 * requires: see requires.h.
 */
#include "requires.h"

#include "pg.h"
#include "read.h"
#include "requires_sql.h"
#include "session.h"

const char *const *requires_union(struct arena *a, const char *const *x, size_t n_x, const char *const *y,
                                  size_t n_y, size_t *n)
{
    const char **all = arena_array(a, n_x + n_y, sizeof *all);
    size_t i = 0, k = 0;

    *n = 0;
    while (i < n_x || k < n_y) {
        int order = i == n_x ? 1 : k == n_y ? -1 : strcmp(x[i], y[k]);
        all[(*n)++] = order <= 0 ? x[i] : y[k];
        i += order <= 0;
        k += order >= 0;
    }
    return all;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *const *list_of(struct arena *a, const PGresult *rows, const char *kind, size_t *n)
{
    const char **list = arena_array(a, (size_t)PQntuples(rows), sizeof *list);

    *n = 0;
    for (int i = 0; i < PQntuples(rows); i++)
        if (strcmp(PQgetvalue(rows, i, 0), kind) == 0)
            list[(*n)++] = arena_text(a, PQgetvalue(rows, i, 1));
    if (*n > 1)
        qsort(list, *n, sizeof *list, by_text);
    return list;
}

bool requires_read(struct arena *a, PGconn *db, const struct managed *managed, const char *always,
                   struct proof *out, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL, *ended = NULL;

    if (!pg_run(db, "begin", FAIL_FAILED, f) ||
        !pg_run(db, session_digest_settings(a, false), FAIL_FAILED, f) ||
        !pg_rows(db, managed_sql(a, managed, requires_sql), 0, NULL, FAIL_FAILED, &rows, f))
        return false;
    ended = PQexec(db, "rollback");
    out->roles = list_of(a, rows, "role", &out->n_roles);
    out->extensions = list_of(a, rows, "extension", &out->n_extensions);
    out->schemas = list_of(a, rows, "schema", &out->n_schemas);
    if (always)
        out->schemas = requires_union(a, out->schemas, out->n_schemas, &always, 1, &out->n_schemas);
    return true;
}
