/*
 * probe: see probe.h.
 */
#include "probe.h"

#include "pg.h"

static const char look_sql[] = "SELECT i.indisvalid AND i.indisready, format('%I.%I', n.nspname, c.relname)"
                               "  FROM pg_catalog.pg_class c"
                               "  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                               "  JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid"
                               " WHERE n.nspname = $1 AND c.relname = $2";

bool probe_look(struct wire *w, const struct bale_probe *probe, enum probe_found *found, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    const char *values[] = { probe->schema, probe->name };

    if (!text_equal(probe->kind, "index")) {
        *found = PROBE_NONE;
        return true;
    }
    if (!wire_rows(w, "cannot look for an index", look_sql, 2, values, FAIL_STOPPED, &r, f))
        return false;
    if (PQntuples(r) == 0)
        *found = PROBE_ABSENT;
    else
        *found = *PQgetvalue(r, 0, 0) == 't' ? PROBE_VALID : PROBE_INVALID;
    return true;
}

bool probe_drop(struct wire *w, const struct bale_probe *probe, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(pg_clear) PGresult *r = NULL, *dropped = NULL;
    const char *values[] = { probe->schema, probe->name };

    if (!wire_rows(w, "cannot look for an index", look_sql, 2, values, FAIL_STOPPED, &r, f))
        return false;
    if (PQntuples(r) == 0 || *PQgetvalue(r, 0, 0) == 't')
        return true;
    /* The server quoted the name. */
    return wire_rows(w, "cannot drop the invalid index",
                     format(a, "DROP INDEX CONCURRENTLY %s", PQgetvalue(r, 0, 1)), 0, NULL, FAIL_STOPPED,
                     &dropped, f);
}
