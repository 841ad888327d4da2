/*
 * pgbale generate: writes the next migration from what the schema files declare.
 */
#include "commands.h"
#include "draft.h"
#include "options.h"
#include "plan.h"
#include "proof.h"
#include "read.h"
#include "replay.h"
#include "report.h"
#include "semver.h"
#include "side.h"
#include "state.h"
#include "steps.h"
#include "unmanaged.h"

#include <ctype.h>

enum { PROJECT, SCRATCH, VERSION, DESCRIPTION, PLAIN, STRICT, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [PROJECT] = OPTION_PROJECT,
    [SCRATCH] = OPTION_SCRATCH,
    [VERSION] = { .name = "version",
                  .value = "X.Y.Z",
                  .help = "version of the new migration (default: the next minor version)" },
    [DESCRIPTION] = { .name = "description",
                      .letter = 'm',
                      .value = "TEXT",
                      .help = "one line that says what it does (default: NAME)" },
    [PLAIN] = OPTION_PLAIN,
    [STRICT] = OPTION_STRICT,
};

static bool check_name(const char *name, struct fail *f)
{
    bool good = *name && strlen(name) <= 60 && name[0] != '-' && !text_ends(name, "-");

    for (const char *c = name; *c; c++)
        good = good && (islower((unsigned char)*c) || isdigit((unsigned char)*c) || *c == '-');
    if (good)
        return true;
    fail(f, FAIL_USAGE, "\"%s\" cannot be the name of a migration", name);
    return fail_hint(f, "Use lower-case letters, digits and hyphens, such as add-project.");
}

/* The next minor version after the newest migration's, or 0.1.0. */
static const char *next_version(struct arena *a, const struct draft *drafts, size_t n)
{
    unsigned long major = 0, minor = 0;

    if (n) {
        char *end;
        major = strtoul(drafts[n - 1].bale.version, &end, 10);
        minor = strtoul(end + 1, NULL, 10);
    }
    return format(a, "%lu.%lu.0", major, minor + 1);
}

static bool check_version(const char *version, const struct draft *drafts, size_t n, struct fail *f)
{
    if (!semver_valid(version)) {
        fail(f, FAIL_USAGE, "\"%s\" is not a version", version);
        return fail_hint(f, "Versions are SemVer 2.0: X.Y.Z with numbers that have no leading zeros.");
    }
    if (n && semver_compare(version, drafts[n - 1].bale.version) <= 0) {
        fail(f, FAIL_USAGE, "version %s is not greater than %s of %s", version, drafts[n - 1].bale.version,
             drafts[n - 1].migration->name);
        return fail_hint(f, "Versions are compared as numbers: 0.10.0 is greater than 0.9.9.");
    }
    return true;
}

struct generation {
    struct cli *cli;
    struct arena *arena;
    struct project project;
    struct draft *drafts;
    size_t n_drafts;
    const struct source_file *schema;
    size_t n_schema;
    struct managed managed;
    struct workspace *workspace;
    struct steps_request request;
};

static bool read_all(struct generation *g, struct fail *f)
{
    const char *name = g->cli->operands[0];
    size_t n_steps;

    if (!check_name(name, f) || !project_open(g->arena, cli_value(g->cli, PROJECT), &g->project, f) ||
        !drafts_read(g->arena, &g->project, &g->drafts, &g->n_drafts, f) ||
        !project_schema(g->arena, &g->project, &g->schema, &g->n_schema, f))
        return false;
    const char *version = cli_value(g->cli, VERSION), *description = cli_value(g->cli, DESCRIPTION);
    if (!version)
        version = next_version(g->arena, g->drafts, g->n_drafts);
    if (!check_version(version, g->drafts, g->n_drafts, f))
        return false;
    if (description && strchr(description, '\n'))
        return fail(f, FAIL_USAGE, "the description has more than one line");
    const struct source_file *steps = drafts_files(g->arena, g->drafts, g->n_drafts, &n_steps);
    g->managed = workspace_managed(g->arena, &g->project, g->schema, g->n_schema, steps, n_steps);
    g->request = (struct steps_request){ format(g->arena, "%04zu-%s", g->n_drafts + 1, name), version,
                                         description ? description : name };
    return true;
}

static bool declared(const struct migration *m)
{
    for (size_t i = 0; i < m->n_clients; i++)
        if (m->clients[i].breaks == BREAKS_UNDECLARED)
            return false;
    return true;
}

/*
 * Warns about migrations that are not ready to have a successor; it is no error, for steps may be written
 * before they are proven. The newest migration's proof when all is well, else NULL.
 */
