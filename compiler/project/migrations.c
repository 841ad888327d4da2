/*
 * migrations: the migrations of a project, in order; see project.h.
 */
#include "bale.h"
#include "ini_file.h"
#include "project.h"
#include "semver.h"

#include <ctype.h>

enum { DESCRIPTION_LIMIT = 1000 };

struct reading {
    struct arena *arena;
    const struct project *project;
    struct ini_file ini;
    struct migration *migration;
    struct migration_client *clients;
    struct migration_waiver *waivers;
    size_t room_waivers;
    struct fail *fail;
};

static bool refuse(struct reading *r, unsigned line, const char *what, const char *next)
{
    return ini_refuse(&r->ini, line, what, next, r->fail);
}

static bool is_slug(const char *s)
{
    if (!isalnum((unsigned char)*s))
        return false;
    for (; *s; s++)
        if (!islower((unsigned char)*s) && !isdigit((unsigned char)*s) && *s != '-')
            return false;
    return true;
}

/* "0042-add-project": at least four digits, '-', a slug. */
static bool read_folder_name(struct arena *a, const char *name, struct migration *m)
{
    size_t digits = strspn(name, "0123456789");

    if (digits < 4 || digits > 9 || name[digits] != '-' || !is_slug(name + digits + 1))
        return false;
    m->name = name;
    m->slug = name + digits + 1;
    return number_read(arena_copy(a, name, digits), UINT64_MAX, &m->sequence);
}

/* "010-tables.sql": three digits, '-', a slug. */
static bool is_step_name(struct arena *a, const char *name)
{
    return strspn(name, "0123456789") == 3 && name[3] == '-' && text_ends(name, ".sql") &&
           is_slug(arena_copy(a, name + 4, strlen(name) - 4 - strlen(".sql")));
}

static bool read_description(struct reading *r, const struct ini_entry *e)
{
    if (strlen(e->value) > DESCRIPTION_LIMIT)
        return refuse(r, e->line, "the description is too long", "Use at most 1000 bytes.");
    r->migration->description = e->value;
    return true;
}

static bool read_version(struct reading *r, const struct ini_entry *e)
{
    if (!semver_valid(e->value)) {
        refuse(r, e->line, format(r->arena, "\"%s\" is no version", e->value),
               "Use SemVer 2.0, such as 0.42.0 or 1.0.0-rc.1.");
        snprintf(r->fail->name, sizeof r->fail->name, "project.version");
        return false;
    }
    r->migration->version = e->value;
    r->migration->version_line = e->line;
    return true;
}

/* "NAME: REASON", both of them; quotes around the whole are taken off. */
static bool read_review(struct reading *r, const struct ini_entry *e)
{
    size_t size = strlen(e->value);
    bool quoted = size > 2 && e->value[0] == '"' && e->value[size - 1] == '"';
    const char *value = quoted ? arena_copy(r->arena, e->value + 1, size - 2) : e->value;
    const char *colon = strchr(value, ':');

    if (!colon || colon == value || !colon[1 + strspn(colon + 1, " ")] || strlen(value) > DESCRIPTION_LIMIT ||
        !utf8_valid(value, strlen(value)))
        return refuse(r, e->line, "\"rls-review\" does not say who and why",
                      "Write \"rls-review = NAME: REASON\": who looked at what changes about access, and why "
                      "it is right.");
    r->migration->rls_review = value;
    return true;
}

static struct migration_client *client_named(struct reading *r, const char *name)
{
    for (size_t i = 0; i < r->migration->n_clients; i++)
        if (strcmp(r->clients[i].name, name) == 0)
            return &r->clients[i];
    return NULL;
}

static bool read_client_key(struct reading *r, const struct ini_entry *e, const char *name, bool breaks)
{
    struct migration_client *client = client_named(r, name);

    if (!client)
        return refuse(r, e->line, format(r->arena, "\"%s\" names no client of the project", e->key),
                      format(r->arena, "Add [client %s] to %s, or correct the name.", name, r->project->ini));
    if (!breaks) {
        if (!semver_valid(e->value))
            return refuse(r, e->line, format(r->arena, "\"%s\" is no version", e->value),
                          "Use SemVer 2.0, such as 0.42.0.");
        client->min_version = e->value;
        client->min_line = e->line;
        return true;
    }
    bool yes = strcmp(e->value, "y") == 0;
    if (!yes && strcmp(e->value, "n") != 0)
        return refuse(r, e->line, format(r->arena, "\"%s\" is neither y nor n", e->value),
                      "Declare y when the client stops working with this version, else n.");
    client->breaks = yes ? BREAKS_YES : BREAKS_NO;
    client->breaks_line = e->line;
    return true;
}

