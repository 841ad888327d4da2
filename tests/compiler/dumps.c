/*
 * Schema files that were not written for pgbale: what dumps and files for psql say around a schema. No
 * server.
 */
#include "source.h"

#include <criterion/criterion.h>

static struct source_file parsed(struct arena *a, const char *sql, enum source_rules rules)
{
    struct source_file file = { 0 };
    struct fail f = { 0 };

    cr_assert(source_parse(a, "f.sql", bytes_of(sql), rules, &file, &f), "%s: %s", sql, f.message);
    return file;
}

/* What older dumps, dumps of other tools and files for psql say around a schema. */
Test(dumps, what_declares_nothing_is_skipped)
{
    static const char *const noise[] = {
        "BEGIN",
        "START TRANSACTION",
        "COMMIT",
        "SET default_with_oids = false",
        "SET search_path = public, pg_catalog",
        "SET search_path TO \"$user\", public",
        "RESET search_path",
        "INSERT INTO schema_migrations (version) VALUES ('1'), ('2')",
        "INSERT INTO public.schema_migrations (version, dirty) VALUES (1, false)",
    };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(noise); i++) {
        struct source_file f = parsed(a, format(a, "%s;\nCREATE TABLE t ();\n", noise[i]), SOURCE_SCHEMA);
        cr_expect_eq(f.n_statements, 1, "%s", noise[i]);
        cr_expect_null(f.statements[0].search_path, "%s", noise[i]);
    }
}

/* Files that may be run again drop what they make, before they make it. */
Test(dumps, a_drop_before_its_creation_is_skipped)
{
    static const char *const yes[] = {
        "DROP POLICY IF EXISTS \"p q\" ON public.t;\nCREATE POLICY \"p q\" ON t USING (true)",
        "DROP TABLE IF EXISTS a.t, u CASCADE;\nCREATE TABLE a.t ();\nCREATE TABLE public.u ()",
        "DROP RULE IF EXISTS g ON t;\nCREATE RULE g AS ON INSERT TO t DO NOTHING",
        "DROP FUNCTION IF EXISTS f(int);\nCREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "DROP TYPE IF EXISTS e;\nCREATE TYPE e AS ENUM ()",
        "SET search_path = a;\nDROP VIEW IF EXISTS v;\nCREATE VIEW v AS SELECT 1",
        "SET search_path = a;\nDROP VIEW IF EXISTS v;\nCREATE VIEW a.v AS SELECT 1",
    };
    static const char *const no[] = {
        "DROP TABLE IF EXISTS t",
        "DROP TABLE t;\nCREATE TABLE t ()",
        "CREATE TABLE t ();\nDROP TABLE IF EXISTS t",
        "CREATE TABLE t ();\nDROP TABLE IF EXISTS t;\nCREATE TABLE t ()",
        "DROP TABLE IF EXISTS t, u;\nCREATE TABLE t ()",
        "DROP TABLE IF EXISTS a.t;\nCREATE TABLE t ()",
        "DROP VIEW IF EXISTS t;\nCREATE TABLE t ()",
        "DROP POLICY IF EXISTS p ON t;\nCREATE POLICY p ON u USING (true)",
    };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(yes); i++)
        cr_expect_gt(parsed(a, format(a, "%s;\n", yes[i]), SOURCE_SCHEMA).n_statements, 0, "%s", yes[i]);
    for (size_t i = 0; i < countof(no); i++) {
        struct source_file file;
        struct fail f = { 0 };
        cr_expect_not(source_parse(a, "f.sql", bytes_of(format(a, "%s;\n", no[i])), SOURCE_SCHEMA, &file, &f),
                      "%s", no[i]);
        cr_expect_str_eq(f.name, "sql.refused");
    }
}

Test(dumps, a_search_path_holds_until_the_next)
{
    owned(arena_release) struct arena *a = arena_new();
    struct source_file f =
        parsed(a,
               "CREATE TABLE a ();\nSET search_path = \"App\", pg_catalog;\nCREATE TABLE b ();\n"
               "CREATE TABLE x.c ();\nCREATE SCHEMA y;\nSET search_path = public;\n"
               "CREATE TABLE d ();\n",
               SOURCE_SCHEMA);
    static const char *const schemas[] = { NULL, "App", "x", NULL, NULL };

    cr_assert_eq(f.n_statements, countof(schemas));
    for (size_t i = 0; i < countof(schemas); i++)
        cr_expect(text_equal(f.statements[i].object.schema, schemas[i]), "%zu", i);
    cr_expect_null(f.statements[0].search_path);
    cr_expect_str_eq(f.statements[1].search_path->set, "SET LOCAL search_path TO \"App\", pg_catalog");
    cr_expect_str_eq(f.statements[2].search_path->home, "App");
    cr_expect_null(f.statements[4].search_path);
}

Test(dumps, all_that_may_not_stand_there_is_told_at_once)
{
    owned(arena_release) struct arena *a = arena_new();
    static const char sql[] =
        "CREATE TABLE t ();\nINSERT INTO t DEFAULT VALUES;\nCREATE TABLE u ();\n  DO 'BEGIN END';\n";
    struct source_file file;
    struct fail f = { 0 };

    cr_assert_not(source_parse(a, "f.sql", bytes_of(sql), SOURCE_SCHEMA, &file, &f));
    cr_expect(text_starts(f.message, "f.sql:2:1: INSERT"), "%s", f.message);
    cr_expect(strstr(f.detail, "Also: f.sql:4:3: DO is not allowed"), "%s", f.detail);
}
