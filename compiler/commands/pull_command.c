/*
 * pgbale pull: schema files and a first migration from a database that exists.
 *
 * What is written was loaded into a scratch database first and found to be what was read, so that the files
 * can be trusted. Nothing is written when that fails.
 */
#include "commands.h"
#include "draft.h"
#include "drift.h"
#include "layout.h"
#include "load.h"
#include "options.h"
#include "plan.h"
#include "prelude.h"
#include "pull_roles_sql.h"
#include "read.h"
#include "report.h"
#include "semver.h"
#include "side.h"
#include "steps.h"

#include <errno.h>
#include <unistd.h>

enum { PROJECT, SCRATCH, VERSION, STRICT, N_OPTIONS };

#define ROLES_FILE "roles.sql"

static const struct cli_option options[N_OPTIONS] = {
    [PROJECT] = OPTION_PROJECT,
    [SCRATCH] = OPTION_SCRATCH,
    [VERSION] = { .name = "version",
                  .value = "X.Y.Z",
                  .help = "version of the migration that stands for the present state (default: 0.1.0)" },
    [STRICT] = OPTION_STRICT,
};

struct pulling {
    struct cli *cli;
    struct arena *arena;
    struct project project;
    struct workspace_options scratch;
    struct workspace *workspace;
    struct managed managed;
    struct side database;
    const char *roles; /* text of the prelude file, or NULL */
    struct plan *plan;
    struct layout layout;
    struct source_file *files; /* the layout, parsed */
};

static bool open_project(struct pulling *p, struct fail *f)
{
    const char *version = cli_value(p->cli, VERSION);
    const struct source_file *schema;
    struct draft *drafts;
    size_t n_schema, n_drafts;

    if (version && !semver_valid(version))
        return fail(f, FAIL_USAGE, "\"%s\" is not a version", version) ||
               fail_hint(f, "Versions are SemVer 2.0: X.Y.Z with numbers that have no leading zeros.");
    if (!project_open(p->arena, cli_value(p->cli, PROJECT), &p->project, f) ||
        !project_schema(p->arena, &p->project, &schema, &n_schema, f) ||
        !drafts_read(p->arena, &p->project, &drafts, &n_drafts, f))
        return false;
    if (!n_schema && !n_drafts)
        return true;
    fail_named(f, FAIL_USAGE, "pull.exists", "\"%s\" holds %s already",
               n_schema ? p->project.schema_folder : p->project.migrations_folder,
               n_schema ? "schema files" : "migrations");
    return fail_hint(f, "Pull into a new project (pgbale init); \"pgbale drift\" compares with this one.");
}

static bool connect(struct pulling *p, struct fail *f)
{
    const char *dsn = getenv("POSTGRES_DSN");

    if (!dsn || !*dsn) {
        fail(f, FAIL_USAGE, "there is no database to pull from: POSTGRES_DSN is not set");
        return fail_hint(f, "Set it to a connection string such as postgresql://user@host/database.");
    }
    return pg_connect(dsn, "pgbale", NULL, &p->database.db, f);
}

static bool makes_role(const struct source_file *files, size_t n, const char *role)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < files[i].n_statements; k++)
            if (text_equal(files[i].statements[k].node, "CreateRoleStmt") &&
                text_equal(files[i].statements[k].object.name, role))
                return true;
    return false;
}

/* The roles that the prelude lacks, as one more prelude file. */
static bool find_roles(struct pulling *p, const struct source_file *builtin, size_t n_builtin, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;
    struct text t = text_new(p->arena), owners = text_new(p->arena);

    for (size_t i = 0; i < p->project.owners.count; i++)
        text_addf(&owners, "%s%s", i ? "," : "", p->project.owners.at[i]);
    if (!pg_rows(p->database.db, pull_roles_sql, 1, (const char *const[]){ owners.at }, FAIL_FAILED, &rows,
                 f))
        return false;
    for (int i = 0; i < PQntuples(rows); i++) {
        const char *role = pg_value(rows, i, 0);
        if (role &&
            (makes_role(builtin, n_builtin, role) || makes_role(p->scratch.files, p->scratch.n_files, role)))
            continue;
        if (role || t.size)
            text_addf(&t, "%s\n", PQgetvalue(rows, i, 1));
    }
    if (t.size)
        p->roles = format(p->arena,
                          "-- Roles that this database grants something to. They exist on every "
                          "target before its first migration.\n\n%s",
                          t.at);
    return true;
}

