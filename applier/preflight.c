/*
 * preflight: see preflight.h.
 */
#include "preflight.h"

#include "json.h"
#include "pg.h"
#include "preflight_sql.h"

static const char *needs_json(struct arena *a, const struct bale *b)
{
    owned(json_release) json_t *needs = json_new_object();

    json_put_texts(needs, "roles", b->roles, b->n_roles);
    json_put_texts(needs, "readers", b->readers, b->n_readers);
    json_put_texts(needs, "session", &b->role, b->role != NULL);
    json_put_texts(needs, "extensions", b->extensions, b->n_extensions);
    json_put_texts(needs, "schemas", b->schemas, b->n_schemas);
    json_put_texts(needs, "managed", b->managed, b->n_managed);
    return (const char *)json_canonical(a, needs).at;
}

static void add_majors(struct text *problems, const struct target *t, const struct bale *b, size_t first)
{
    for (size_t i = first < b->n_migrations ? first : b->n_migrations - 1; i < b->n_migrations; i++) {
        const struct bale_migration *m = &b->migrations[i];
        if (bale_states_of(m, t->major))
            continue;
        text_addf(problems, "server: migration %s was not proven on PostgreSQL %u (only on", m->name,
                  t->major);
        for (size_t s = 0; s < m->n_states; s++)
            text_addf(problems, "%s %u", s ? "," : "", m->states[s].major);
        text_add(problems, ")\n");
    }
}

bool preflight_check(struct target *t, const struct bale *b, size_t first, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(pg_clear) PGresult *r = NULL;
    struct text problems = text_new(a);
    const char *values[] = { needs_json(a, b) };

    if (!wire_rows(&t->wire, "cannot look at the target", preflight_sql, 1, values, FAIL_TARGET, &r, f))
        return false;
    if (t->standby)
        text_add(&problems, "server: it is a standby (in recovery); apply to the primary\n");
    if (t->pooled)
        text_add(&problems,
                 "server: a connection pooler stands in between (the server process is not the one that "
                 "was connected to); connect directly\n");
    add_majors(&problems, t, b, first);
    for (int i = 0; i < PQntuples(r); i++)
        text_addf(&problems, "%s: %s\n", PQgetvalue(r, i, 0), PQgetvalue(r, i, 1));
    if (problems.size == 0)
        return true;
    fail_named(f, FAIL_TARGET, "target.preflight", "the target %s does not have what the bale needs",
               t->where);
    fail_detail(f, "%.*s", (int)problems.size - 1, problems.at);
    return fail_hint(f, "Nothing was changed. Put all of these right, then run again.");
}

void preflight_warn(const struct target *t)
{
    if (t->superuser)
        cli_warn(
            t->cli,
            "the login \"%s\" is a superuser: the server checks no privilege and no RLS for the steps, and a "
            "step could reach the ledger and the server's files; a least-privileged owner role prevents that",
            t->user);
}
