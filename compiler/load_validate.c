/*
 * load_validate: bodies of routines, checked after everything is there.
 *
 * While files are loaded in any order, bodies cannot be checked: what they use may come later.
 */
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

/* Reports the failing routine that stands first in the files. */
static bool refuse_first(const struct load *l, const PGresult *routines, const struct load_batch *b,
                         struct fail *f)
{
    const struct load_item *first = NULL;
    size_t of = 0, failed = 0;

    for (size_t i = 0; i < b->count; i++) {
        if (!b->list[i].refusal)
            continue;
        const struct load_item *item =
            maker(l, PQgetvalue(routines, (int)i, 1), PQgetvalue(routines, (int)i, 2),
                  PQgetvalue(routines, (int)i, 3));
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
    return *f->hint ? false
                    : fail_hint(
                          f, "The body was checked against the declared schema after all files were loaded.");
}

bool load_validate(struct load *l, const char *after, struct fail *f)
{
    const char *values[] = { after };
    owned(pg_clear) PGresult *routines = NULL;

    if (!pg_rows(l->db, validate_sql, 1, values, FAIL_FAILED, &routines, f))
        return false;
    size_t n = (size_t)PQntuples(routines);
    owned(load_release) struct load_batch b = { arena_array(l->arena, n, sizeof *b.list), n };
    for (size_t i = 0; i < n; i++)
        b.list[i].sql = PQgetvalue(routines, (int)i, 0);
    return pipeline_run(l->arena, l->db, b.list, n, PIPELINE_EACH, f) && refuse_first(l, routines, &b, f);
}
