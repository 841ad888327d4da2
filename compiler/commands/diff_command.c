/*
 * pgbale diff: the SQL that turns one side into another.
 */
#include "commands.h"
#include "options.h"
#include "plan.h"
#include "read.h"
#include "report.h"
#include "side.h"
#include "unmanaged.h"

enum { PROJECT, SCRATCH, FROM, TO, PRELUDE, SCHEMAS, OWNERS, JSON, CHECK, PLAIN, STRICT, GUESS, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [PROJECT] = OPTION_PROJECT,
    [SCRATCH] = OPTION_SCRATCH,
    [FROM] = { .name = "from",
               .value = "SIDE",
               .secret = true,
               .help = "the present state (default: migrations)" },
    [TO] = { .name = "to",
             .value = "SIDE",
             .secret = true,
             .help = "the desired state (default: the project's schema folder)" },
    [PRELUDE] = { .name = "prelude",
                  .value = "NAME|FILE",
                  .help = "what exists before both sides: a built-in prelude or an SQL file\n(default: the "
                          "project's)" },
    [SCHEMAS] = { .name = "schemas",
                  .value = "LIST",
                  .help = "compare these schemas only, separated by commas\n"
                          "(default: the project's; without a project: all that the prelude does not make)" },
    [OWNERS] = { .name = "owners",
                 .value = "LIST",
                 .help = "compare who owns what belongs to these roles, separated by commas\n"
                         "(default: the project's; without a project: none)" },
    [JSON] = { .name = "json", .help = "the plan with locks and hazards as JSON instead of SQL" },
    [CHECK] = { .name = "check", .help = "exit with status 3 when there is a difference" },
    [PLAIN] = OPTION_PLAIN,
    [STRICT] = OPTION_STRICT,
    [GUESS] = { .name = "drop-and-add",
                .help = "drop and add what looks like a rename or cannot be changed with its rows,\n"
                        "instead of refusing until a directive in the schema files says so" },
};

struct diffing {
    struct cli *cli;
    struct arena *arena;
    struct project project_space;
    const struct project *project; /* NULL: none */
    struct workspace *workspace;
    struct managed managed;
};

/* A project is needed only for what the options leave out. */
static bool find_project(struct diffing *d, struct fail *f)
{
    const struct cli *c = d->cli;
    bool complete = cli_given(c, FROM) && cli_given(c, TO) && !cli_given(c, PROJECT) &&
                    !text_equal(cli_value(c, FROM), "migrations") &&
                    !text_equal(cli_value(c, TO), "migrations");

    if (complete && !file_exists("pgbale.ini"))
        return true;
    if (!project_open(d->arena, cli_value(c, PROJECT), &d->project_space, f))
        return false;
    d->project = &d->project_space;
    return true;
}

static bool open_workspace(struct diffing *d, struct fail *f)
{
    const char *scratch = cli_value(d->cli, SCRATCH), *prelude = cli_value(d->cli, PRELUDE);
    struct workspace_options o = { .scratch_dsn = scratch };
    struct source_file *file = arena_alloc(d->arena, sizeof *file);

    if (!prelude && d->project)
        return workspace_of_project(d->arena, d->project, scratch, &d->workspace, f);
    if (prelude && (strchr(prelude, '/') || text_ends(prelude, ".sql"))) {
        if (!source_load_file(d->arena, prelude, NULL, SOURCE_PRELUDE, file, f))
            return false;
        o.files = file;
        o.n_files = 1;
    } else if (prelude && !text_equal(prelude, "none")) {
        o.prelude = prelude;
    }
    return workspace_open(d->arena, &o, &d->workspace, f);
}

static const char **split_names(struct arena *a, const char *list, size_t *n)
{
    const char **names = arena_array(a, strlen(list) + 1, sizeof *names);

    *n = 0;
    for (const char *at = list; *at;) {
        size_t size = strcspn(at, ",");
        if (size)
            names[(*n)++] = arena_copy(a, at, size);
        at += size + (at[size] == ',');
    }
    return names;
}

