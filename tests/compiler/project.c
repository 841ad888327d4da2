/*
 * pgbale.ini and the migrations on disk. No server.
 */
#include "project.h"

#include <criterion/criterion.h>
#include <unistd.h>

static const char good_ini[] = "; a comment\n[project]\nname = hub\nschemas = public, hub\n\n"
                               "[client lndb]\nroles = anon, authenticated\n";

/* A private folder; removed by the test that made it. */
static const char *folder(struct arena *a)
{
    char *path = arena_text(a, "/tmp/pgbale-test-XXXXXX");

    cr_assert_not_null(mkdtemp(path));
    return path;
}

static void put(struct arena *a, const char *top, const char *name, const char *content)
{
    const char *path = format(a, "%s/%s", top, name);
    struct fail f = { 0 };

    cr_assert(file_make_folders(arena_copy(a, path, (size_t)(strrchr(path, '/') - path)), &f), "%s",
              f.message);
    cr_assert(file_write(path, bytes_of(content), 0644, &f), "%s", f.message);
}

static void gone(const char *top)
{
    struct fail f = { 0 };

    cr_expect(file_remove_tree(top, &f), "%s", f.message);
}

static void put_migration(struct arena *a, const char *top, const char *name, const char *version)
{
    put(a, top, format(a, "migrations/%s/migration.ini", name),
        format(a, "[migration]\nversion = %s\n", version));
    put(a, top, format(a, "migrations/%s/010-a.sql", name), "SELECT 1;\n");
}

Test(project, reads_settings)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *top = folder(a);
    struct project p;
    struct fail f = { 0 };

    put(a, top, "pgbale.ini",
        "[project]\nname = hub\nschemas = public, hub\nprelude = supabase\nenvironments = staging, prod\n"
        "[client lndb]\nroles = anon\n[client ui]\nroles = authenticated\nschemas = hub\n[lint]\nsome-rule = "
        "warning\n");
    put(a, top, "contracts/lndb.sql", "SELECT 1;\n");
    put(a, top, "prelude/b.sql", "SELECT 1;\n");
    put(a, top, "prelude/a.sql", "CREATE ROLE r;\n");
    put(a, top, "schema/x/t.sql", "CREATE TABLE t ();\n");
    cr_assert(project_open(a, top, &p, &f), "%s", f.message);
    cr_expect_str_eq(p.name, "hub");
    cr_expect(p.schemas.count == 2 && text_equal(p.schemas.at[0], "hub") &&
              text_equal(p.schemas.at[1], "public"));
    cr_expect_str_eq(p.prelude, "supabase");
    cr_expect(p.environments.count == 2 && text_equal(p.environments.at[0], "staging"));
    cr_assert_eq(p.n_clients, 2);
    cr_expect(text_ends(p.clients[0].contract, "contracts/lndb.sql") && p.clients[0].schemas.count == 2);
    cr_expect(!p.clients[1].contract && p.clients[1].schemas.count == 1 && p.clients[1].line == 8);
    cr_assert_eq(p.n_rules, 1);
    cr_expect(text_equal(p.rules[0].rule, "some-rule") && text_equal(p.rules[0].level, "warning"));

    const struct source_file *files;
    size_t n;
    cr_assert(project_prelude(a, &p, &files, &n, &f), "%s", f.message);
    cr_expect(n == 2 && text_ends(files[0].path, "prelude/a.sql"));
    cr_assert(project_schema(a, &p, &files, &n, &f), "%s", f.message);
    cr_expect(n == 1 && text_ends(files[0].path, "schema/x/t.sql"));

    const struct migration *migrations;
    cr_assert(project_migrations(a, &p, &migrations, &n, &f), "%s", f.message);
    cr_expect_eq(n, 0);
    gone(top);
}