static bool read_migration_key(struct reading *r, const struct ini_entry *e)
{
    static const char breaks[] = "breaks-", least[] = "min-client-";

    if (!e->key)
        return true;
    if (strcmp(e->key, "version") == 0)
        return read_version(r, e);
    if (strcmp(e->key, "description") == 0)
        return read_description(r, e);
    if (strcmp(e->key, "rls-review") == 0)
        return read_review(r, e);
    if (text_starts(e->key, breaks))
        return read_client_key(r, e, e->key + strlen(breaks), true);
    if (text_starts(e->key, least))
        return read_client_key(r, e, e->key + strlen(least), false);
    return refuse(r, e->line, format(r->arena, "unknown key \"%s\" in [migration]", e->key),
                  "Known: version, description, rls-review, breaks-CLIENT, min-client-CLIENT.");
}

static bool read_waiver(struct reading *r, const struct ini_entry *e)
{
    struct migration *m = r->migration;

    if (!e->key)
        return true;
    if (!*e->value)
        return refuse(r, e->line, format(r->arena, "the waiver \"%s\" has no reason", e->key),
                      "Write why the rule does not hold here.");
    if (m->n_waivers == r->room_waivers)
        r->waivers = arena_grow(r->arena, r->waivers, m->n_waivers, &r->room_waivers, sizeof *r->waivers);
    r->waivers[m->n_waivers++] =
        (struct migration_waiver){ .rule = e->key, .reason = e->value, .line = e->line };
    m->waivers = r->waivers;
    return true;
}

static bool read_ini(struct reading *r)
{
    struct arena *a = r->arena;
    struct migration *m = r->migration;

    if (!file_exists(m->ini)) {
        fail_named(r->fail, FAIL_USAGE, "project.migration", "the migration \"%s\" has no migration.ini",
                   m->folder);
        return fail_hint(r->fail, "Write one with [migration] and \"version = X.Y.Z\".");
    }
    if (!ini_read(a, m->ini, &r->ini, r->fail))
        return false;
    m->n_clients = r->project->n_clients;
    m->clients = r->clients = arena_array(a, m->n_clients, sizeof *r->clients);
    for (size_t i = 0; i < m->n_clients; i++)
        r->clients[i].name = r->project->clients[i].name;
    for (size_t i = 0; i < r->ini.n_entries; i++) {
        const struct ini_entry *e = &r->ini.entries[i];
        bool known = strcmp(e->section, "migration") == 0 || strcmp(e->section, "waivers") == 0;
        if (!known)
            return refuse(r, e->line, format(a, "unknown section [%s]", e->section),
                          "Known: [migration], [waivers].");
        if (!(*e->section == 'm' ? read_migration_key(r, e) : read_waiver(r, e)))
            return false;
    }
    if (!m->version)
        return refuse(r, 0, "the migration has no version", "Write \"version = X.Y.Z\" below [migration].");
    return true;
}

static bool list_steps(struct reading *r)
{
    struct migration *m = r->migration;
    struct names names, steps = { 0 };
    struct fail *f = r->fail;

    if (!file_list(r->arena, m->folder, &names, f))
        return false;
    steps.at = arena_array(r->arena, names.count, sizeof *steps.at);
    for (size_t i = 0; i < names.count; i++) {
        if (!text_ends(names.at[i], ".sql"))
            continue;
        if (!is_step_name(r->arena, names.at[i])) {
            fail_named(f, FAIL_USAGE, "project.migration", "\"%s/%s\" is no name of a step", m->folder,
                       names.at[i]);
            return fail_hint(f,
                             "Name steps NNN-what.sql, such as 010-tables.sql: three digits, then lower-case "
                             "letters, digits and '-'.");
        }
        if (strlen("migrations//") + strlen(m->name) + strlen(names.at[i]) > BALE_NAME)
            return fail_named(f, FAIL_USAGE, "project.migration", "the name \"%s/%s\" is too long for a bale",
                              m->folder, names.at[i]);
        steps.at[steps.count++] = names.at[i];
    }
    if (!steps.count) {
        fail_named(f, FAIL_USAGE, "project.migration", "the migration \"%s\" has no steps", m->folder);
        return fail_hint(f, "Add a file such as 010-tables.sql, or remove the folder.");
    }
    if (steps.count > BALE_STEPS)
        return fail_named(f, FAIL_USAGE, "project.migration", "the migration \"%s\" has more than %d steps",
                          m->folder, BALE_STEPS);
    m->steps = steps;
    return true;
}

