/*
 * lints: the examples on the pages of docs/rules are run on a server: the rule finds something in the bad one
 * and nothing in the good one, and no other rule finds anything in the good one.
 *
 * Usage: lints BASE.sql DOCS-FOLDER
 *
 * A block of SQL may have a line "-- the migration:"; what stands before it was there before the migration.
 */
#include "lints.h"
#include "file.h"
#include "pg.h"

#include <stdlib.h>

struct testing {
    struct arena *arena;
    PGconn *db;
    struct project project;
    size_t count, failed;
};

_Noreturn static void die(const char *what, const struct fail *f)
{
    printf("Bail out! %s: %s %s\n", what, f->message, f->detail);
    exit(99);
}

static void tell(struct testing *t, bool good, const char *name)
{
    printf("%sok %zu - %s\n", good ? "" : "not ", ++t->count, name);
    t->failed += !good;
}

static void run(struct testing *t, const char *sql, const char *what)
{
    struct fail f = { 0 };

    if (!pg_run(t->db, sql, FAIL_FAILED, &f))
        die(what, &f);
}

static const struct access_state *state(struct testing *t)
{
    static const char *const schemas[] = { "app" };
    const struct managed managed = { .schemas = schemas, .n_schemas = 1 };
    const struct access_state *s;
    struct fail f = { 0 };

    if (!access_read_within(t->arena, t->db, &managed, &s, &f))
        die("state", &f);
    return s;
}

/* The indented block behind a line such as "Bad:". */
static const char *block(struct arena *a, const char *page, const char *title)
{
    const char *at = strstr(page, format(a, "\n%s:\n\n    ", title));
    struct text t = text_new(a);

    if (!at)
        return NULL;
    for (at = strchr(at + 1, '\n') + 2; text_starts(at, "    "); at += strcspn(at, "\n") + 1)
        text_addf(&t, "%.*s\n", (int)strcspn(at + 4, "\n"), at + 4);
    return t.at;
}

/* Runs an example and returns all findings: of the state and of the way to it. */
static struct lint_list findings(struct testing *t, const char *sql, const char *name,
                                 const char *const *roles, size_t n_roles)
{
    static const char migration[] = "-- the migration:\n";
    const char *split = strstr(sql, migration);
    const char *before = split ? arena_copy(t->arena, sql, (size_t)(split - sql)) : "",
               *step = split ? split + strlen(migration) : sql;
    struct lint_list found, events;
    struct source_file file;
    struct fail f = { 0 };

    run(t, "begin", name);
    run(t, *before ? before : "select", name);
    const struct access_state *was = state(t);
    run(t, step, name);
    if (!source_parse(t->arena, name, bytes_of(step), SOURCE_ANY, &file, &f))
        die(name, &f);
    struct draft draft = { .files = &file, .n_files = 1 };
    struct lint_request r = { .project = &t->project,
                              .draft = &draft,
                              .was = was,
                              .now = state(t),
                              .prelude_roles = roles,
                              .n_prelude_roles = n_roles,
                              .db = t->db };
    if (!lints_look(t->arena, &r, &found, &events, &f))
        die(name, &f);
    run(t, "rollback", name);
    struct lint_found *all = arena_array(t->arena, found.n + events.n, sizeof *all);
    for (size_t i = 0; i < found.n + events.n; i++)
        all[i] = i < found.n ? found.at[i] : events.at[i - found.n];
    return (struct lint_list){ all, found.n + events.n };
}

static size_t count(struct lint_list list, const char *rule)
{
    size_t n = 0;

    for (size_t i = 0; i < list.n; i++)
        n += strcmp(list.at[i].rule, rule) == 0;
    return n;
}

static void show(struct lint_list list)
{
    for (size_t i = 0; i < list.n; i++)
        printf("# %s: %s: %s\n", list.at[i].rule, list.at[i].object, list.at[i].message);
}

static void run_page(struct testing *t, const char *folder, const char *file)
{
    const char *code = arena_copy(t->arena, file, strlen(file) - strlen(".md"));
    struct fail f = { 0 };
    struct bytes page;

    if (!lint_known(code))
        return;
    if (!file_read(t->arena, format(t->arena, "%s/%s", folder, file), FILE_SMALL, &page, &f))
        die(file, &f);
    const char *bad = block(t->arena, (const char *)page.at, "Bad"),
               *good = block(t->arena, (const char *)page.at, "Good");
    if (!bad || !good) {
        tell(t, false, format(t->arena, "%s has a bad and a good example", code));
        return;
    }
    struct lint_list list = findings(t, bad, code, NULL, 0);
    tell(t, count(list, code) == 1, format(t->arena, "%s: the bad example", code));
    if (count(list, code) != 1)
        show(list);
    list = findings(t, good, code, NULL, 0);
    tell(t, list.n == 0, format(t->arena, "%s: the good example", code));
    show(list);
}

/* On a server with roles of its own, a role that no prelude makes may be missing on targets. */
static void run_roles(struct testing *t)
{
    static const char sql[] = "CREATE TABLE app.a (id int PRIMARY KEY);"
                              "CREATE POLICY p ON app.a FOR SELECT TO authenticated USING (id > 1);";
    const char *known[] = { "anon", "authenticated" };

    struct lint_list list = findings(t, sql, "roles", known, 1);
    tell(t, count(list, "policy-target-missing") == 1, "a role that no prelude makes");
    list = findings(t, sql, "roles", known, 2);
    tell(t, count(list, "policy-target-missing") == 0, "a role that a prelude makes");
}

int main(int argc, char **argv)
{
    static const char roles[] = "create role anon nologin; create role authenticated nologin;"
                                "create role app nologin; create role service nologin bypassrls;";
    static const char *const client_roles[] = { "anon", "authenticated", "app" };
    owned(arena_release) struct arena *a = arena_new();
    struct testing t = { .arena = a };
    struct fail f = { 0 };
    struct names pages;
    struct bytes base;

    if (argc != 3 || !pg_connect(NULL, "lints", NULL, &t.db, &f) ||
        !file_read(a, argv[1], FILE_SMALL, &base, &f) || !file_list(a, argv[2], &pages, &f))
        die("usage: lints BASE.sql DOCS-FOLDER", &f);
    const char **names = arena_array(a, countof(client_roles), sizeof *names);
    for (size_t i = 0; i < countof(client_roles); i++)
        names[i] = client_roles[i];
    struct project_client client = { .name = "web", .roles = { names, countof(client_roles) } };
    t.project = (struct project){ .clients = &client, .n_clients = 1 };
    run(&t, "set client_min_messages = error", "settings");
    run(&t, roles, "roles");
    run(&t, (const char *)base.at, "base");
    for (size_t i = 0; i < pages.count; i++)
        if (text_ends(pages.at[i], ".md"))
            run_page(&t, argv[2], pages.at[i]);
    for (size_t i = 0; lint_code(i); i++) {
        const char *page = format(a, "%s/%s.md", argv[2], lint_code(i));
        tell(&t, file_exists(page), format(a, "%s has a page", lint_code(i)));
    }
    run_roles(&t);
    printf("1..%zu\n", t.count);
    pg_finish(&t.db);
    return t.failed ? 1 : 0;
}
