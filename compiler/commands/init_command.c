/*
 * pgbale init: starts a project.
 */
#include "bale_name.h"
#include "commands.h"
#include "file.h"
#include "init_templates.h"
#include "project.h"

#include <unistd.h>

enum { NAME, SCHEMAS, PRELUDE, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [NAME] = { .name = "name", .value = "NAME", .help = "name of the project (default: the folder's)" },
    [SCHEMAS] = { .name = "schemas",
                  .value = "LIST",
                  .help = "managed schemas, separated by commas (default: public)" },
    [PRELUDE] = { .name = "prelude",
                  .value = "NAME",
                  .help = "built-in prelude: supabase or none (default: none)" },
};

/* The last part of the folder's absolute path. */
static const char *folder_name(struct arena *a, const char *folder)
{
    char *here = getcwd(NULL, 0);
    const char *path = here ? arena_text(a, here) : "project";

    free(here);
    if (strcmp(folder, ".") != 0)
        path = folder;
    size_t size = strlen(path);
    while (size > 1 && path[size - 1] == '/')
        size--;
    path = arena_copy(a, path, size);
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool check_name(const char *name, struct fail *f)
{
    if (bale_lineage_valid(name))
        return true;
    fail(f, FAIL_USAGE, "\"%s\" cannot be the name of a project", name);
    return fail_hint(f, "Give --name with lower-case letters, digits, '-', '_' and '.', at most 64.");
}

static bool put(struct cli *c, const char *folder, const char *path, const char *text, struct fail *f)
{
    const char *full = strcmp(folder, ".") == 0 ? path : format(c->arena, "%s/%s", folder, path);
    const char *slash = strrchr(full, '/');

    if (file_exists(full)) {
        cli_note(c, "%s is there already and stays as it is", full);
        return true;
    }
    if (slash && !file_make_folders(arena_copy(c->arena, full, (size_t)(slash - full)), f))
        return false;
    if (!file_create(full, bytes_of(text), 0644, f))
        return false;
    printf("%s\n", full);
    return true;
}

static bool run(struct cli *c, struct fail *f)
{
    const char *folder = c->n_operands ? c->operands[0] : ".";
    const char *name = cli_value(c, NAME), *schemas = cli_value(c, SCHEMAS), *prelude = cli_value(c, PRELUDE);

    if (!name)
        name = folder_name(c->arena, folder);
    const char *ini = format(c->arena, "%s/pgbale.ini", folder);
    if (file_exists(ini)) {
        fail(f, FAIL_USAGE, "there is a project here already: \"%s\" exists", ini);
        return fail_hint(f, "Edit it, or choose another folder.");
    }
    const char *text =
        format(c->arena, init_ini, name, schemas ? schemas : "public", prelude ? prelude : "none");
    struct project ignored;
    if (!check_name(name, f) || !project_parse(c->arena, folder, bytes_of(text), &ignored, f))
        return false;
    if (!file_make_folders(folder, f) || !put(c, folder, "pgbale.ini", text, f) ||
        !put(c, folder, "schema/README.md", init_schema_readme, f) ||
        !put(c, folder, "migrations/README.md", init_migrations_readme, f) ||
        !put(c, folder, "tests/rls/README.md", init_rls_readme, f) ||
        !put(c, folder, ".github/workflows/pgbale.yml", init_workflow, f))
        return false;
    cli_note(c, "declare the schema in schema/*.sql, then run \"pgbale generate NAME\"");
    return true;
}

const struct cli_command command_init = {
    .name = "init",
    .operands = "[DIR]",
    .most = 1,
    .summary = "start a project",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
