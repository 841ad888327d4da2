/*
 * ledger: see ledger.h.
 *
 * All names are qualified: these queries also run between steps, with the search path of steps.
 */
#include "ledger.h"

#include "entry.h"
#include "ledger_sql.h"
#include "pg.h"

static const char *text_at(struct arena *a, const PGresult *r, int row, int column)
{
    return arena_text(a, pg_value(r, row, column));
}

static uint64_t number_at(const PGresult *r, int row, int column)
{
    uint64_t n = 0;
    const char *text = pg_value(r, row, column);

    return text && number_read(text, UINT64_MAX, &n) ? n : 0;
}

/* Is there a ledger, may we read it? */
static bool look(struct wire *w, bool *installed, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    static const char sql[] =
        "SELECT n.oid IS NOT NULL, c.oid IS NOT NULL,"
        "       has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT'),"
        "       pg_get_userbyid(n.nspowner)"
        "  FROM (SELECT) one"
        "  LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = 'pgbale'"
        "  LEFT JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = 'meta'";

    if (!wire_rows(w, "cannot look for the ledger", sql, 0, NULL, FAIL_TARGET, &r, f))
        return false;
    *installed = *PQgetvalue(r, 0, 0) == 't';
    if (!*installed)
        return true;
    if (*PQgetvalue(r, 0, 1) != 't') {
        fail_named(f, FAIL_TARGET, "ledger.foreign", "schema pgbale of the target holds no ledger");
        return fail_hint(f,
                         "The schema pgbale belongs to pgbale-apply. Find out who made it and move it away.");
    }
    if (*PQgetvalue(r, 0, 2) != 't') {
        fail_named(f, FAIL_TARGET, "ledger.private", "the login may not read the ledger of the target");
        return fail_hint(f, "Schema pgbale belongs to role %s: connect as that role, or as a member of it.",
                         PQgetvalue(r, 0, 3));
    }
    return true;
}

static bool read_meta(struct arena *a, struct wire *w, struct ledger *out, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    static const char sql[] = "SELECT format, environment, lineage, target_id, created FROM pgbale.meta";

    if (!wire_rows(w, "cannot read the ledger", sql, 0, NULL, FAIL_TARGET, &r, f))
        return false;
    if (PQntuples(r) == 0)
        return true;
    if (number_at(r, 0, 0) != LEDGER_FORMAT) {
        fail_named(f, FAIL_TARGET, "ledger.foreign",
                   "the ledger of the target has a format that this program "
                   "does not know");
        return fail_hint(f, "It was made by another version of pgbale-apply: use that one or a newer one.");
    }
    out->exists = true;
    out->environment = text_at(a, r, 0, 1);
    out->lineage = text_at(a, r, 0, 2);
    out->target_id = text_at(a, r, 0, 3);
    entry_genesis(out->environment, out->lineage, out->target_id, PQgetvalue(r, 0, 4), out->genesis);
    memcpy(out->last_hash, out->genesis, DIGEST_SIZE);
    return true;
}

static bool read_last(struct wire *w, struct ledger *out, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    const char *values[] = { out->lineage };
    static const char sql[] = "SELECT n, pg_catalog.encode(hash, 'hex') FROM pgbale.entry"
                              " WHERE lineage = $1 ORDER BY n DESC LIMIT 1";

    if (!wire_rows(w, "cannot read the ledger", sql, 1, values, FAIL_TARGET, &r, f))
        return false;
    if (PQntuples(r) == 0)
        return true;
    out->entries = number_at(r, 0, 0);
    if (!hex_read(PQgetvalue(r, 0, 1), out->last_hash, DIGEST_SIZE))
        return fail_named(f, FAIL_TARGET, "ledger.broken", "the newest entry of the ledger has no hash");
    return true;
}

