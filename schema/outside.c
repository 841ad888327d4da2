/*
 * outside: see outside.h.
 */
#include "outside.h"

#include "pg.h"
#include "read.h"

#include <stdlib.h>

void outside_note(struct model *m, const struct address_book *book, struct address at, struct object *need)
{
    struct address whole = address_whole(book, at);
    size_t room = m->n_outsiders;

    for (size_t i = m->n_outsiders; i > 0 && m->outsiders[i - 1].need == need; i--)
        if (m->outsiders[i - 1].address.class == whole.class &&
            m->outsiders[i - 1].address.object == whole.object)
            return;
    if ((m->n_outsiders & (m->n_outsiders - 1)) == 0)
        m->outsiders = room ? arena_grow(m->arena, m->outsiders, m->n_outsiders, &room, sizeof *m->outsiders)
                            : arena_array(m->arena, 1, sizeof *m->outsiders);
    m->outsiders[m->n_outsiders++] = (struct outsider){ .need = need, .address = whole };
}

bool outside_name(struct model *m, PGconn *db, const struct managed *managed, struct fail *f)
{
    struct text classes = text_new(m->arena), objects = text_new(m->arena);
    owned(pg_clear) PGresult *rows = NULL;

    if (!m->n_outsiders)
        return true;
    for (size_t i = 0; i < m->n_outsiders; i++) {
        text_addf(&classes, "%s%lu", i ? "," : "{", (unsigned long)m->outsiders[i].address.class);
        text_addf(&objects, "%s%lu", i ? "," : "{", (unsigned long)m->outsiders[i].address.object);
    }
    text_add(&classes, "}");
    text_add(&objects, "}");
    const char *values[] = { classes.at, objects.at };
    /* Copies that PostgreSQL makes for partitions are in no book either, but in our schemas. */
    static const char query[] =
        " select o.place, coalesce(i.type, 'object'), coalesce(i.identity, o.class::regclass || ' ' || "
        "o.object)"
        " from unnest($1::oid[], $2::oid[]) with ordinality o(class, object, place)"
        " cross join lateral pg_catalog.pg_identify_object(o.class, o.object, 0) i"
        " cross join lateral pg_catalog.pg_identify_object_as_address(o.class, o.object, 0) a"
        " where not exists (select from managed n where n.nspname = a.object_names[1]) order by o.place";
    const char *sql = managed_sql(m->arena, managed, query);
    if (!pg_rows(db, sql, countof(values), values, FAIL_FAILED, &rows, f))
        return false;
    m->n_outsiders = 0;
    for (int row = 0; row < PQntuples(rows); row++) {
        struct outsider one = m->outsiders[strtoul(PQgetvalue(rows, row, 0), NULL, 10) - 1];
        one.type = arena_text(m->arena, PQgetvalue(rows, row, 1));
        one.identity = arena_text(m->arena, PQgetvalue(rows, row, 2));
        m->outsiders[m->n_outsiders++] = one;
    }
    return true;
}
