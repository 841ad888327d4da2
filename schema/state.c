/*
 * state: see state.h. The statement is composed from the kinds' own queries, so what is
 * compared and what is digested can never differ.
 */
#include "state.h"

#include "pg.h"
#include "read.h"
#include "session.h"

static const char row_pattern[] =
    "select '%s' as kind, q.identity,\n"
    "       jsonb_strip_nulls(to_jsonb(q) - array['class', 'object', 'sub', 'pclass', 'pobject', 'psub',\n"
    "                                             'identity', 'name', 'slot', 'ordinal', 'needs'%s]) as "
    "facts\n"
    "  from (\n%s) q\n";

/* The columns of a kind that are in no digest, to stand at the end of that list. */
static const char *unstated(struct arena *a, const struct kind *k)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < k->n_attributes; i++)
        if (k->attributes[i].unstated)
            text_addf(&t, ", '%s'", k->attributes[i].column);
    return t.at;
}

const char *state_sql(struct arena *a, const struct managed *managed)
{
    struct text t = text_new(a);

    text_add(&t, "/* One SHA-256 over all managed objects: kind, identity and facts, in byte order. */\n");
    text_add(&t, managed_sql(a, managed, NULL));
    text_add(&t, ", fact as (\n");
    for (size_t i = 0; kinds[i]; i++) {
        if (!kind_wanted(kinds[i], managed))
            continue;
        text_add(&t, i ? "union all\n" : "");
        text_addf(&t, row_pattern, kinds[i]->name, unstated(a, kinds[i]), kinds[i]->query);
    }
    text_add(
        &t, ")\n"
            "select encode(sha256(convert_to(coalesce(string_agg(f.kind || E'\\t' || f.identity || E'\\t' || "
            "f.facts::text, E'\\n'\n"
            "                                                   order by f.kind collate \"C\", f.identity "
            "collate "
            "\"C\"), ''), 'UTF8')), 'hex')\n"
            "  from fact f\n");
    return t.at;
}

static bool read_digest(struct arena *a, PGconn *db, const char *sql, const char **out, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;

    if (!pg_run(db, session_digest_settings(a, false), FAIL_FAILED, f) ||
        !pg_rows(db, sql, 0, NULL, FAIL_FAILED, &rows, f))
        return false;
    if (PQntuples(rows) != 1 || PQnfields(rows) != 1 || PQgetisnull(rows, 0, 0))
        return fail(f, FAIL_FAILED, "the state digest statement does not return one value");
    *out = arena_text(a, PQgetvalue(rows, 0, 0));
    return true;
}

bool state_digest(struct arena *a, PGconn *db, const char *sql, const char **out, struct fail *f)
{
    if (!pg_run(db, "begin isolation level repeatable read read only", FAIL_FAILED, f))
        return false;
    bool done = read_digest(a, db, sql, out, f);
    PQclear(PQexec(db, "rollback"));
    return done;
}
