/*
 * pgbale drift: how a live database differs from the declared schema, or from a version of it.
 */
#include "commands.h"
#include "draft.h"
#include "drift.h"
#include "options.h"
#include "plan.h"
#include "read.h"
#include "report.h"
#include "side.h"

enum { PROJECT, SCRATCH, VERSION, SQL, JSON, STRICT, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [PROJECT] = OPTION_PROJECT,
    [SCRATCH] = OPTION_SCRATCH,
    [VERSION] = { .name = "version",
                  .value = "X.Y.Z",
                  .help = "compare with this version, reached by replaying the migrations\n"
                          "(default: with what the schema files declare)" },
    [SQL] = { .name = "sql", .help = "print the SQL that would undo the drift" },
    [JSON] = { .name = "json", .help = "print the differences as JSON" },
    [STRICT] = OPTION_STRICT,
};

struct checking {
    struct cli *cli;
    struct arena *arena;
    struct project project;
    struct workspace *workspace;
    struct managed managed;
    struct side database, declared;
};

/* The migrations up to the version that was asked for. */
static bool find_version(struct checking *c, const struct draft *drafts, size_t n, struct fail *f)
{
    const char *version = cli_value(c->cli, VERSION);
    struct text known = text_new(c->arena);

    for (size_t i = 0; i < n; i++) {
        if (text_equal(drafts[i].bale.version, version)) {
            c->declared = (struct side){ .scratch = true, .drafts = drafts, .n_drafts = i + 1 };
            return true;
        }
        text_separate(&known, 0, ", ");
        text_add(&known, drafts[i].bale.version);
    }
    fail(f, FAIL_USAGE, "no migration has the version %s", version);
    return fail_hint(f, "Versions: %s.", n ? known.at : "none yet");
}

static bool open_declared(struct checking *c, struct fail *f)
{
    const struct source_file *schema, *steps;
    struct draft *drafts;
    size_t n_schema, n_drafts, n_steps;

    if (!project_open(c->arena, cli_value(c->cli, PROJECT), &c->project, f) ||
        !drafts_read(c->arena, &c->project, &drafts, &n_drafts, f) ||
        !project_schema(c->arena, &c->project, &schema, &n_schema, f))
        return false;
    c->declared = (struct side){ .scratch = true, .files = schema, .n_files = n_schema };
    if (cli_given(c->cli, VERSION) && !find_version(c, drafts, n_drafts, f))
        return false;
    steps = drafts_files(c->arena, drafts, n_drafts, &n_steps);
    c->managed = workspace_managed(c->arena, &c->project, schema, n_schema, steps, n_steps);
    return workspace_of_project(c->arena, &c->project, cli_value(c->cli, SCRATCH), &c->workspace, f);
}

static bool connect(struct checking *c, struct fail *f)
{
    const char *dsn = getenv("POSTGRES_DSN");

    if (!dsn || !*dsn) {
        fail(f, FAIL_USAGE, "there is no database to look at: POSTGRES_DSN is not set");
        return fail_hint(f, "Set it to a connection string such as postgresql://user@host/database.");
    }
    if (!pg_connect(dsn, "pgbale", NULL, &c->database.db, f))
        return false;
    workspace_major(c->workspace, (unsigned)PQserverVersion(c->database.db) / 10000);
    return true;
}

static bool print_sql(struct checking *c, struct diff *d, struct fail *f)
{
    struct plan *plan;

    if (!plan_make(c->arena, d, &(struct plan_options){ 0 }, &plan, f))
        return false;
    fputs(report_script(c->arena, plan), stdout);
    return true;
}

static bool compare(struct checking *c, struct fail *f)
{
    const struct side_request request = { .workspace = c->workspace, .managed = &c->managed };
    struct arena *a = c->arena;
    struct diff *diff;

    if (!side_read(a, c->workspace, &c->managed, &c->database, &c->declared, f) ||
        !report_unmodelled(c->cli, c->database.model, c->declared.model, cli_given(c->cli, STRICT), f) ||
        !side_compare(a, &request, &c->database, &c->declared, &diff, f))
        return false;
    struct drift drift = drift_of(a, diff);
    if (cli_given(c->cli, SQL)) {
        if (!print_sql(c, diff, f))
            return false;
    } else {
        fputs(cli_given(c->cli, JSON) ? drift_json(a, &drift) : drift_text(a, &drift), stdout);
    }
    const char *what = cli_given(c->cli, VERSION) ? format(a, "version %s", cli_value(c->cli, VERSION))
                                                  : "the declared schema";
    if (diff_empty(diff)) {
        cli_note(c->cli, "%s is %s", pg_where(a, c->database.db), what);
        return true;
    }
    fail_named(f, FAIL_BLOCKED, "drift.found", "%s differs from %s in %zu object%s",
               pg_where(a, c->database.db), what, drift.n, drift.n == 1 ? "" : "s");
    return fail_hint(f, "Undo it there (--sql shows how), or declare it and write a migration for it.");
}

static bool run(struct cli *cli, struct fail *f)
{
    struct checking c = { .cli = cli, .arena = cli->arena };

    if (cli_given(cli, SQL) && cli_given(cli, JSON))
        return fail(f, FAIL_USAGE, "--sql and --json exclude each other");
    if (!open_declared(&c, f))
        return false;
    bool done = connect(&c, f) && compare(&c, f);
    pg_finish(&c.database.db);
    pg_finish(&c.declared.db);
    workspace_close(&c.workspace);
    return done;
}

const struct cli_command command_drift = {
    .name = "drift",
    .operands = "",
    .summary = "show how a live database differs from the declared schema",
    .details =
        "Compares the database that POSTGRES_DSN names with the schema files, or with a version that the\n"
        "migrations lead to. Exit status 3 when they differ; the database is only read.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
