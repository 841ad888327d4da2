/*
 * pgbale changelog: what the migrations between two versions are for, whom they break and what they do to
 * access.
 */
#include "commands.h"
#include "options.h"
#include "proof.h"
#include "rls.h"
#include "semver.h"

enum { PROJECT, FROM, TO, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [PROJECT] = OPTION_PROJECT,
    [FROM] = { .name = "from",
               .value = "VERSION",
               .help = "the version before the first that is told (default: from the beginning)" },
    [TO] = { .name = "to", .value = "VERSION", .help = "the last version (default: the newest)" },
};

/* One line of Markdown: what would begin markup there is escaped. */
static const char *plain(struct arena *a, const char *text)
{
    struct text t = text_new(a);

    for (const char *c = text_shown(a, text, strlen(text), false); *c; c++) {
        if (strchr("*_`<[\\", *c))
            text_add(&t, "\\");
        text_add_bytes(&t, c, 1);
    }
    return t.at;
}

static const char *code(struct arena *a, const char *text)
{
    const char *mark = strchr(text, '`') ? "``" : "`";

    return format(a, "%s%s%s", mark, text_shown(a, text, strlen(text), false), mark);
}

static void add_reasons(struct arena *a, struct text *t, const struct proof *p, const char *client)
{
    for (size_t v = 0; p && v < p->n_verdicts; v++)
        for (size_t i = 0; text_equal(p->verdicts[v].client, client) && i < p->verdicts[v].n_reasons; i++) {
            const struct verdict_reason *r = &p->verdicts[v].reasons[i];
            if (verdict_worst(r) == VERDICT_BREAKING)
                text_addf(t, "  - %s: %s\n", code(a, r->object), plain(a, r->why));
        }
}

static void add_clients(struct arena *a, struct text *t, const struct migration *m, const struct proof *p)
{
    for (size_t i = 0; i < m->n_clients; i++) {
        const struct migration_client *c = &m->clients[i];
        if (c->breaks == BREAKS_YES) {
            text_addf(t, "- **Breaks %s**%s%s%s\n", plain(a, c->name),
                      c->min_version ? ": versions below " : "", c->min_version ? c->min_version : "",
                      c->min_version ? " stop working" : "");
            add_reasons(a, t, p, c->name);
        } else if (c->breaks == BREAKS_UNDECLARED) {
            text_addf(t, "- Nobody has said yet whether it breaks %s\n", plain(a, c->name));
        }
    }
}

static void add_access(struct arena *a, struct text *t, const struct migration *m, const struct proof *p)
{
    struct rls_summary s;

    if (!p || !rls_summary(a, p->rls, &s)) {
        text_add(t, "- Not proven yet: nothing is known about access\n");
        return;
    }
    if (!s.widens && !s.narrows && !s.unproven)
        return;
    text_addf(t, "- Access: widens %llu, narrows %llu, unproven %llu", (unsigned long long)s.widens,
              (unsigned long long)s.narrows, (unsigned long long)s.unproven);
    text_addf(t, "%s%s\n", m->rls_review ? "; reviewed by " : "",
              m->rls_review ? plain(a, m->rls_review) : "");
}

static bool add_migration(struct arena *a, struct text *t, const struct migration *m, struct fail *f)
{
    const struct proof *p;

    if (!proof_read(a, m, &p, f))
        return false;
    text_addf(t, "\n## %s\n\n%s%s", m->version, plain(a, m->description), *m->description ? "\n\n" : "");
    text_addf(t, "- Migration %s, %zu step%s\n", code(a, m->name), m->steps.count,
              m->steps.count == 1 ? "" : "s");
    add_clients(a, t, m, p);
    add_access(a, t, m, p);
    return true;
}

/* A version that is given must be one. */
static bool read_bound(const struct cli *c, size_t option, const char **out, struct fail *f)
{
    *out = cli_value(c, option);
    if (!*out || semver_valid(*out))
        return true;
    fail(f, FAIL_USAGE, "\"%s\" is no version", *out);
    return fail_hint(f, "Use SemVer 2.0, such as 0.42.0.");
}

static bool run(struct cli *c, struct fail *f)
{
    struct project p;
    const struct migration *list;
    struct text t = text_new(c->arena);
    const char *from, *to;
    size_t n, told = 0;

    if (!read_bound(c, FROM, &from, f) || !read_bound(c, TO, &to, f) ||
        !project_open(c->arena, cli_value(c, PROJECT), &p, f) ||
        !project_migrations(c->arena, &p, &list, &n, f))
        return false;
    text_addf(&t, "# Changelog of %s\n", plain(c->arena, p.name));
    for (size_t i = n; i > 0; i--) {
        const struct migration *m = &list[i - 1];
        if ((from && semver_compare(m->version, from) <= 0) || (to && semver_compare(m->version, to) > 0))
            continue;
        told++;
        if (!add_migration(c->arena, &t, m, f))
            return false;
    }
    if (!told && (from || to))
        cli_warn(c, "no migration has a version in that range");
    printf("%s", t.at);
    return true;
}

const struct cli_command command_changelog = {
    .name = "changelog",
    .operands = "",
    .summary = "tell what the migrations are for, whom they break and what they do to access, as Markdown",
    .details = "Newest first. Taken from migration.ini and proof.json of each migration; needs no database.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
