/*
 * pgbale check: everything that can be said about the migrations from their files alone: proofs,
 * declarations, what they do to clients, what is wrong with access, and what the steps do to a server in use.
 */
#include "check_lints.h"
#include "commands.h"
#include "finding.h"
#include "hazard.h"
#include "loss.h"
#include "options.h"
#include "prove_clients.h"
#include "revision.h"

enum { PROJECT, FORMAT, FAIL_ON, BASE, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [PROJECT] = OPTION_PROJECT,
    [FORMAT] = { .name = "format",
                 .value = "FORM",
                 .help = "text (default), json, sarif, github, gitlab, junit or markdown" },
    [FAIL_ON] = { .name = "fail-on",
                  .value = "LEVEL",
                  .help = "exit with 3 from this level on: error (default), warning, note or never" },
    [BASE] = { .name = "base",
               .value = "REVISION",
               .help = "judge only migrations that this git revision does not hold" },
};

struct checking {
    struct cli *cli;
    struct arena *arena;
    struct project project;
    struct draft *drafts;
    size_t n;
    struct names old; /* migrations of --base */
    const struct source_file *schema;
    size_t n_schema;
    struct check_lints lints;
    struct findings findings;
};

/* ------------------------------------------------------------ levels and waivers */

static const char *configured(const struct checking *k, const char *rule)
{
    for (size_t i = 0; i < k->project.n_rules; i++)
        if (text_equal(k->project.rules[i].rule, rule))
            return k->project.rules[i].level;
    return NULL;
}

/* Adds a finding with the level that pgbale.ini gives its rule. */
static void add(struct checking *k, struct finding one)
{
    const char *level = configured(k, one.rule);

    if (level && strcmp(level, "off") == 0)
        return;
    if (level)
        one.level = strcmp(level, "error") == 0 ? FINDING_ERROR : FINDING_WARNING;
    findings_add(&k->findings, &one);
}

/* Waives what the migration's own waivers name, and reports those that name nothing; `used` did already. */
static void apply_waivers(struct checking *k, const struct migration *m, bool *used, struct findings *found)
{
    for (size_t i = 0; i < found->n; i++) {
        struct finding *one = &found->at[i];
        const struct migration_waiver *which = NULL;
        const char *why = verdict_waived(m, one->rule, one->object, &which);
        if (!why)
            continue;
        used[which - m->waivers] = true;
        if (!one->waived)
            one->waived = why;
    }
    for (size_t w = 0; w < m->n_waivers; w++)
        if (!used[w])
            add(k, (struct finding){
                       .rule = "waiver-unused",
                       .level = FINDING_WARNING,
                       .file = m->ini,
                       .line = m->waivers[w].line,
                       .message = format(k->arena, "the waiver \"%s\" covers nothing", m->waivers[w].rule),
                       .hint = "Remove it: it would cover what nobody has looked at." });
    for (size_t i = 0; i < found->n; i++)
        add(k, found->at[i]);
}

/* ------------------------------------------------------------ what is checked */

/* A refusal of another part of the program, as a finding. */
static void add_refusal(struct checking *k, const char *file, const struct fail *f)
{
    add(k, (struct finding){ .rule = *f->name ? arena_text(k->arena, f->name) : "failed",
                             .level = FINDING_ERROR,
                             .file = file,
                             .message =
                                 format(k->arena, "%s%s%s", f->message, *f->detail ? "\n" : "", f->detail),
                             .hint = *f->hint ? arena_text(k->arena, f->hint) : NULL });
}

/* "020-data.sql:6" below the migration's folder; without a place it is the migration itself. */
static void set_place(struct checking *k, const struct migration *m, const char *place, struct finding *one)
{
    const char *colon = place ? strrchr(place, ':') : NULL;
    uint64_t line = 0;

    one->file = m->ini;
    if (!colon || !number_read(colon + 1, UINT32_MAX, &line))
        return;
    /* A contract is beside the migrations, a step in its folder. */
    const char *folder = strchr(place, '/') ? k->project.folder : m->folder;
    one->file = strcmp(folder, ".") == 0 ? arena_copy(k->arena, place, (size_t)(colon - place))
                                         : format(k->arena, "%s/%.*s", folder, (int)(colon - place), place);
    one->line = (unsigned)line;
}

static void add_verdicts(struct checking *k, const struct draft *d, const struct proof *p,
                         struct findings *found)
{
    for (size_t v = 0; v < p->n_verdicts; v++) {
        const struct verdict_client *c = &p->verdicts[v];
        bool breaks = false;
        for (size_t i = 0; i < d->migration->n_clients; i++)
            if (text_equal(d->migration->clients[i].name, c->client))
                breaks = d->migration->clients[i].breaks == BREAKS_YES;
        for (size_t i = 0; i < c->n_reasons; i++) {
            const struct verdict_reason *r = &c->reasons[i];
            struct finding one = { .rule = r->rule,
                                   .level = breaks ? FINDING_NOTE : FINDING_ERROR,
                                   .object = r->object,
                                   .waived = r->waived };
            one.message = format(k->arena, "%s (%s for the client %s)", r->why,
                                 verdict_words[verdict_worst(r)], c->client);
            one.hint =
                breaks ? NULL
                       : format(k->arena,
                                "Declare \"breaks-%s = y\" in %s, or waive the rule there with the reason.",
                                c->client, d->migration->ini);
            set_place(k, d->migration, r->place, &one);
            findings_add(found, &one);
        }
    }
}

