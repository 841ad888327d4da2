/*
 * check_migration: the rules for one migration. See check.h.
 */
#include "bale_name.h"
#include "check_inner.h"

#include "digest.h"
#include "json.h"
#include "manifest.h"
#include "rls.h"
#include "semver.h"

enum { DESCRIPTION_MOST = 1000, IDENTIFIER_MOST = 255, RLS_MOST = 8 << 20 };

static const struct json_document rls_document = {
    .file = "rls.json", .topic = "rls", .code = FAIL_BALE, .canonical = true
};

static bool refuse(const struct bale_migration *m, const char *name, struct fail *f, const char *pattern, ...)
    printf_like(4, 5);

static bool refuse(const struct bale_migration *m, const char *name, struct fail *f, const char *pattern, ...)
{
    owned(arena_release) struct arena *a = arena_new();
    va_list args;

    va_start(args, pattern);
    const char *what = format_list(a, pattern, args);
    va_end(args);
    return fail_named(f, FAIL_BALE, name, "migration %s: %s", m->name, what);
}

/* --- statements and steps --------------------------------------------------------------------- */

/* The applier owns transactions; a step that ends one would escape the ledger. */
static bool tag_is_transaction(const char *tag)
{
    static const char *const tags[] = { "BEGIN",
                                        "START TRANSACTION",
                                        "COMMIT",
                                        "ROLLBACK",
                                        "SAVEPOINT",
                                        "RELEASE",
                                        "COMMIT PREPARED",
                                        "ROLLBACK PREPARED",
                                        "ABORT",
                                        "PREPARE TRANSACTION",
                                        "END",
                                        "DISCARD ALL" };

    for (size_t i = 0; i < countof(tags); i++)
        if (strcmp(tags[i], tag) == 0)
            return true;
    return false;
}

static bool tag_valid(const char *tag)
{
    size_t size = strlen(tag);

    for (size_t i = 0; i < size; i++)
        if (!(tag[i] >= 'A' && tag[i] <= 'Z') && !(tag[i] == ' ' && i > 0 && i + 1 < size))
            return false;
    return size > 0 && size <= 64;
}

static bool identifier_valid(const char *name)
{
    return name && *name && text_plain(name, IDENTIFIER_MOST);
}

static bool probe_valid(const struct bale_probe *p, bool standalone)
{
    static const char *const kinds[] = { "index", "reindex", "detach", "finalize", "value" };
    bool known = false;

    if (!standalone)
        return !p->kind;
    if (!p->kind)
        return false;
    if (strcmp(p->kind, "none") == 0)
        return !p->schema && !p->name && !p->table && !p->value;
    for (size_t i = 0; i < countof(kinds); i++)
        known = known || strcmp(p->kind, kinds[i]) == 0;
    return known && identifier_valid(p->schema) && identifier_valid(p->name) &&
           (!p->table || (strcmp(p->kind, "index") == 0 && identifier_valid(p->table))) &&
           (strcmp(p->kind, "value") == 0 ? identifier_valid(p->value) : !p->value);
}

static bool statement_check(const struct bale_migration *m, const struct bale_step *step, size_t index,
                            struct fail *f)
{
    const struct bale_statement *s = &step->statements[index];

    if (!tag_valid(s->tag))
        return refuse(m, "manifest.tag", f, "step %s, statement %zu: \"%s\" is not a command tag", step->name,
                      index + 1, s->tag);
    if (tag_is_transaction(s->tag)) {
        refuse(m, "content.transaction", f, "step %s, statement %zu (line %llu): %s is not allowed",
               step->name, index + 1, (unsigned long long)s->line, s->tag);
        return fail_hint(f, "Transactions belong to the applier, so that steps and ledger commit together.");
    }
    if (s->counted && (s->least > s->most || s->least > (uint64_t)JSON_LARGEST ||
                       (s->most > (uint64_t)JSON_LARGEST && s->most != UINT64_MAX)))
        return refuse(m, "manifest.rows", f,
                      "step %s, statement %zu: the expected number of rows is not a range", step->name,
                      index + 1);
    if (!probe_valid(&s->probe, step->standalone))
        return refuse(m, "manifest.probe", f, "step %s, statement %zu: its probe does not fit", step->name,
                      index + 1);
    return true;
}

static bool step_check(const struct bale_migration *m, const struct bale_step *step, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *path = format(a, "migrations/%s/%s", m->name, step->name);

    if (!bale_name_valid(step->name) || !text_ends(step->name, ".sql") || strlen(path) > BALE_NAME) {
        refuse(m, "manifest.step-name", f, "\"%s\" is not a valid name for a step", step->name);
        return fail_hint(
            f,
            "Lower-case letters, digits, '.', '_' and '-', ending in .sql; \"%s\" may have at most "
            "%d bytes.",
            path, BALE_NAME);
    }
    if (!digest_is_text(step->sha256))
        return refuse(m, "manifest.digest", f, "step %s has no digest", step->name);
    if (step->n_statements > BALE_STATEMENTS)
        return refuse(m, "manifest.statements", f, "step %s has more than %d statements", step->name,
                      BALE_STATEMENTS);
    for (size_t i = 0; i < step->n_statements; i++)
        if (!statement_check(m, step, i, f))
            return false;
    return sql_bytes_check(path, step->sql, f) &&
           sql_ranges_check(path, step->sql, step->statements, step->n_statements, f);
}