/* A workspace with the project's prelude and the roles. */
static bool open_workspace(struct pulling *p, struct fail *f)
{
    struct source_file builtin = { 0 };
    const struct source_file *own;
    size_t n = 0;

    p->scratch = (struct workspace_options){ .scratch_dsn = cli_value(p->cli, SCRATCH),
                                             .prelude = p->project.prelude,
                                             .major = (unsigned)PQserverVersion(p->database.db) / 10000 };
    if (!project_prelude(p->arena, &p->project, &own, &n, f))
        return false;
    p->scratch.files = own;
    p->scratch.n_files = n;
    if (p->project.prelude &&
        !source_parse(p->arena, "prelude", prelude_builtin(p->project.prelude), SOURCE_PRELUDE, &builtin, f))
        return false;
    if (!find_roles(p, &builtin, builtin.n_statements ? 1 : 0, f))
        return false;
    if (p->roles) {
        struct source_file *files = arena_array(p->arena, n + 1, sizeof *files);
        if (n)
            memcpy(files, own, n * sizeof *files);
        if (!source_parse(p->arena, "prelude/" ROLES_FILE, bytes_of(p->roles), SOURCE_PRELUDE, &files[n], f))
            return false;
        p->scratch.files = files;
        p->scratch.n_files = n + 1;
    }
    return workspace_open(p->arena, &p->scratch, &p->workspace, f);
}

/* Extensions that are in no managed schema, and that the prelude does not make. */
static bool find_extensions(struct pulling *p, PGconn *empty, struct fail *f)
{
    static const char query[] = "select extname from pg_catalog.pg_extension order by extname collate \"C\"";
    owned(pg_clear) PGresult *here = NULL, *there = NULL;
    const char **names;

    if (!pg_rows(p->database.db, query, 0, NULL, FAIL_FAILED, &here, f) ||
        !pg_rows(empty, query, 0, NULL, FAIL_FAILED, &there, f))
        return false;
    names = arena_array(p->arena, (size_t)PQntuples(here), sizeof *names);
    for (int i = 0; i < PQntuples(here); i++) {
        bool known = false;
        for (int k = 0; k < PQntuples(there); k++)
            known = known || strcmp(PQgetvalue(here, i, 0), PQgetvalue(there, k, 0)) == 0;
        if (!known)
            names[p->managed.n_extensions++] = arena_text(p->arena, PQgetvalue(here, i, 0));
    }
    p->managed.extensions = names;
    workspace_add_stubs(p->arena, &p->managed, p->scratch.prelude, p->scratch.files, p->scratch.n_files);
    return true;
}

/* Policies on tables that the prelude makes, and that the prelude does not make itself. */
static bool find_policies(struct pulling *p, PGconn *empty, struct fail *f)
{
    static const char query[] =
        "select n.nspname, c.relname, p.polname"
        " from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid"
        " join pg_catalog.pg_namespace n on n.oid = c.relnamespace order by 1, 2, 3";
    owned(pg_clear) PGresult *here = NULL, *there = NULL;

    if (!pg_rows(p->database.db, query, 0, NULL, FAIL_FAILED, &here, f) ||
        !pg_rows(empty, query, 0, NULL, FAIL_FAILED, &there, f))
        return false;
    struct guest *list = arena_array(p->arena, (size_t)PQntuples(here), sizeof *list);
    for (int i = 0; i < PQntuples(here); i++) {
        const char *schema = PQgetvalue(here, i, 0);
        bool known = false;
        for (size_t k = 0; k < p->managed.n_schemas; k++)
            known = known || text_equal(p->managed.schemas[k], schema);
        for (int k = 0; !known && k < PQntuples(there); k++)
            known = strcmp(schema, PQgetvalue(there, k, 0)) == 0 &&
                    strcmp(PQgetvalue(here, i, 1), PQgetvalue(there, k, 1)) == 0 &&
                    strcmp(PQgetvalue(here, i, 2), PQgetvalue(there, k, 2)) == 0;
        bool hosted = false;
        for (size_t k = 0; k < p->workspace->n_search_schemas; k++)
            hosted = hosted || text_equal(p->workspace->search_schemas[k], schema);
        if (!known && hosted)
            list[p->managed.n_guests++] = (struct guest){ "policy", arena_text(p->arena, schema),
                                                          arena_text(p->arena, PQgetvalue(here, i, 1)),
                                                          arena_text(p->arena, PQgetvalue(here, i, 2)) };
    }
    p->managed.guests = list;
    return true;
}