static void add_declarations(struct checking *k, const struct migration *m)
{
    for (size_t i = 0; i < m->n_clients; i++) {
        const struct migration_client *c = &m->clients[i];
        if (c->breaks == BREAKS_UNDECLARED)
            add(k, (struct finding){
                       .rule = "breaks.undeclared",
                       .level = FINDING_ERROR,
                       .file = m->ini,
                       .message = format(k->arena, "it does not say whether it breaks %s", c->name),
                       .hint = format(k->arena, "Write \"breaks-%s = n\", or y with min-client-%s.", c->name,
                                      c->name) });
        else if (c->breaks == BREAKS_YES && !c->min_version)
            add(k, (struct finding){
                       .rule = "breaks.no-version",
                       .level = FINDING_ERROR,
                       .file = m->ini,
                       .line = c->breaks_line,
                       .message = format(k->arena, "it breaks %s but does not say which version still works",
                                         c->name),
                       .hint = format(k->arena, "Write \"min-client-%s = X.Y.Z\".", c->name) });
    }
}

static bool is_old(const struct checking *k, const struct migration *m)
{
    for (size_t i = 0; i < k->old.count; i++)
        if (text_equal(k->old.at[i], m->name))
            return true;
    return false;
}

/* A proof is looked at for every migration: an old one that was edited makes all later ones worthless. */
static const struct proof *take_proof(struct checking *k, struct draft *d, const char *parent)
{
    const struct proof *p = NULL;
    struct fail why;

    if (!proof_read(k->arena, d->migration, &p, &why) || (p && !proof_fresh(k->arena, p, d, parent, &why))) {
        add_refusal(k, d->migration->ini, &why);
        return NULL;
    }
    if (!p) {
        add(k, (struct finding){ .rule = "proof.missing",
                                 .level = FINDING_ERROR,
                                 .file = d->migration->ini,
                                 .message = "nobody has proven that its steps reach the declared schema",
                                 .hint = "Run \"pgbale prove\" and commit proof.json." });
        return NULL;
    }
    proof_apply(k->arena, p, d);
    return p;
}

static bool check_migration(struct checking *k, struct draft *d, const struct proof *p, bool *used,
                            struct fail *f)
{
    struct findings found = { .arena = k->arena };
    struct fail why;

    if (!loss_check(d, p, &why))
        add_refusal(k, d->migration->ini, &why);
    add_declarations(k, d->migration);
    if (p && p->judged)
        add_verdicts(k, d, p, &found);
    else if (p && d->migration->n_clients)
        add(k, (struct finding){ .rule = "breaks.unjudged",
                                 .level = FINDING_ERROR,
                                 .file = d->migration->ini,
                                 .message = "its proof says nothing about clients",
                                 .hint = "Run \"pgbale prove\"." });
    if (!hazards_check(k->arena, d, p, &found, f))
        return false;
    apply_waivers(k, d->migration, used, &found);
    return true;
}

/* A client that has a test, which nobody ran on the newest migration. */
static void add_untested(struct checking *k, const struct proof *p, const struct migration *m)
{
    for (size_t i = 0; i < k->project.n_clients; i++) {
        const struct project_client *c = &k->project.clients[i];
        bool done = !c->test;
        for (size_t t = 0; t < p->n_tests; t++)
            done =
                done || (text_equal(p->tests[t].client, c->name) && text_equal(p->tests[t].command, c->test));
        if (!done)
            add(k, (struct finding){ .rule = "client-untested",
                                     .level = FINDING_WARNING,
                                     .file = m->ini,
                                     .object = format(k->arena, "CLIENT %s", c->name),
                                     .message = format(k->arena, "the test of %s was not run on it", c->name),
                                     .hint = format(k->arena, "Run \"pgbale test --client %s\".", c->name) });
    }
}

static void check_schema(struct checking *k, const struct proof *newest, const struct draft *d)
{
    struct fail why;

    if (!prove_clients_fresh(k->arena, &k->project, newest, d, &why))
        add_refusal(k, d->migration->ini, &why);
    add_untested(k, newest, d->migration);
    if (!text_equal(newest->declared,
                    proof_declared(k->arena, k->project.schema_folder, k->schema, k->n_schema)))
        add(k, (struct finding){
                   .rule = "proof.stale",
                   .level = FINDING_ERROR,
                   .file = d->migration->ini,
                   .message = "the schema files are not those that the newest migration was proven against",
                   .hint = "Run \"pgbale prove\"; a change of the schema needs a migration." });
}

