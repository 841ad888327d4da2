/*
 * show: a verified bale for a person to read: what it is, what it would do, and to whom.
 */
#include "audit.h"
#include "objects.h"

#include <inttypes.h>

enum { SQL = AUDIT_WITH_JSON, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    AUDIT_COMMON_OPTIONS,
    AUDIT_JSON_OPTION,
    [SQL] = { .name = "sql", .help = "show the text of each step, escaped" },
};

/* --- the bale --------------------------------------------------------------------------------- */

static void print_signers(struct arena *a, const struct audited *audited)
{
    for (size_t i = 0; i < audited->bale->n_signatures; i++) {
        const struct bale_signature *s = &audited->bale->signatures[i];
        const struct trust_key *key = trust_find(audited->trust, s->key_id);
        if (key)
            print_field(a, 1, "signed by", "%s (%s, %s)%s", key->name, key_algorithm_name(key->key.algorithm),
                        s->key_id, key->revoked ? ", REVOKED" : "");
        else
            print_field(a, 1, "signed by", "an unknown key, which does not count (%s)", s->key_id);
    }
}

void show_clients(struct arena *a, int level, const struct bale_migration *m)
{
    for (size_t i = 0; i < m->n_clients; i++) {
        const struct bale_client *client = &m->clients[i];
        print_field(
            a, level, "client", "%s: %s%s%s", client->name, client->breaks ? "BREAKS" : "does not break",
            client->min_version ? ", needs at least " : "", client->min_version ? client->min_version : "");
    }
}

static void print_validity(struct arena *a, const struct bale *b)
{
    if (!b->not_before && !b->not_after)
        print_field(a, 1, "valid", "without limit");
    else
        print_field(a, 1, "valid", "%s%s%s%s", b->not_before ? "from " : "",
                    b->not_before ? time_text(a, b->not_before) : "", b->not_after ? " until " : "",
                    b->not_after ? time_text(a, b->not_after) : "");
}

static void print_servers(struct arena *a, const struct bale_migration *m)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < m->n_states; i++)
        text_addf(&t, "%s%u", i ? ", " : "", m->states[i].major);
    print_field(a, 1, "servers", "proven on PostgreSQL %s", t.at);
}

static void print_bale(struct arena *a, const struct audited *audited)
{
    const struct bale *b = audited->bale;
    const struct bale_migration *newest = bale_newest(b);

    printf("%s %s, migration %" PRIu64 "\n", shown(a, b->lineage), shown(a, newest->version),
           newest->sequence);
    print_field(a, 1, "bale", "%s", b->id);
    print_field(a, 1, "migration", "%s", newest->id);
    print_signers(a, audited);
    print_field(a, 1, "made by", "pgbale %s, %s", b->compiler, time_text(a, b->created));
    print_field(a, 1, "for", "%s", joined(a, b->environments, b->n_environments, "any environment"));
    print_validity(a, b);
    show_clients(a, 1, newest);
    print_servers(a, newest);
    print_field(a, 1, "manages", "schemas %s", joined(a, b->managed, b->n_managed, "none"));
    print_field(a, 1, "needs", "roles %s; extensions %s; schemas %s", joined(a, b->roles, b->n_roles, "none"),
                joined(a, b->extensions, b->n_extensions, "none"),
                joined(a, b->schemas, b->n_schemas, "none"));
}

/* --- migrations ------------------------------------------------------------------------------- */

static const char *rows_text(struct arena *a, const struct bale_statement *s)
{
    if (!s->counted)
        return "";
    if (s->most == UINT64_MAX)
        return format(a, ", must touch at least %" PRIu64 " rows", s->least);
    if (s->least == s->most)
        return format(a, ", must touch %" PRIu64 " rows", s->least);
    return format(a, ", must touch %" PRIu64 " to %" PRIu64 " rows", s->least, s->most);
}