static bool steps_check(const struct bale_migration *m, struct fail *f)
{
    if (m->n_steps > BALE_STEPS)
        return refuse(m, "manifest.steps", f, "has %zu steps, more than %d", m->n_steps, BALE_STEPS);
    for (size_t i = 0; i < m->n_steps; i++) {
        if (i && strcmp(m->steps[i - 1].name, m->steps[i].name) >= 0)
            return refuse(m, "manifest.step-order", f, "step %s is out of order or listed twice",
                          m->steps[i].name);
        if (!step_check(m, &m->steps[i], f))
            return false;
    }
    return true;
}

/* --- clients, states, the rest ---------------------------------------------------------------- */

static bool clients_check(const struct bale_migration *m, struct fail *f)
{
    if (m->n_clients > BALE_CLIENTS)
        return refuse(m, "manifest.clients", f, "has %zu clients, more than %d", m->n_clients, BALE_CLIENTS);
    for (size_t i = 0; i < m->n_clients; i++) {
        const struct bale_client *c = &m->clients[i];
        if (!bale_name_valid(c->name) || (i && strcmp(m->clients[i - 1].name, c->name) >= 0))
            return refuse(m, "manifest.clients", f, "the client \"%s\" is not a valid name, or out of order",
                          c->name);
        if (c->min_version && !semver_valid(c->min_version))
            return refuse(m, "manifest.min-client", f, "\"%s\" is not a version of %s", c->min_version,
                          c->name);
    }
    return true;
}

static bool states_check(const struct bale_migration *m, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    size_t n_segments;

    bale_segments(a, m, &n_segments);
    if (!bale_states_of(m, m->proof_major))
        return refuse(m, "chain.states", f, "has no state digests for PostgreSQL %u", m->proof_major);
    for (size_t i = 0; i < m->n_states; i++) {
        const struct bale_states *s = &m->states[i];
        if (s->major < 10 || s->major > 99 || (i && m->states[i - 1].major >= s->major))
            return refuse(m, "chain.states", f, "PostgreSQL %u is not a known version, or out of order",
                          s->major);
        if (s->n_digests != n_segments + 1)
            return refuse(m, "chain.states", f,
                          "has %zu state digests for PostgreSQL %u, its %zu segments need %zu", s->n_digests,
                          s->major, n_segments, n_segments + 1);
        for (size_t d = 0; d < s->n_digests; d++)
            if (!digest_is_text(s->digests[d]))
                return refuse(m, "chain.states", f, "state digest %zu for PostgreSQL %u is malformed", d,
                              s->major);
    }
    return true;
}

static bool rls_check(const struct bale_migration *m, struct fail *f)
{
    owned(json_release) json_t *tree = NULL;
    struct json_value root;

    if (m->rls.size > RLS_MOST)
        return refuse(m, "rls.too-large", f, "rls.json has %zu bytes, more than %d", m->rls.size, RLS_MOST);
    if (!json_load(m->rls, &rls_document, &tree, f) || !json_root(tree, &rls_document, &root, f) ||
        !json_take_exactly(&root, "format", "pgbale-rls/1", f) || !rls_counts_right(&root, f))
        return fail_context(f, "migration %s", m->name);
    return true;
}

static bool capability_valid(const char *s)
{
    return bale_name_valid(s);
}

bool migration_check(const struct bale_migration *m, struct fail *f)
{
    char id[ID_TEXT];

    if (!bale_name_valid(m->name) || strlen(m->name) + strlen("migrations//rls.json") > BALE_NAME) {
        fail_named(f, FAIL_BALE, "manifest.migration-name", "\"%s\" is not a valid name for a migration",
                   m->name);
        return fail_hint(f, "Lower-case letters, digits, '.', '_' and '-', at most %zu bytes.",
                         BALE_NAME - strlen("migrations//rls.json"));
    }
    if (!semver_valid(m->version)) {
        refuse(m, "manifest.version", f, "\"%s\" is not a SemVer 2.0 version", m->version);
        return fail_hint(f, "Versions look like 1.2.3 or 1.2.3-rc.1.");
    }
    if (!text_plain(m->description, DESCRIPTION_MOST))
        return refuse(m, "manifest.description", f, "its description is not one line of at most %d bytes",
                      DESCRIPTION_MOST);
    if (!clients_check(m, f) || !steps_check(m, f) || !states_check(m, f) || !rls_check(m, f) ||
        !bale_names_check("capabilities", m->capabilities, m->n_capabilities, capability_valid, f) ||
        !sql_check(m, f))
        return false;
    bale_migration_id(m, id);
    if (strcmp(m->id, id) != 0)
        return refuse(m, "chain.id", f, "its id is %s, its record has %s", m->id, id);
    return true;
}