static bool read_head(struct arena *a, struct wire *w, struct ledger *out, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    const char *values[] = { out->lineage };
    static const char sql[] =
        "SELECT sequence, pg_catalog.encode(migration_id, 'hex'), name, version,"
        "       pg_catalog.encode(bundle_id, 'hex'), at, actor"
        "  FROM pgbale.entry WHERE lineage = $1 AND kind IN ('finish', 'baseline') ORDER BY n DESC LIMIT 1";

    if (!wire_rows(w, "cannot read the ledger", sql, 1, values, FAIL_TARGET, &r, f))
        return false;
    if (PQntuples(r))
        out->head = (struct ledger_head){
            .sequence = number_at(r, 0, 0),
            .migration_id = text_at(a, r, 0, 1),
            .name = text_at(a, r, 0, 2),
            .version = text_at(a, r, 0, 3),
            .bundle_id = text_at(a, r, 0, 4),
            .at = text_at(a, r, 0, 5),
            .actor = text_at(a, r, 0, 6),
        };
    return true;
}

/* Entries after the head tell how far the next migration got. */
static bool read_partial(struct arena *a, struct wire *w, struct ledger *out, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    const char *values[] = { out->lineage };
    static const char sql[] =
        "SELECT sequence, pg_catalog.encode(migration_id, 'hex'), name, version, segment, kind, at, actor, "
        "detail, pg_catalog.encode(bundle_id, 'hex')"
        "  FROM pgbale.entry"
        " WHERE lineage = $1 AND kind IN ('segment', 'intent', 'done', 'adopt')"
        "   AND n > coalesce((SELECT max(n) FROM pgbale.entry"
        "                      WHERE lineage = $1 AND kind IN ('finish', 'baseline')), 0)"
        " ORDER BY n DESC LIMIT 1";

    if (!wire_rows(w, "cannot read the ledger", sql, 1, values, FAIL_TARGET, &r, f))
        return false;
    if (PQntuples(r) == 0)
        return true;
    bool intent = strcmp(PQgetvalue(r, 0, 5), "intent") == 0;
    out->partial = (struct ledger_partial){
        .sequence = number_at(r, 0, 0),
        .migration_id = text_at(a, r, 0, 1),
        .name = text_at(a, r, 0, 2),
        .version = text_at(a, r, 0, 3),
        .segments_done = (size_t)number_at(r, 0, 4) + (intent ? 0 : 1),
        .intent = intent,
        .intent_at = text_at(a, r, 0, 6),
        .intent_actor = text_at(a, r, 0, 7),
        .intent_detail = text_at(a, r, 0, 8),
        .bundle_id = text_at(a, r, 0, 9),
    };
    return true;
}

bool ledger_read(struct arena *a, struct wire *w, struct ledger *out, struct fail *f)
{
    struct ledger l = { 0 };

    if (!look(w, &l.installed, f) || (l.installed && !read_meta(a, w, &l, f)))
        return false;
    if (l.exists && !(read_last(w, &l, f) && read_head(a, w, &l, f) && read_partial(a, w, &l, f)))
        return false;
    *out = l;
    return true;
}

const char *ledger_text(void)
{
    return ledger_sql;
}

bool ledger_create(struct arena *a, struct wire *w, const char *environment, const char *lineage,
                   struct ledger *out, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    const char *values[] = { environment, lineage };

    if ((!out->installed && !wire_run(w, "cannot make the ledger", ledger_sql, FAIL_TARGET, f)) ||
        !wire_rows(w, "cannot make the ledger", "SELECT pgbale.initialize($1, $2)", 2, values, FAIL_TARGET,
                   &r, f))
        return false;
    return ledger_read(a, w, out, f);
}

bool ledger_identity(const struct ledger *l, const char *environment, const char *lineage, struct fail *f)
{
    if (!l->exists)
        return true;
    if (!text_equal(l->lineage, lineage)) {
        fail_named(f, FAIL_TARGET, "ledger.lineage",
                   "the target belongs to lineage \"%s\", the bale to \"%s\"", l->lineage, lineage);
        return fail_hint(f, "This is another project's database, or another project's bale.");
    }
    if (environment && !text_equal(l->environment, environment)) {
        fail_named(f, FAIL_POLICY, "ledger.environment",
                   "the target remembers that its environment is \"%s\", but --env says \"%s\"",
                   l->environment, environment);
        return fail_hint(f, "Check the connection string and --env, PGBALE_ENV, LAMIN_ENV: one of them means "
                            "another database.");
    }
    return true;
}