static const char *probe_text(struct arena *a, const struct bale_statement *s)
{
    if (!s->probe.kind || !s->probe.name)
        return "";
    return format(a, ", looks for the %s %s.%s on a rerun", s->probe.kind, s->probe.schema, s->probe.name);
}

static void print_hazards(struct arena *a, const struct bale_migration *m)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < m->n_capabilities; i++) {
        const char *hazard = hazard_of(m->capabilities[i]);
        if (hazard)
            text_addf(&t, "%s%s %s", t.size ? "; " : "", m->capabilities[i], hazard);
    }
    if (t.size)
        print_field(a, 1, "hazards", "%s", t.at);
}

static void print_sql(struct arena *a, struct bytes sql)
{
    const char *text = text_shown(a, (const char *)sql.at, sql.size, true);

    while (*text) {
        size_t size = strcspn(text, "\n");
        printf("        | %.*s\n", (int)size, text);
        text += size + (text[size] == '\n');
    }
}

static void print_step(const struct cli *c, const struct bale_step *step, bool with_sql)
{
    struct arena *a = c->arena;

    print_field(a, 1, "step", "%s: %zu statement%s, %s", step->name, step->n_statements,
                step->n_statements == 1 ? "" : "s",
                step->standalone ? "standalone: each alone, outside a transaction" : "in a transaction");
    for (size_t i = 0; i < step->n_statements; i++) {
        const struct bale_statement *s = &step->statements[i];
        print_field(a, 3, format(a, "line %" PRIu64, s->line), "%s%s%s", statement_summary(a, step->sql, s),
                    rows_text(a, s), probe_text(a, s));
    }
    if (with_sql)
        print_sql(a, step->sql);
}

void show_migration(const struct cli *c, const struct bale_migration *m, bool with_sql)
{
    struct arena *a = c->arena;
    const struct bale_states *states = bale_states_of(m, m->proof_major);

    printf("\n%" PRIu64 ". %s, version %s%s%s\n", m->sequence, shown(a, m->name), shown(a, m->version),
           *m->description ? ": " : "", shown(a, m->description));
    print_field(a, 1, "id", "%s", m->id);
    print_field(a, 1, "parent", "%s", m->parent);
    show_clients(a, 1, m);
    print_field(a, 1, "capabilities", "%s", joined(a, m->capabilities, m->n_capabilities, "none"));
    print_hazards(a, m);
    print_field(a, 1, "state", "%.16s... to %.16s..., %zu segment%s (PostgreSQL %u)", states->digests[0],
                states->digests[states->n_digests - 1], states->n_digests - 1,
                states->n_digests == 2 ? "" : "s", m->proof_major);
    for (size_t i = 0; i < m->n_steps; i++)
        print_step(c, &m->steps[i], with_sql);
    show_rls(a, m);
}

static bool run(struct cli *c, struct fail *f)
{
    owned(audited_close) struct audited audited = { 0 };
    struct audit *s = arena_alloc(c->arena, sizeof *s);
    bool with_sql = cli_given(c, SQL);

    if (!audit_begin(c, s, f) || !sandbox_read(&s->paths, c->operands[0], f) || !audit_enter(c, s, f) ||
        !audited_open(c, s, c->operands[0], &audited, f))
        return false;
    if (cli_given(c, AUDIT_JSON)) {
        print_json(c->arena, show_tree(c, &audited, with_sql));
        return true;
    }
    print_bale(c->arena, &audited);
    for (size_t i = 0; i < audited.bale->n_migrations; i++)
        show_migration(c, &audited.bale->migrations[i], with_sql);
    return true;
}

const struct cli_command command_show = {
    .name = "show",
    .operands = "BALE",
    .least = 1,
    .most = 1,
    .summary = "verify a bale and show what it would do",
    .details = "Capabilities and access are what the compiler derived and the signers signed. What a "
               "statement is about,\n"
               "its lock and its hazards are told from its words, so what a function does is not seen. Text "
               "out of the\n"
               "bale is shown with control, reordering and invisible characters escaped.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
