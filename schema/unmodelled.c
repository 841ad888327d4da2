/*
 * unmodelled: see unmodelled.h.
 */
#include "unmodelled.h"

#include "pg.h"

#include <stdlib.h>

enum { CLASS, OBJECT, TYPE, IDENTITY };

static void add(struct model *m, const char *type, const char *identity)
{
    struct unmodelled *list = arena_array(m->arena, m->n_unmodelled + 1, sizeof *list);

    for (size_t i = 0; i < m->n_unmodelled; i++)
        list[i] = m->unmodelled[i];
    list[m->n_unmodelled++] =
        (struct unmodelled){ arena_text(m->arena, type), arena_text(m->arena, identity) };
    m->unmodelled = list;
}

static struct address address_in(const PGresult *rows, int row)
{
    return (struct address){ (uint32_t)strtoul(PQgetvalue(rows, row, CLASS), NULL, 10),
                             (uint32_t)strtoul(PQgetvalue(rows, row, OBJECT), NULL, 10), 0 };
}

void unmodelled_take(struct model *m, const struct address_book *book, const PGresult *rows,
                     struct unmodelled_left *left)
{
    struct text classes = text_new(m->arena), objects = text_new(m->arena);

    for (int row = 0; row < PQntuples(rows); row++) {
        if (pg_value(rows, row, TYPE)) {
            add(m, PQgetvalue(rows, row, TYPE), PQgetvalue(rows, row, IDENTITY));
            continue;
        }
        if (address_resolve(book, address_in(rows, row)))
            continue;
        text_addf(&classes, "%s%s", classes.size ? "," : "{", PQgetvalue(rows, row, CLASS));
        text_addf(&objects, "%s%s", objects.size ? "," : "{", PQgetvalue(rows, row, OBJECT));
    }
    if (!classes.size)
        return;
    text_add(&classes, "}");
    text_add(&objects, "}");
    *left = (struct unmodelled_left){ classes.at, objects.at };
}

/* What belongs to an extension or comes with another object needs no kind. Names are costly, so they come
 * last. */
bool unmodelled_name(struct model *m, PGconn *db, const struct unmodelled_left *left, struct fail *f)
{
    const char *values[] = { left->classes, left->objects };
    owned(pg_clear) PGresult *rows = NULL;

    if (!left->classes)
        return true;
    if (!pg_rows(db,
                 "select i.type, coalesce(i.identity, o.class::regclass || ' ' || o.object)"
                 " from unnest($1::oid[], $2::oid[]) o(class, object)"
                 " cross join lateral pg_catalog.pg_identify_object(o.class, o.object, 0) i"
                 " where not exists (select from pg_catalog.pg_depend d where d.classid = o.class"
                 "                      and d.objid = o.object and d.deptype in ('i', 'e')) order by 1, 2",
                 countof(values), values, FAIL_FAILED, &rows, f))
        return false;
    for (int row = 0; row < PQntuples(rows); row++)
        add(m, PQgetvalue(rows, row, 0), PQgetvalue(rows, row, 1));
    return true;
}
