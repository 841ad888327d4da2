/*
 * probe: see probe.h.
 *
 * Each query returns rows of: is it whole?, the statement that gets out of being half done, and is it
 * somebody else's? The server writes the statement, so that it quotes the names.
 */
#include "probe.h"

#include "pg.h"

/* An index on another table than the one that the statement names is somebody else's. */
static const char index_sql[] =
    "SELECT i.indisvalid AND i.indisready,"
    "       pg_catalog.format('DROP INDEX CONCURRENTLY %I.%I', n.nspname, c.relname),"
    "       $3::text IS NOT NULL AND t.relname <> $3"
    "  FROM pg_catalog.pg_class c"
    "  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    "  JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid"
    "  JOIN pg_catalog.pg_class t ON t.oid = i.indrelid"
    " WHERE n.nspname = $1 AND c.relname = $2";

/*
 * Names that REINDEX CONCURRENTLY gives: the index's, cut when it is too long, and a suffix; on the same
 * table, or, when all indexes of a table are built anew, also on its TOAST table.
 */
static const char reindex_sql[] =
    "WITH named AS ("
    "  SELECT c.oid, nullif(c.reltoastrelid, 0) AS reltoastrelid FROM pg_catalog.pg_class c"
    "    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    "   WHERE n.nspname = $1 AND c.relname = $2"
    "), wanted AS ("
    "  SELECT i.indexrelid, i.indrelid FROM pg_catalog.pg_index i"
    "    JOIN named ON named.oid IN (i.indexrelid, i.indrelid) OR named.reltoastrelid = i.indrelid)"
    " SELECT DISTINCT false, pg_catalog.format('DROP INDEX CONCURRENTLY %I.%I', n.nspname, c.relname), false"
    "  FROM wanted JOIN pg_catalog.pg_class base ON base.oid = wanted.indexrelid"
    "  JOIN pg_catalog.pg_index i ON i.indrelid = wanted.indrelid AND NOT (i.indisvalid AND i.indisready)"
    "  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND c.relnamespace = base.relnamespace"
    "  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " CROSS JOIN LATERAL pg_catalog.regexp_replace(c.relname::text, '_cc(new|old)[0-9]*$', '') stem"
    " WHERE c.relname <> stem"
    "   AND (base.relname = stem"
    "        OR pg_catalog.octet_length(c.relname::text) = 63"
    "           AND pg_catalog.starts_with(base.relname::text, stem))";

/* Only servers from 14 on can be half way; the row tells it through JSON, so that older ones accept the text.
 */
static const char detach_sql[] =
    "SELECT NOT coalesce((pg_catalog.to_jsonb(i) ->> 'inhdetachpending')::boolean, false),"
    "       pg_catalog.format('ALTER TABLE %I.%I DETACH PARTITION %I.%I FINALIZE',"
    "                         pn.nspname, p.relname, n.nspname, c.relname), false"
    "  FROM pg_catalog.pg_class c"
    "  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    "  JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid"
    "  JOIN pg_catalog.pg_class p ON p.oid = i.inhparent"
    "  JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace"
    " WHERE n.nspname = $1 AND c.relname = $2";

static const char value_sql[] = "SELECT true, '', false"
                                "  FROM pg_catalog.pg_type t"
                                "  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace"
                                "  JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid"
                                " WHERE n.nspname = $1 AND t.typname = $2 AND e.enumlabel = $3";

static const struct kind {
    const char *name, *sql, *repair;
    enum probe_found no_row;
} kinds[] = {
    { "index", index_sql, "dropping the invalid index that an interrupted run left", PROBE_ABSENT },
    { "reindex", reindex_sql, "dropping the invalid indexes that an interrupted run left", PROBE_NONE },
    { "detach", detach_sql, "finishing the detaching that an interrupted run began", PROBE_ABSENT },
    { "finalize", detach_sql, "finishing the detaching", PROBE_ABSENT },
    { "value", value_sql, "nothing to repair", PROBE_ABSENT },
};

/* NULL: there is nothing to look at. */
static const struct kind *kind_of(const struct bale_probe *probe)
{
    for (size_t i = 0; i < countof(kinds); i++)
        if (text_equal(kinds[i].name, probe->kind))
            return &kinds[i];
    return NULL;
}

static bool look(struct wire *w, const struct bale_probe *probe, PGresult **out, struct fail *f)
{
    bool value = text_equal(probe->kind, "value");
    const char *values[] = { probe->schema, probe->name, value ? probe->value : probe->table };
    int n = value || text_equal(probe->kind, "index") ? 3 : 2;

    return wire_rows(w, "cannot look at what a standalone statement left", kind_of(probe)->sql, n, values,
                     FAIL_STOPPED, out, f);
}

bool probe_look(struct wire *w, const struct bale_probe *probe, enum probe_found *found, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;

    if (!kind_of(probe)) {
        *found = PROBE_NONE;
        return true;
    }
    if (!look(w, probe, &r, f))
        return false;
    if (PQntuples(r) == 0)
        *found = kind_of(probe)->no_row;
    else if (*PQgetvalue(r, 0, 2) == 't')
        *found = PROBE_FOREIGN;
    else
        *found = *PQgetvalue(r, 0, 0) == 't' ? PROBE_THERE : PROBE_HALF;
    return true;
}

bool probe_repair(struct wire *w, const struct bale_probe *probe, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;

    if (!kind_of(probe))
        return true;
    if (!look(w, probe, &r, f))
        return false;
    for (int i = 0; i < PQntuples(r); i++) {
        owned(pg_clear) PGresult *done = NULL;
        bool half = *PQgetvalue(r, i, 0) != 't' && *PQgetvalue(r, i, 2) != 't';
        if (half && !wire_rows(w, "cannot repair what a standalone statement left", PQgetvalue(r, i, 1), 0,
                               NULL, FAIL_STOPPED, &done, f))
            return false;
    }
    return true;
}

const char *probe_repair_text(const struct bale_probe *probe)
{
    return kind_of(probe) ? kind_of(probe)->repair : "nothing to repair";
}