/* What the project's own cases are answered otherwise since the newest migration. */
static void add_evidence(struct checking *k, const struct rls_evidence *e)
{
    for (size_t i = 0; e && i < e->n; i++) {
        const struct rls_difference *d = &e->at[i];
        struct finding one = {
            .rule = "access-differs", .level = FINDING_NOTE, .file = d->file, .line = d->line
        };
        one.message =
            d->name ? format(k->arena, "as %s, \"%s\": before %s; after %s", d->role, d->name, d->before,
                             d->after)
                    : format(k->arena, "its rows fit one side of the newest migration only: %s", d->before);
        add(k, one);
    }
}

/* Findings about access are the state's: those that still hold, of migrations that are judged. */
static void add_lints(struct checking *k, const struct proof *newest, const struct draft *d)
{
    struct findings unused = { .arena = k->arena };

    if (!newest->lints) {
        add(k, (struct finding){ .rule = "proof.unlinted",
                                 .level = FINDING_ERROR,
                                 .file = d->migration->ini,
                                 .message = "its proof says nothing about what is wrong with access",
                                 .hint = "Run \"pgbale prove\"." });
        return;
    }
    for (size_t i = 0; i < k->lints.n; i++)
        if (!k->lints.at[i].over && !is_old(k, k->lints.at[i].since->migration))
            add(k, k->lints.at[i].finding);
    check_lints_unused(&k->lints, &unused);
    for (size_t i = 0; i < unused.n; i++)
        add(k, unused.at[i]);
}

static bool check_all(struct checking *k, struct fail *f)
{
    const struct proof *p = NULL;
    const char *parent = BALE_GENESIS;
    bool chained = true;

    check_lints_begin(k->arena, k->schema, k->n_schema, &k->lints);
    for (size_t i = 0; i < k->n; i++) {
        struct draft *d = &k->drafts[i];
        bool *used = arena_array(k->arena, d->migration->n_waivers, sizeof *used);
        p = chained ? take_proof(k, d, parent) : NULL;
        chained = p != NULL;
        parent = d->bale.id;
        if (p && p->lints)
            check_lints_next(&k->lints, d, p->lints, used);
        if (!is_old(k, d->migration) && !check_migration(k, d, p, used, f))
            return false;
    }
    if (p) {
        check_schema(k, p, &k->drafts[k->n - 1]);
        add_lints(k, p, &k->drafts[k->n - 1]);
        add_evidence(k, p->evidence);
    }
    return true;
}

/* ------------------------------------------------------------ */

static const struct finding_format *format_named(const char *name, struct fail *f)
{
    for (size_t i = 0; i < n_finding_formats; i++)
        if (!name || strcmp(finding_formats[i].name, name) == 0)
            return &finding_formats[i];
    fail(f, FAIL_USAGE, "there is no form \"%s\"", name);
    fail_hint(f, "Known: text, json, sarif, github, gitlab, junit, markdown.");
    return NULL;
}

static bool verdict(const struct checking *k, const char *level, struct fail *f)
{
    enum finding_level least = FINDING_ERROR;

    if (level && strcmp(level, "never") == 0)
        return true;
    if (level && !finding_level_read(level, &least))
        return fail(f, FAIL_USAGE, "--fail-on is error, warning, note or never, not \"%s\"", level);
    size_t n = findings_count(&k->findings, least);
    return n == 0 || fail_named(f, FAIL_BLOCKED, "check.findings", "%zu finding%s", n, n == 1 ? "" : "s");
}

static bool run(struct cli *c, struct fail *f)
{
    struct checking k = { .cli = c, .arena = c->arena, .findings = { .arena = c->arena } };
    const struct finding_format *form = format_named(cli_value(c, FORMAT), f);

    if (!form || !project_open(c->arena, cli_value(c, PROJECT), &k.project, f) ||
        !drafts_read(c->arena, &k.project, &k.drafts, &k.n, f) ||
        !project_schema(c->arena, &k.project, &k.schema, &k.n_schema, f) ||
        (cli_given(c, BASE) && !revision_migrations(c->arena, &k.project, cli_value(c, BASE), &k.old, f)) ||
        !check_all(&k, f))
        return false;
    findings_sort(&k.findings);
    printf("%s", form->write(c->arena, &k.findings, cli_colour(stdout)));
    return verdict(&k, cli_value(c, FAIL_ON), f);
}

const struct cli_command command_check = {
    .name = "check",
    .operands = "",
    .summary = "judge the migrations: proofs, clients, access, and what the steps do to a server in use",
    .details = "Needs no database: what the steps do was found out by \"pgbale prove\". A finding is "
               "answered by changing the\n"
               "step, by \"-- pgbale: allow RULE \"reason\"\" before the statement in a step or schema file, "
               "or by \"RULE = reason\" "
               "below [waivers] in\n"
               "migration.ini; [lint] in pgbale.ini sets the level of a rule.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