static const struct proof *check_parents(struct generation *g)
{
    struct fail *why = arena_alloc(g->arena, sizeof *why);
    const char *parent = BALE_GENESIS;
    const struct proof *proof = NULL;

    for (size_t i = 0; i < g->n_drafts; i++) {
        struct draft *d = &g->drafts[i];
        if (!proof_read(g->arena, d->migration, &proof, why) ||
            (proof && !proof_fresh(g->arena, proof, d, parent, why)))
            return cli_warn(g->cli, "%s", why->message), NULL;
        if (!proof || !declared(d->migration)) {
            cli_warn(g->cli, "%s %s; the new migration comes after it", d->migration->folder,
                     proof ? "does not say yet whom it breaks" : "is not proven yet");
            return NULL;
        }
        proof_apply(g->arena, proof, d);
        parent = d->bale.id;
    }
    return proof;
}

static const struct bale_states *states_of(const struct proof *proof, unsigned major)
{
    for (size_t i = 0; proof && i < proof->n_states; i++)
        if (proof->states[i].major == major)
            return &proof->states[i];
    return NULL;
}

/* A live database that lags behind or has drifted gives steps that the proof will not accept: said at once.
 */
static bool check_database(struct generation *g, const struct proof *newest, PGconn *db, struct fail *f)
{
    const struct bale_states *states = states_of(newest, (unsigned)PQserverVersion(db) / 10000);
    const char *now;

    if (!states)
        return true;
    if (!state_digest(g->arena, db, state_sql(g->arena, &g->managed), &now, f))
        return false;
    if (!text_equal(now, states->digests[states->n_digests - 1]))
        cli_warn(g->cli,
                 "the database is not what %s leads to: it lags behind or was changed by hand; the new steps "
                 "begin with "
                 "what it is now, the proof begins with the migrations",
                 g->drafts[g->n_drafts - 1].migration->folder);
    return true;
}

static bool open_from(struct generation *g, struct side *from, struct fail *f)
{
    const struct proof *newest = check_parents(g);
    const char *dsn = getenv("POSTGRES_DSN");

    if (dsn && *dsn) {
        from->scratch = false;
        if (!pg_connect(dsn, "pgbale", NULL, &from->db, f))
            return false;
        workspace_major(g->workspace, (unsigned)PQserverVersion(from->db) / 10000);
        cli_note(g->cli, "comparing with %s (POSTGRES_DSN)", pg_where(g->arena, from->db));
        return check_database(g, newest, from->db, f);
    }
    *from = (struct side){ .scratch = true, .drafts = g->drafts, .n_drafts = g->n_drafts };
    cli_note(g->cli, "comparing with the %zu migration%s so far", g->n_drafts, g->n_drafts == 1 ? "" : "s");
    return true;
}

static bool generate(struct generation *g, struct side *from, struct side *to, struct fail *f)
{
    const char *folder;
    struct plan *plan;

    *to = (struct side){ .scratch = true, .files = g->schema, .n_files = g->n_schema };
    if (!unmanaged_refuse(g->arena, &g->managed, g->schema, g->n_schema, f) || !open_from(g, from, f))
        return false;
    cli_progress(g->cli, from->scratch ? "replaying the migrations and loading the schema files"
                                       : "loading the schema files and reading the database");
    if (!side_read(g->arena, g->workspace, &g->managed, from, to, f))
        return false;
    cli_progress(g->cli, "planning");
    if (!report_unmodelled(g->cli, from->model, to->model, cli_given(g->cli, STRICT), f) ||
        !side_plan(g->arena,
                   &(struct side_request){ g->workspace, &g->managed, cli_given(g->cli, PLAIN), false }, from,
                   to, &plan, f))
        return false;
    cli_progress(g->cli, NULL);
    if (plan->diff->column_order_differs)
        cli_warn(g->cli, "columns stand in another order in some tables; that is left as it is");
    if (!plan->n_statements) {
        cli_note(g->cli, "nothing to do: %s what the schema files declare",
                 from->scratch ? "the migrations lead to" : "the database is");
        return true;
    }
    if (!steps_write(g->arena, &g->project, plan, &g->request, &folder, f))
        return false;
    printf("%s\n", folder);
    cli_note(g->cli, "%zu statement%s, version %s; review and extend the steps, then run \"pgbale prove\"",
             plan->n_statements, plan->n_statements == 1 ? "" : "s", g->request.version);
    return true;
}

static bool run(struct cli *c, struct fail *f)
{
    struct generation g = { .cli = c, .arena = c->arena };
    struct side from = { 0 }, to = { 0 };

    if (!read_all(&g, f) ||
        !workspace_of_project(c->arena, &g.project, cli_value(c, SCRATCH), &g.workspace, f))
        return false;
    bool done = generate(&g, &from, &to, f);
    pg_finish(&from.db);
    pg_finish(&to.db);
    workspace_close(&g.workspace);
    return done;
}

const struct cli_command command_generate = {
    .name = "generate",
    .operands = "NAME",
    .least = 1,
    .most = 1,
    .summary = "write the next migration from the schema files",
    .details =
        "Compares the declared schema with the database that POSTGRES_DSN names or, when it is not set,\n"
        "with the replayed migrations, and writes migrations/NNNN-NAME. The folder's path is printed.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
