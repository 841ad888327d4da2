/*
 * project: pgbale.ini and the folders around it; see project.h. Migrations are in migrations.c.
 */
#include "project.h"

#include "bale_name.h"
#include "ini_file.h"
#include "prelude.h"

#include <unistd.h>

enum { IDENTIFIER_LIMIT = 63, UPWARDS = 64 };

struct reading {
    struct arena *arena;
    struct ini_file ini;
    struct project *project;
    struct project_client *clients;
    struct project_rule *rules;
    size_t room_clients, room_rules;
    struct fail *fail;
};

static bool refuse(struct reading *r, unsigned line, const char *what, const char *next)
{
    return ini_refuse(&r->ini, line, what, next, r->fail);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A list of names: none empty, none twice. Sorted when order means nothing. */
static bool read_names(struct reading *r, const struct ini_entry *e, bool sort, struct names *out)
{
    struct names list = ini_list(r->arena, e->value);

    for (size_t i = 0; i < list.count; i++) {
        if (!*list.at[i])
            return refuse(r, e->line, format(r->arena, "an empty name in \"%s\"", e->key),
                          "Write names separated by commas.");
        if (strlen(list.at[i]) > IDENTIFIER_LIMIT || strchr(list.at[i], '"'))
            return refuse(r, e->line, format(r->arena, "\"%s\" is no name", list.at[i]),
                          "Write names as they are in the database, without quotes, at most 63 bytes.");
        for (size_t k = 0; k < i; k++)
            if (strcmp(list.at[k], list.at[i]) == 0)
                return refuse(r, e->line,
                              format(r->arena, "\"%s\" stands twice in \"%s\"", list.at[i], e->key),
                              "Keep one of them.");
    }
    if (sort)
        qsort(list.at, list.count, sizeof *list.at, by_bytes);
    *out = list;
    return true;
}

static bool read_schemas(struct reading *r, const struct ini_entry *e)
{
    struct names *schemas = &r->project->schemas;

    if (!read_names(r, e, true, schemas))
        return false;
    for (size_t i = 0; i < schemas->count; i++) {
        const char *s = schemas->at[i];
        if (text_starts(s, "pg_") || strcmp(s, "information_schema") == 0)
            return refuse(r, e->line, format(r->arena, "the schema \"%s\" belongs to PostgreSQL", s),
                          "Name only schemas whose objects this project manages.");
        if (strcmp(s, "pgbale") == 0)
            return refuse(r, e->line, "the schema \"pgbale\" holds the ledger of applied migrations",
                          "Name only schemas whose objects this project manages.");
    }
    return true;
}

static bool read_prelude(struct reading *r, const struct ini_entry *e)
{
    if (strcmp(e->value, "none") == 0)
        return true;
    if (!prelude_builtin(e->value).size)
        return refuse(r, e->line, format(r->arena, "there is no built-in prelude \"%s\"", e->value),
                      format(r->arena, "Known: none, %s. SQL of your own goes into prelude/*.sql.",
                             prelude_names(r->arena)));
    r->project->prelude = e->value;
    return true;
}

static bool read_environments(struct reading *r, const struct ini_entry *e)
{
    struct names *list = &r->project->environments;

    if (!read_names(r, e, false, list))
        return false;
    for (size_t i = 0; i < list->count; i++)
        if (!bale_name_valid(list->at[i]))
            return refuse(r, e->line, format(r->arena, "\"%s\" is no name of an environment", list->at[i]),
                          "Use lower-case letters, digits, '-', '_' and '.'.");
    if (list->count > BALE_ENVIRONMENTS)
        return refuse(r, e->line, "more than 16 environments", "Name fewer.");
    return true;
}

/* "CHANNEL" or "CHANNEL: PAYLOAD". */
static bool read_notify(struct reading *r, const struct ini_entry *e)
{
    size_t size = strcspn(e->value, ":");
    const char *payload = e->value + size + (e->value[size] == ':');

    if (size == 0 || size > IDENTIFIER_LIMIT || memchr(e->value, ' ', size))
        return refuse(r, e->line, format(r->arena, "\"%s\" names no channel", e->value),
                      "Write \"notify = CHANNEL: PAYLOAD\", such as \"notify = pgrst: reload schema\".");
    r->project->notice =
        (struct bale_notice){ arena_copy(r->arena, e->value, size), payload + strspn(payload, " ") };
    return true;
}

static bool read_project_key(struct reading *r, const struct ini_entry *e)
{
    if (!e->key)
        return true;
    if (strcmp(e->key, "name") == 0) {
        if (!bale_lineage_valid(e->value))
            return refuse(
                r, e->line, format(r->arena, "\"%s\" cannot be the name of a project", e->value),
                "Use lower-case letters, digits, '-', '_' and '.', at most 64. It is the lineage of all "
                "its bales.");
        r->project->name = e->value;
        return true;
    }
    if (strcmp(e->key, "schemas") == 0)
        return read_schemas(r, e);
    if (strcmp(e->key, "prelude") == 0)
        return read_prelude(r, e);
    if (strcmp(e->key, "environments") == 0)
        return read_environments(r, e);
    if (strcmp(e->key, "role") == 0) {
        if (!bale_role_valid(e->value))
            return refuse(r, e->line, format(r->arena, "\"%s\" is no role that steps can run as", e->value),
                          "Use letters, digits, '_', '-' and '.', at most 63.");
        r->project->role = e->value;
        return true;
    }
    if (strcmp(e->key, "owners") == 0)
        return read_names(r, e, true, &r->project->owners);
    if (strcmp(e->key, "notify") == 0)
        return read_notify(r, e);
    return refuse(r, e->line, format(r->arena, "unknown key \"%s\" in [project]", e->key),
                  "Known: name, schemas, prelude, environments, role, owners, notify.");
}

static bool begin_client(struct reading *r, const struct ini_entry *e, const char *name)
{
    struct project *p = r->project;

    if (!bale_name_valid(name))
        return refuse(r, e->line, format(r->arena, "\"%s\" is no name of a client", name),
                      "Write [client NAME] with lower-case letters, digits, '-', '_' and '.'.");
    if (p->n_clients == BALE_CLIENTS)
        return refuse(r, e->line, "more than 16 clients", "Name fewer.");
    if (p->n_clients == r->room_clients)
        r->clients = arena_grow(r->arena, r->clients, p->n_clients, &r->room_clients, sizeof *r->clients);
    r->clients[p->n_clients++] = (struct project_client){ .name = name, .line = e->line };
    p->clients = r->clients;
    return true;
}

static const char *below(struct arena *a, const char *folder, const char *name)
{
    return strcmp(folder, ".") == 0 ? arena_text(a, name) : format(a, "%s/%s", folder, name);
}

static bool read_client_key(struct reading *r, const struct ini_entry *e, const char *name)
{
    if (!e->key)
        return begin_client(r, e, name);
    struct project_client *client = &r->clients[r->project->n_clients - 1];
    if (strcmp(e->key, "roles") == 0)
        return read_names(r, e, true, &client->roles);
    if (strcmp(e->key, "schemas") == 0)
        return read_names(r, e, true, &client->schemas);
    if (strcmp(e->key, "contract") == 0) {
        client->contract = below(r->arena, r->project->folder, e->value);
        return file_exists(client->contract) ||
               refuse(r, e->line, format(r->arena, "there is no file \"%s\"", client->contract),
                      "The path is relative to the folder of pgbale.ini.");
    }
    if (strcmp(e->key, "test") == 0) {
        client->test = e->value;
        return *e->value ||
               refuse(r, e->line, "the test is empty", "Write a command, as a shell would read it.");
    }
    return refuse(r, e->line, format(r->arena, "unknown key \"%s\" in [%s]", e->key, e->section),
                  "Known: roles, schemas, contract, test.");
}

static bool read_lint_key(struct reading *r, const struct ini_entry *e)
{
    static const char *const levels[] = { "error", "warning", "off" };

    if (!e->key)
        return true;
    for (size_t i = 0; i < countof(levels); i++) {
        if (strcmp(levels[i], e->value) != 0)
            continue;
        if (r->project->n_rules == r->room_rules)
            r->rules = arena_grow(r->arena, r->rules, r->project->n_rules, &r->room_rules, sizeof *r->rules);
        r->rules[r->project->n_rules++] =
            (struct project_rule){ .rule = e->key, .level = levels[i], .line = e->line };
        r->project->rules = r->rules;
        return true;
    }
    return refuse(r, e->line, format(r->arena, "\"%s\" is no level of a lint", e->value),
                  "Use error, warning or off.");
}

static bool read_entry(struct reading *r, const struct ini_entry *e)
{
    static const char client[] = "client ";

    if (strcmp(e->section, "project") == 0)
        return read_project_key(r, e);
    if (strcmp(e->section, "lint") == 0)
        return read_lint_key(r, e);
    if (text_starts(e->section, client))
        return read_client_key(r, e, e->section + strlen(client));
    return refuse(r, e->line, format(r->arena, "unknown section [%s]", e->section),
                  "Known: [project], [client NAME], [lint].");
}

/* What a file leaves out. */
static bool complete(struct reading *r)
{
    struct project *p = r->project;
    struct arena *a = r->arena;

    if (!p->name)
        return refuse(r, 0, "the project has no name", "Write \"name = NAME\" below [project].");
    if (!p->schemas.count)
        return refuse(r, 0, "no managed schema is named", "Write \"schemas = public\" below [project].");
    for (size_t i = 0; i < p->n_clients; i++) {
        struct project_client *c = &r->clients[i];
        const char *contract = below(a, p->folder, format(a, "contracts/%s.sql", c->name));
        if (!c->schemas.count)
            c->schemas = p->schemas;
        if (!c->contract && file_exists(contract))
            c->contract = contract;
    }
    return true;
}

static bool list_preludes(struct arena *a, struct project *p, struct fail *f)
{
    const char *folder = below(a, p->folder, "prelude");

    if (!file_is_folder(folder))
        return true;
    if (!file_tree(a, folder, ".sql", &p->preludes, f))
        return false;
    for (size_t i = 0; i < p->preludes.count; i++)
        p->preludes.at[i] = format(a, "%s/%s", folder, p->preludes.at[i]);
    return true;
}

/* The nearest folder upwards that holds a pgbale.ini; NULL: none. */
static const char *search_upwards(struct arena *a)
{
    char *above = arena_text(a, "");

    for (int i = 0; i < UPWARDS; i++) {
        if (file_exists(format(a, "%spgbale.ini", above)))
            return i == 0 ? "." : arena_copy(a, above, strlen(above) - 1);
        above = format(a, "../%s", above);
    }
    return NULL;
}

static bool no_project(struct arena *a, const char *folder, struct fail *f)
{
    char *here = getcwd(NULL, 0);

    if (folder)
        fail_named(f, FAIL_USAGE, "project.none", "there is no project here: no file \"%s\"",
                   below(a, folder, "pgbale.ini"));
    else
        fail_named(f, FAIL_USAGE, "project.none",
                   "there is no project here: no pgbale.ini in \"%s\" or above it", here ? here : ".");
    free(here);
    return fail_hint(f, "Go into the project's folder, or start one with \"pgbale init\".");
}

bool project_parse(struct arena *a, const char *folder, struct bytes ini, struct project *out, struct fail *f)
{
    struct project p = { .folder = folder, .ini = below(a, folder, "pgbale.ini") };
    struct reading r = { .arena = a, .project = &p, .fail = f };

    p.schema_folder = below(a, folder, "schema");
    p.migrations_folder = below(a, folder, "migrations");
    if (!ini_parse_text(a, p.ini, ini, &r.ini, f))
        return false;
    for (size_t i = 0; i < r.ini.n_entries; i++)
        if (!read_entry(&r, &r.ini.entries[i]))
            return false;
    if (!complete(&r) || !list_preludes(a, &p, f))
        return false;
    *out = p;
    return true;
}

bool project_open(struct arena *a, const char *folder, struct project *out, struct fail *f)
{
    const char *found = folder ? folder : search_upwards(a);
    struct bytes ini;

    if (!found || !file_exists(below(a, found, "pgbale.ini")))
        return no_project(a, folder, f);
    return file_read(a, below(a, found, "pgbale.ini"), FILE_SMALL, &ini, f) &&
           project_parse(a, found, ini, out, f);
}

bool project_schema(struct arena *a, const struct project *p, const struct source_file **out, size_t *n,
                    struct fail *f)
{
    if (!file_is_folder(p->schema_folder)) {
        *out = NULL;
        *n = 0;
        return true;
    }
    return source_load_folder(a, p->schema_folder, p->schema_folder, SOURCE_SCHEMA, out, n, f);
}

bool project_prelude(struct arena *a, const struct project *p, const struct source_file **out, size_t *n,
                     struct fail *f)
{
    struct source_file *files = arena_array(a, p->preludes.count, sizeof *files);

    for (size_t i = 0; i < p->preludes.count; i++)
        if (!source_load_file(a, p->preludes.at[i], NULL, SOURCE_PRELUDE, &files[i], f))
            return false;
    *out = files;
    *n = p->preludes.count;
    return true;
}