/* Sequences are 1, 2, 3...: a gap or a double is what merging two branches leaves behind. */
static bool check_sequence(const struct migration *list, size_t n, const struct migration *m, struct fail *f)
{
    if (n && list[n - 1].sequence == m->sequence) {
        fail_named(f, FAIL_USAGE, "project.sequence",
                   "two migrations have the number %llu: \"%s\" and \"%s\"", (unsigned long long)m->sequence,
                   list[n - 1].folder, m->folder);
        return fail_hint(f, "Give the younger one the next number, then prove it again.");
    }
    if (m->sequence == n + 1)
        return true;
    fail_named(f, FAIL_USAGE, "project.sequence",
               "the migration \"%s\" has the number %llu where %zu is next", m->folder,
               (unsigned long long)m->sequence, n + 1);
    return fail_hint(f, "Migrations are numbered 0001, 0002... without gaps.");
}

static bool check_version(const struct migration *parent, const struct migration *m, struct fail *f)
{
    if (semver_compare(parent->version, m->version) < 0)
        return true;
    fail_named(f, FAIL_USAGE, "project.version",
               "%s:%u: version %s is not greater than its parent's version %s (%s:%u)", m->ini,
               m->version_line, m->version, parent->version, parent->ini, parent->version_line);
    return fail_hint(f,
                     "Choose a greater version; versions are compared as numbers, so 0.10.0 is above 0.9.9.");
}

static int by_sequence(const void *a, const void *b)
{
    const struct migration *x = a, *y = b;

    if (x->sequence != y->sequence)
        return x->sequence < y->sequence ? -1 : 1;
    return strcmp(x->name, y->name);
}

/* The folders of all migrations, ascending by number. */
static bool list_folders(struct arena *a, const struct project *p, struct migration **out, size_t *n,
                         struct fail *f)
{
    struct names names = { 0 };
    size_t count = 0;

    if (file_is_folder(p->migrations_folder) && !file_list(a, p->migrations_folder, &names, f))
        return false;
    struct migration *list = arena_array(a, names.count, sizeof *list);
    for (size_t i = 0; i < names.count; i++) {
        struct migration m = { .folder = format(a, "%s/%s", p->migrations_folder, names.at[i]),
                               .description = "" };
        if (!file_is_folder(m.folder))
            continue;
        if (!read_folder_name(a, names.at[i], &m)) {
            fail_named(f, FAIL_USAGE, "project.migration", "\"%s\" is no name of a migration", m.folder);
            return fail_hint(f, "Name the folder NNNN-what, such as 0042-add-project: lower-case letters, "
                                "digits and '-'.");
        }
        m.ini = format(a, "%s/migration.ini", m.folder);
        list[count++] = m;
    }
    if (count)
        qsort(list, count, sizeof *list, by_sequence);
    *out = list;
    *n = count;
    return true;
}

bool project_migrations(struct arena *a, const struct project *p, const struct migration **out, size_t *n,
                        struct fail *f)
{
    struct migration *list = NULL;
    size_t count = 0;

    if (!list_folders(a, p, &list, &count, f))
        return false;
    if (count > BALE_MIGRATIONS)
        return fail(f, FAIL_USAGE, "\"%s\" holds more than %d migrations", p->migrations_folder,
                    BALE_MIGRATIONS);
    for (size_t i = 0; i < count; i++) {
        struct reading r = { .arena = a, .project = p, .migration = &list[i], .fail = f };
        if (!check_sequence(list, i, &list[i], f) || !read_ini(&r) || !list_steps(&r) ||
            (i && !check_version(&list[i - 1], &list[i], f)))
            return false;
    }
    *out = list;
    *n = count;
    return true;
}

bool migration_steps(struct arena *a, const struct migration *m, const struct source_file **out, size_t *n,
                     struct fail *f)
{
    struct source_file *files = arena_array(a, m->steps.count, sizeof *files);

    for (size_t i = 0; i < m->steps.count; i++) {
        const char *path = format(a, "%s/%s", m->folder, m->steps.at[i]);
        if (!source_load_file(a, path, NULL, SOURCE_STEP, &files[i], f))
            return false;
        if (!files[i].n_statements) {
            fail_named(f, FAIL_USAGE, "project.migration", "the step \"%s\" holds no statement", path);
            return fail_hint(f, "Write one, or remove the file.");
        }
        if (files[i].text.size > BALE_STEP_SIZE || files[i].n_statements > BALE_STATEMENTS)
            return fail_named(f, FAIL_USAGE, "project.migration", "the step \"%s\" is too large for a bale",
                              path);
    }
    *out = files;
    *n = m->steps.count;
    return true;
}