Test(project, errors_name_file_and_line)
{
    static const struct {
        const char *ini, *says;
    } cases[] = {
        { "[project]\nname = hub\nschema = public\n", "pgbale.ini:3: unknown key \"schema\"" },
        { "[projekt]\nname = hub\n", "pgbale.ini:1: unknown section [projekt]" },
        { "name = hub\n", "pgbale.ini:1: a key outside of a section" },
        { "[project]\nname = hub\nname = hub\n", "pgbale.ini:3: the key \"name\" is given twice" },
        { "[project]\nname = hub\n[lint]\n[project]\n", "pgbale.ini:4: this section is there already" },
        { "[project]\nname = a b\n", "pgbale.ini:2: \"a b\" cannot be the name" },
        { "[project]\nname = Hub\n", "pgbale.ini:2: \"Hub\" cannot be the name" },
        { "[project]\nname = hub\n", "pgbale.ini: no managed schema" },
        { "[project]\nschemas = hub\n", "pgbale.ini: the project has no name" },
        { "[project]\nname = hub\nschemas = a,,b\n", "pgbale.ini:3: an empty name" },
        { "[project]\nname = hub\nschemas = a, a\n", "pgbale.ini:3: \"a\" stands twice" },
        { "[project]\nname = hub\nschemas = pg_catalog\n", "pgbale.ini:3: the schema \"pg_catalog\"" },
        { "[project]\nname = hub\nschemas = pgbale\n", "pgbale.ini:3: the schema \"pgbale\"" },
        { "[project]\nname = hub\nschemas = a\nprelude = foo\n",
          "pgbale.ini:4: there is no built-in prelude \"foo\"" },
        { "[project]\nname = hub\n bad\n", "pgbale.ini:3: the line begins with white space" },
        { "[project]\nname = hub\nbad\n", "pgbale.ini:3: the line is neither" },
        { "[project]\nname = hub\nschemas = a\n[client x y]\nroles = a\n",
          "pgbale.ini:4: \"x y\" is no name" },
        { "[project]\nname = hub\nschemas = a\n[client x]\nrole = a\n",
          "pgbale.ini:5: unknown key \"role\"" },
        { "[project]\nname = hub\nschemas = a\n[client x]\ncontract = no.sql\n",
          "pgbale.ini:5: there is no file" },
        { "[project]\nname = hub\nschemas = a\n[lint]\nx = maybe\n", "pgbale.ini:5: \"maybe\" is no level" },
        { "[project]\r\nname = hub\n", "pgbale.ini:1: the line holds a control character" },
        { "[project]\nname = h\xffub\n", "pgbale.ini:2: the line is not valid UTF-8" },
    };
    owned(arena_release) struct arena *a = arena_new();
    const char *top = folder(a);

    for (size_t i = 0; i < countof(cases); i++) {
        struct project p;
        struct fail f = { 0 };
        put(a, top, "pgbale.ini", cases[i].ini);
        cr_assert_not(project_open(a, top, &p, &f), "accepted: %s", cases[i].ini);
        cr_expect(strstr(f.message, cases[i].says), "\"%s\", not \"%s\"", f.message, cases[i].says);
        cr_expect(f.hint[0] && f.code == FAIL_USAGE, "%s: no hint", cases[i].says);
    }
    gone(top);
}

Test(project, is_searched_upwards)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *top = folder(a);
    struct project p;
    struct fail f = { 0 };

    put(a, top, "pgbale.ini", good_ini);
    put(a, top, "schema/deep/t.sql", "CREATE TABLE t ();\n");
    cr_assert_eq(chdir(format(a, "%s/schema/deep", top)), 0);
    cr_assert(project_open(a, NULL, &p, &f), "%s", f.message);
    cr_expect_str_eq(p.folder, "../..");
    cr_assert_eq(chdir(top), 0);
    cr_assert(project_open(a, NULL, &p, &f), "%s", f.message);
    cr_expect_str_eq(p.folder, ".");
    cr_expect_str_eq(p.schema_folder, "schema");
    cr_assert_eq(chdir("/"), 0);
    cr_expect_not(project_open(a, NULL, &p, &f));
    cr_expect_str_eq(f.name, "project.none");
    cr_expect(strstr(f.hint, "pgbale init"));
    gone(top);
}

