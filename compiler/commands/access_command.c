/*
 * pgbale access: who may do what, before and after a migration, or in one state.
 */
#include "access_history.h"
#include "access_json.h"
#include "access_report.h"
#include "commands.h"
#include "options.h"
#include "side.h"

enum { PROJECT, SCRATCH, MIGRATION, FROM, TO, OF, ALL, FORMAT, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [PROJECT] = OPTION_PROJECT,
    [SCRATCH] = OPTION_SCRATCH,
    [MIGRATION] = { .name = "migration",
                    .value = "NAME",
                    .help = "what this one changes; its folder, number or version (default: the newest)" },
    [FROM] = { .name = "from",
               .value = "SIDE",
               .secret = true,
               .help = "compare two states: the one before" },
    [TO] = { .name = "to", .value = "SIDE", .secret = true, .help = "and the one after" },
    [OF] = { .name = "of", .value = "SIDE", .secret = true, .help = "one state: who may do what in it" },
    [ALL] = { .name = "all", .help = "also what does not change" },
    [FORMAT] = { .name = "format", .value = "FORMAT", .help = "text (default), markdown, csv or json" },
};

static bool print(const struct cli *c, const struct access_matrix *m, bool single, struct fail *f)
{
    const char *format = cli_value(c, FORMAT);

    if (!format || strcmp(format, "text") == 0)
        fputs(access_matrix_text(c->arena, m, single), stdout);
    else if (strcmp(format, "markdown") == 0)
        fputs(access_matrix_markdown(c->arena, m, single), stdout);
    else if (strcmp(format, "csv") == 0)
        fputs(access_cells_csv(c->arena, m), stdout);
    else if (strcmp(format, "json") == 0)
        fputs((const char *)access_cells_json(c->arena, m).at, stdout);
    else
        return fail(f, FAIL_USAGE, "--format is text, markdown, csv or json, not \"%s\"", format);
    return true;
}

/* What one migration of the project changes. */
static bool run_migration(struct cli *c, struct fail *f)
{
    owned(access_history_close) struct access_history h = { 0 };
    const struct access_state *was, *now;
    size_t at;

    if (!access_history_open(c->arena, cli_value(c, PROJECT), cli_value(c, SCRATCH), &h, f) ||
        !access_history_find(&h, cli_value(c, MIGRATION), &at, f) || !access_history_replay(&h, at, f) ||
        !access_history_read(&h, &was, f) || !access_history_replay(&h, at + 1, f) ||
        !access_history_read(&h, &now, f))
        return false;
    struct access_matrix_request r = {
        .was = was, .now = now, .same_database = true, .all = cli_given(c, ALL)
    };
    return print(c, access_matrix(c->arena, &r), false, f);
}

static bool read_side(struct cli *c, struct workspace *w, const struct project *project,
                      const struct managed *managed, const char *spec, const struct access_state **out,
                      struct fail *f)
{
    struct side side;

    if (!side_open(c->arena, w, project, spec, &side, f))
        return false;
    bool done = side_database(c->arena, w, &side, f) && access_read(c->arena, side.db, managed, out, f);
    pg_finish(&side.db);
    return done;
}

/* States that the user names, of a project or not. */
static bool run_sides(struct cli *c, struct fail *f)
{
    const char *to = cli_value(c, OF) ? cli_value(c, OF) : cli_value(c, TO), *from = cli_value(c, FROM);
    owned(workspace_close) struct workspace *w = NULL;
    const struct access_state *was, *now;
    struct project project;
    const struct source_file *schema;
    size_t n;

    if (cli_value(c, OF) ? from || cli_value(c, TO) : !from || !to)
        return fail(f, FAIL_USAGE, "give --from and --to, or --of alone");
    if (!project_open(c->arena, cli_value(c, PROJECT), &project, f) ||
        !project_schema(c->arena, &project, &schema, &n, f) ||
        !workspace_of_project(c->arena, &project, cli_value(c, SCRATCH), &w, f))
        return false;
    struct managed managed = workspace_managed(c->arena, &project, schema, n, NULL, 0);
    if (!read_side(c, w, &project, &managed, to, &now, f))
        return false;
    was = now;
    if (from && !read_side(c, w, &project, &managed, from, &was, f))
        return false;
    struct access_matrix_request r = { .was = was, .now = now, .same_database = !from };
    r.all = !from || cli_given(c, ALL);
    return print(c, access_matrix(c->arena, &r), !from, f);
}

static bool run(struct cli *c, struct fail *f)
{
    bool sides = cli_given(c, FROM) || cli_given(c, TO) || cli_given(c, OF);

    if (sides && cli_given(c, MIGRATION))
        return fail(f, FAIL_USAGE, "--migration does not go with --from, --to and --of");
    return sides ? run_sides(c, f) : run_migration(c, f);
}

const struct cli_command command_access = {
    .name = "access",
    .operands = "",
    .summary = "show who may do what, before and after a migration",
    .details =
        "A line is an object, commands and roles: nothing, rows by policy, or all rows, and whether the\n"
        "migration widens or narrows that, as far as it can be proven.\n"
        "A SIDE is a connection string, a file or folder of SQL, or the word \"migrations\".",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