/* Without a project all schemas are compared but those that the prelude made. */
static bool find_managed(struct diffing *d, struct fail *f)
{
    const char *schemas = cli_value(d->cli, SCHEMAS), *owners = cli_value(d->cli, OWNERS);
    struct source_file *steps = NULL;
    const struct source_file *schema = NULL;
    size_t n_schema = 0;

    if (d->project) {
        if (!project_schema(d->arena, d->project, &schema, &n_schema, f))
            return false;
        d->managed = workspace_managed(d->arena, d->project, schema, n_schema, steps, 0);
    } else {
        const struct workspace *w = d->workspace;
        bool prelude = w->options.prelude || w->options.n_files;
        if (prelude && !workspace_ready(d->workspace, f))
            return false;
        const char **except = arena_array(d->arena, w->n_search_schemas, sizeof *except);
        for (size_t i = 0; i < w->n_search_schemas; i++)
            if (!text_equal(w->search_schemas[i], "public"))
                except[d->managed.n_except++] = w->search_schemas[i];
        d->managed.except = except;
        workspace_add_stubs(d->arena, &d->managed, w->options.prelude, w->options.files, w->options.n_files);
    }
    if (schemas)
        d->managed.schemas = split_names(d->arena, schemas, &d->managed.n_schemas);
    if (owners)
        d->managed.owners = split_names(d->arena, owners, &d->managed.n_owners);
    return true;
}

static bool compare(struct diffing *d, struct side *from, struct side *to, struct fail *f)
{
    struct cli *c = d->cli;
    const char *to_spec = cli_value(c, TO) ? cli_value(c, TO) : d->project->schema_folder;
    const char *from_spec = cli_value(c, FROM) ? cli_value(c, FROM) : "migrations";
    struct plan *plan;

    /* A live side comes first: the scratch server must be of its major version. */
    bool to_first = side_is_dsn(to_spec);
    if (!side_open(d->arena, d->workspace, d->project, to_first ? to_spec : from_spec, to_first ? to : from,
                   f) ||
        !side_open(d->arena, d->workspace, d->project, to_first ? from_spec : to_spec, to_first ? from : to,
                   f) ||
        (!cli_given(c, SCHEMAS) && !unmanaged_refuse(d->arena, &d->managed, to->files, to->n_files, f)))
        return false;
    workspace_add_extensions(d->arena, &d->managed, from->files, from->n_files);
    workspace_add_extensions(d->arena, &d->managed, to->files, to->n_files);
    workspace_add_guests(d->arena, &d->managed, from->files, from->n_files);
    workspace_add_guests(d->arena, &d->managed, to->files, to->n_files);
    if (!side_read(d->arena, d->workspace, &d->managed, from, to, f) ||
        !report_unmodelled(c, from->model, to->model, cli_given(c, STRICT), f) ||
        !side_plan(
            d->arena,
            &(struct side_request){ d->workspace, &d->managed, cli_given(c, PLAIN), cli_given(c, GUESS) },
            from, to, &plan, f))
        return false;
    fputs(cli_given(c, JSON) ? report_json(d->arena, plan) : report_script(d->arena, plan), stdout);
    if (plan->diff->column_order_differs)
        cli_warn(c, "columns stand in another order in some tables; that is left as it is");
    if (cli_given(c, CHECK) && plan->n_statements)
        return fail(f, FAIL_BLOCKED, "the two sides differ: %zu statement%s", plan->n_statements,
                    plan->n_statements == 1 ? "" : "s");
    return true;
}

static bool run(struct cli *c, struct fail *f)
{
    struct diffing d = { .cli = c, .arena = c->arena };
    struct side from = { 0 }, to = { 0 };

    if (!find_project(&d, f) || !open_workspace(&d, f))
        return false;
    bool done = find_managed(&d, f) && compare(&d, &from, &to, f);
    pg_finish(&from.db);
    pg_finish(&to.db);
    workspace_close(&d.workspace);
    return done;
}

const struct cli_command command_diff = {
    .name = "diff",
    .operands = "",
    .summary = "print the SQL that turns one state into another",
    .details = "A SIDE is a connection string, a file or folder of SQL, or the word \"migrations\".\n"
               "The SQL runs with: psql -X -v ON_ERROR_STOP=1 -f FILE",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