Test(project, migrations_in_order)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *top = folder(a);
    const struct migration *m;
    const struct source_file *files;
    struct project p;
    struct fail f = { 0 };
    size_t n;

    put(a, top, "pgbale.ini", good_ini);
    put(a, top, "migrations/README.md", "text\n");
    put_migration(a, top, "0001-first", "0.9.9");
    put(a, top, "migrations/0002-second/migration.ini",
        "[migration]\nversion = 0.10.0\ndescription = What; it = does\nbreaks-lndb = y\nmin-client-lndb = "
        "1.2.3\n"
        "[waivers]\ndrop-column = moved, to meta\n");
    put(a, top, "migrations/0002-second/020-b.sql", "UPDATE t SET a = 1;\n");
    put(a, top, "migrations/0002-second/010-a.sql", "CREATE TABLE t ();\n");
    put(a, top, "migrations/0002-second/proof.json", "{}\n");
    cr_assert(project_open(a, top, &p, &f), "%s", f.message);
    cr_assert(project_migrations(a, &p, &m, &n, &f), "%s", f.message);
    cr_assert_eq(n, 2);
    cr_expect(m[0].clients[0].breaks == BREAKS_UNDECLARED && !m[0].clients[0].breaks_line);
    cr_expect(m[1].sequence == 2 && text_equal(m[1].slug, "second") && text_equal(m[1].name, "0002-second"));
    cr_expect_str_eq(m[1].description, "What; it = does");
    cr_expect(m[1].clients[0].breaks == BREAKS_YES && m[1].clients[0].breaks_line == 4);
    cr_expect_str_eq(m[1].clients[0].min_version, "1.2.3");
    cr_expect(m[1].n_waivers == 1 && text_equal(m[1].waivers[0].reason, "moved, to meta") &&
              m[1].waivers[0].line == 7);
    cr_expect(m[1].steps.count == 2 && text_equal(m[1].steps.at[0], "010-a.sql"));
    cr_assert(migration_steps(a, &m[1], &files, &n, &f), "%s", f.message);
    cr_expect(n == 2 && text_equal(files[1].statements[0].tag, "UPDATE"));
    gone(top);
}

Test(project, errors_of_migrations)
{
    static const struct {
        const char *name, *ini, *step, *says;
    } cases[] = {
        { "0001-b", "[migration]\nversion = 2.0.0\n", "010-a.sql", "two migrations have the number 1" },
        { "0003-b", "[migration]\nversion = 2.0.0\n", "010-a.sql", "has the number 3 where 2 is next" },
        { "2-b", "[migration]\nversion = 2.0.0\n", "010-a.sql", "is no name of a migration" },
        { "0002-B", "[migration]\nversion = 2.0.0\n", "010-a.sql", "is no name of a migration" },
        { "0002-b", "[migration]\nversion = 1.0.0\n", "010-a.sql",
          "0002-b/migration.ini:2: version 1.0.0 is not greater than its parent's version 1.0.0" },
        { "0002-b", "[migration]\nversion = 0.10.0\n", "010-a.sql", "version 0.10.0 is not greater" },
        { "0002-b", "[migration]\nversion = v2\n", "010-a.sql", "migration.ini:2: \"v2\" is no version" },
        { "0002-b", "[migration]\ndescription = x\n", "010-a.sql",
          "migration.ini: the migration has no version" },
        { "0002-b", "[migration]\nversion = 2.0.0\nbreaks-lndb = maybe\n", "010-a.sql",
          "migration.ini:3: \"maybe\"" },
        { "0002-b", "[migration]\nversion = 2.0.0\nbreaks-other = n\n", "010-a.sql",
          "\"breaks-other\" names no client" },
        { "0002-b", "[migration]\nversion = 2.0.0\nmin-client-lndb = x\n", "010-a.sql",
          "migration.ini:3: \"x\" is no" },
        { "0002-b", "[migration]\nversion = 2.0.0\nfoo = x\n", "010-a.sql",
          "migration.ini:3: unknown key \"foo\"" },
        { "0002-b", "[migration]\nversion = 2.0.0\n[waivers]\nx =\n", "010-a.sql",
          "migration.ini:4: the waiver" },
        { "0002-b", "[migration]\nversion = 2.0.0\n", "10-a.sql", "is no name of a step" },
        { "0002-b", "[migration]\nversion = 2.0.0\n", "readme.md", "has no steps" },
    };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(cases); i++) {
        const char *top = folder(a);
        const struct migration *m;
        struct project p;
        struct fail f = { 0 };
        size_t n;
        put(a, top, "pgbale.ini", good_ini);
        put_migration(a, top, "0001-a", "1.0.0");
        put(a, top, format(a, "migrations/%s/migration.ini", cases[i].name), cases[i].ini);
        put(a, top, format(a, "migrations/%s/%s", cases[i].name, cases[i].step), "SELECT 1;\n");
        cr_assert(project_open(a, top, &p, &f), "%s", f.message);
        cr_assert_not(project_migrations(a, &p, &m, &n, &f), "accepted: %s", cases[i].says);
        cr_expect(strstr(f.message, cases[i].says), "\"%s\", not \"%s\"", f.message, cases[i].says);
        cr_expect_eq(f.code, FAIL_USAGE);
        gone(top);
    }
}
