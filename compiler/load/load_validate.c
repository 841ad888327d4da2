/*
 * load_validate: bodies of routines, checked after everything is there.
 *
 * While files are loaded in any order, bodies cannot be checked: what they use may come later. A body that
 * only works with another search path, or whose tables are made at run time, can be left alone.
 */
#include "load.h"
#include "load_inner.h"
#include "load_sql.h"

/* The statement that made a routine: same name and body, else same name. NULL: none of the files. */
static const struct load_item *maker(const struct load *l, const char *schema, const char *name,
                                     const char *body)
{
    const struct load_item *best = NULL;

    for (size_t i = 0; i < l->n_items; i++) {
        const struct source_statement *s = l->items[i].statement;
        if (!text_equal(s->node, "CreateFunctionStmt") || !text_equal(s->object.name, name) ||
            (s->object.schema && !text_equal(s->object.schema, schema)))
            continue;
        if (text_equal(s->body, body))
            return &l->items[i];
        if (!best)
            best = &l->items[i];
    }
    return best;
}

static const struct load_item *maker_of(const struct load *l, const PGresult *routines, size_t i)
{
    return maker(l, PQgetvalue(routines, (int)i, 1), PQgetvalue(routines, (int)i, 2),
                 PQgetvalue(routines, (int)i, 3));
}

static bool has_paths(const struct load *l)
{
    for (size_t i = 0; i < l->n_items; i++)
        if (l->items[i].statement->search_path)
            return true;
    return false;
}

static bool is_left_alone(const struct load_item *item)
{
    return source_allow(item->statement, "unchecked-body") || item->file->unchecked;
}

/* Reports the failing routine that stands first in the files. */
static bool refuse_first(const struct load *l, const PGresult *routines, const struct load_batch *b,
                         struct fail *f)
{
    const struct load_item *first = NULL;
    size_t of = 0, failed = 0;

    for (size_t i = 0; i < b->count; i++) {
        if (!b->list[i].refusal)
            continue;
        const struct load_item *item = maker_of(l, routines, i);
        if (item && is_left_alone(item))
            continue;
        if (!failed++ || (item && (!first || item < first)))
            first = item, of = i;
    }
    if (!failed)
        return true;
    if (!first)
        return pg_refused(l->db, b->list[of].refusal, FAIL_USAGE,
                          format(l->arena, "the body of %s.%s", PQgetvalue(routines, (int)of, 1),
                                 PQgetvalue(routines, (int)of, 2)),
                          f);
    server_error(first->file, first->statement, b->list[of].refusal, FAIL_USAGE, "schema.function", f);
    if (failed > 1)
        fail_detail(f, "%zu more routines do not pass their language's check.", failed - 1);
    return fail_hint(
        f, "Correct the body, which was checked after all files were loaded; or put \"-- pgbale: allow "
           "unchecked-body \"REASON\"\" before the statement.");
}

/* Runs the checks of the routines above the OID `after`; *routines says which. */
static bool run_checks(struct load *l, const char *after, PGresult **routines, struct load_batch *b,
                       struct fail *f)
{
    const char *values[] = { after };

    if (!pg_rows(l->db, validate_sql, 1, values, FAIL_FAILED, routines, f))
        return false;
    b->count = (size_t)PQntuples(*routines);
    b->list = arena_array(l->arena, b->count, sizeof *b->list);
    bool paths = has_paths(l);
    for (size_t i = 0; i < b->count; i++) {
        const struct load_item *item = paths ? maker_of(l, *routines, i) : NULL;
        b->list[i].sql = PQgetvalue(*routines, (int)i, 0);
        b->list[i].search_path = item ? item->statement->search_path : NULL;
    }
    return pipeline_run(l->arena, l->db, b->list, b->count, PIPELINE_EACH, f);
}

bool load_validate(struct load *l, const char *after, struct fail *f)
{
    owned(pg_clear) PGresult *routines = NULL;
    owned(load_release) struct load_batch b = { 0 };

    return run_checks(l, after, &routines, &b, f) && refuse_first(l, routines, &b, f);
}

bool scratch_unsound(struct arena *a, PGconn *db, const char *settings, const uint32_t **out, size_t *n,
                     struct fail *f)
{
    struct load l = { .arena = a, .db = db };
    owned(pg_clear) PGresult *routines = NULL;
    owned(load_release) struct load_batch b = { 0 };

    if (!pg_run(db, settings, FAIL_FAILED, f) ||
        !pg_run(db, "SET check_function_bodies = on", FAIL_FAILED, f) ||
        !run_checks(&l, "16383", &routines, &b, f) || !pg_run(db, "RESET ALL", FAIL_FAILED, f))
        return false;
    uint32_t *list = arena_array(a, b.count, sizeof *list);
    *n = 0;
    for (size_t i = 0; i < b.count; i++)
        if (b.list[i].refusal)
            list[(*n)++] = (uint32_t)strtoul(PQgetvalue(routines, (int)i, 4), NULL, 10);
    *out = list;
    return true;
}