static bool read_database(struct pulling *p, struct fail *f)
{
    owned(pg_finish) PGconn *empty = NULL;
    struct model *nothing;
    const uint32_t *unsound;
    size_t n_unsound;

    p->managed.schemas = p->project.schemas.at;
    p->managed.n_schemas = p->project.schemas.count;
    p->managed.owners = p->project.owners.at;
    p->managed.n_owners = p->project.owners.count;
    if (!workspace_database(p->workspace, &empty, f) || !find_extensions(p, empty, f) ||
        !find_policies(p, empty, f) ||
        !model_read(p->arena, p->database.db, &p->managed, &p->database.model, f) ||
        !model_read(p->arena, empty, &p->managed, &nothing, f) ||
        !report_unmodelled(p->cli, p->database.model, p->database.model, cli_given(p->cli, STRICT), f))
        return false;
    struct diff *d = diff_models(p->arena, nothing, p->database.model, NULL, NULL);
    if (!plan_make(p->arena, d, &(struct plan_options){ .plain = true }, &p->plan, f))
        return false;
    if (!scratch_unsound(p->arena, p->database.db, p->workspace->settings, &unsound, &n_unsound, f))
        return false;
    p->layout = layout_of(p->arena, p->plan, unsound, n_unsound);
    if (n_unsound)
        cli_warn(p->cli,
                 "%zu routine%s not pass the check of %s language as the search path of schema files is; the "
                 "files say so",
                 n_unsound, n_unsound == 1 ? " does" : "s do", n_unsound == 1 ? "its" : "their");
    return true;
}

/* Loads the files and compares what they make with what was read. */
static bool check_files(struct pulling *p, struct fail *f)
{
    struct side declared = { .scratch = true, .n_files = p->layout.n };
    const struct side_request request = { .workspace = p->workspace, .managed = &p->managed };
    struct diff *diff;

    p->files = arena_array(p->arena, p->layout.n, sizeof *p->files);
    for (size_t i = 0; i < p->layout.n; i++)
        if (!source_parse(p->arena, format(p->arena, "schema/%s", p->layout.files[i].path),
                          bytes_of(p->layout.files[i].text), SOURCE_SCHEMA, &p->files[i], f))
            return false;
    declared.files = p->files;
    bool done = side_database(p->arena, p->workspace, &declared, f) &&
                model_read(p->arena, declared.db, &p->managed, &declared.model, f) &&
                side_compare(p->arena, &request, &p->database, &declared, &diff, f);
    pg_finish(&declared.db);
    if (!done) {
        f->code = FAIL_FAILED;
        return fail_context(f, "what was read does not load again") ||
               fail_hint(
                   f,
                   "What it needs outside of the managed schemas must exist before it: add the schema to "
                   "\"schemas\" in %s, or declare it in prelude/.",
                   p->project.ini);
    }
    if (diff_empty(diff))
        return true;
    struct drift drift = drift_of(p->arena, diff);
    fail_named(f, FAIL_FAILED, "pull.unlike", "the schema files would not make what was read");
    fail_detail(f, "%s", drift_text(p->arena, &drift));
    return fail_hint(f, "What exists on every target before this project belongs into prelude/.");
}

/* ------------------------------------------------------------ writing */

static bool make_file(struct arena *a, const char *folder, const char *path, const char *text, struct fail *f)
{
    const char *full = format(a, "%s/%s", folder, path);
    const char *slash = strrchr(full, '/');

    return file_make_folders(arena_copy(a, full, (size_t)(slash - full)), f) &&
           file_create(full, bytes_of(text), 0644, f);
}

/* Moves what is in one folder to another, where nothing has such a name. */
static bool move_all(struct arena *a, const char *from, const char *to, struct fail *f)
{
    struct names names;

    if (!file_list(a, from, &names, f))
        return false;
    for (size_t i = 0; i < names.count; i++) {
        const char *target = format(a, "%s/%s", to, names.at[i]);
        if (rename(format(a, "%s/%s", from, names.at[i]), target) != 0)
            return fail(f, FAIL_FAILED, "cannot make \"%s\": %s", target, strerror(errno));
    }
    return true;
}

