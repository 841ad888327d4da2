/*
 * observe_types: see observe_types.h.
 */
#include "observe_types.h"

#include "observe_types_sql.h"
#include "type_name.h"

enum { TABLE, COLUMN, NAME, TYPE };

struct column {
    const char *table, *number, *type;
};

struct column_types {
    struct arena *arena;
    struct column *columns;
    size_t n;
};

static bool look(PGconn *db, const char *numbers, PGresult **out, struct fail *f)
{
    return pg_rows(db, observe_types_sql, 1, &numbers, FAIL_FAILED, out, f);
}

bool column_types_new(struct arena *a, PGconn *db, const char *numbers, struct column_types **out,
                      struct fail *f)
{
    struct column_types *t = arena_alloc(a, sizeof *t);
    owned(pg_clear) PGresult *rows = NULL;

    if (!look(db, numbers, &rows, f))
        return false;
    t->arena = a;
    t->n = (size_t)PQntuples(rows);
    t->columns = arena_array(a, t->n, sizeof *t->columns);
    for (int i = 0; (size_t)i < t->n; i++)
        t->columns[i] = (struct column){ arena_text(a, PQgetvalue(rows, i, TABLE)),
                                         arena_text(a, PQgetvalue(rows, i, COLUMN)),
                                         arena_text(a, PQgetvalue(rows, i, TYPE)) };
    *out = t;
    return true;
}

static struct column *find(struct column_types *t, const char *table, const char *number)
{
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->columns[i].table, table) == 0 && strcmp(t->columns[i].number, number) == 0)
            return &t->columns[i];
    return NULL;
}

bool column_types_narrowed(struct column_types *t, PGconn *db, const char *number, const char *const **out,
                           size_t *n, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;

    if (!look(db, format(t->arena, "{%s}", number), &rows, f))
        return false;
    const char **list = arena_array(t->arena, (size_t)PQntuples(rows), sizeof *list);
    *n = 0;
    for (int i = 0; i < PQntuples(rows); i++) {
        struct column *was = find(t, number, PQgetvalue(rows, i, COLUMN));
        const char *now = arena_text(t->arena, PQgetvalue(rows, i, TYPE));
        const char *lost = was ? type_narrows(t->arena, was->type, now) : NULL;
        if (lost)
            list[(*n)++] =
                format(t->arena, "%s: %s to %s, values %s", PQgetvalue(rows, i, NAME), was->type, now, lost);
        if (was)
            was->type = now;
    }
    *out = list;
    return true;
}