static bool write_schema(struct pulling *p, struct fail *f)
{
    const char *temporary = format(p->arena, "%s/.pull.tmp", p->project.schema_folder);
    struct fail ignored;

    if (!file_make_folders(p->project.schema_folder, f) || !file_remove_tree(temporary, f) ||
        !file_make_folders(temporary, f))
        return false;
    bool done = true;
    for (size_t i = 0; done && i < p->layout.n; i++)
        done = make_file(p->arena, temporary, p->layout.files[i].path, p->layout.files[i].text, f);
    done = done && move_all(p->arena, temporary, p->project.schema_folder, f);
    return file_remove_tree(temporary, done ? f : &ignored) && done;
}

static bool write_all(struct pulling *p, struct fail *f)
{
    const char *version = cli_value(p->cli, VERSION), *folder;
    const struct steps_request request = { "0001-baseline", version ? version : "0.1.0",
                                           "the state that was found" };

    if (p->roles && !make_file(p->arena, p->project.folder, "prelude/" ROLES_FILE, p->roles, f))
        return false;
    if (!write_schema(p, f))
        return false;
    if (p->roles)
        printf("%s/prelude/%s\n", p->project.folder, ROLES_FILE);
    for (size_t i = 0; i < p->layout.n; i++)
        printf("%s/%s\n", p->project.schema_folder, p->layout.files[i].path);
    if (!p->plan->n_statements) {
        cli_note(p->cli, "the managed schemas are empty: there is nothing to write");
        return true;
    }
    if (!steps_write(p->arena, &p->project, p->plan, &request, &folder, f))
        return false;
    printf("%s\n", folder);
    cli_note(p->cli,
             "%zu file%s; next: \"pgbale prove\", \"pgbale compile\", and \"pgbale-apply baseline\" on "
             "each database that is in this state already",
             p->layout.n, p->layout.n == 1 ? "" : "s");
    return true;
}

/* Schemas that may have been forgotten in pgbale.ini. */
static bool name_others(struct pulling *p, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;
    struct text t = text_new(p->arena);

    if (!pg_rows(
            p->database.db,
            "select n.nspname from pg_catalog.pg_namespace n"
            " where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgbale')"
            " and exists (select from pg_catalog.pg_depend d"
            " where d.refclassid = 'pg_catalog.pg_namespace'::pg_catalog.regclass and d.refobjid = n.oid)"
            " order by n.nspname collate \"C\"",
            0, NULL, FAIL_FAILED, &rows, f))
        return false;
    for (int i = 0; i < PQntuples(rows); i++) {
        bool known = false;
        for (size_t k = 0; k < p->project.schemas.count; k++)
            known = known || strcmp(p->project.schemas.at[k], PQgetvalue(rows, i, 0)) == 0;
        for (size_t k = 0; k < p->workspace->n_search_schemas; k++)
            known = known || strcmp(p->workspace->search_schemas[k], PQgetvalue(rows, i, 0)) == 0;
        if (known)
            continue;
        text_separate(&t, 0, ", ");
        text_add(&t, PQgetvalue(rows, i, 0));
    }
    if (t.size)
        cli_note(p->cli, "not managed, so not pulled: %s (add them to \"schemas\" in %s)", t.at,
                 p->project.ini);
    return true;
}

static bool run(struct cli *c, struct fail *f)
{
    struct pulling p = { .cli = c, .arena = c->arena };

    if (!open_project(&p, f))
        return false;
    bool done = connect(&p, f) && open_workspace(&p, f) && read_database(&p, f) && name_others(&p, f) &&
                check_files(&p, f) && write_all(&p, f);
    pg_finish(&p.database.db);
    workspace_close(&p.workspace);
    return done;
}

const struct cli_command command_pull = {
    .name = "pull",
    .operands = "",
    .summary = "write schema files and a baseline migration from an existing database",
    .details =
        "Reads the database that POSTGRES_DSN names into a project that has no schema files and no\n"
        "migrations yet: one file per object in schema/, migrations/0001-baseline, and prelude/roles.sql\n"
        "when roles are needed that the prelude does not make. The paths are printed.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
