/*
 * Reading SQL files: places, classification, allow lists, directives, content. No server.
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

/* Expects a refusal by this name whose message begins with `begins` (a place). */
static void refused(const char *sql, enum source_rules rules, const char *name, const char *begins)
{
    owned(arena_release) struct arena *a = arena_new();
    struct source_file file = { 0 };
    struct fail f = { 0 };

    cr_assert_not(source_parse(a, "f.sql", bytes_of(sql), rules, &file, &f), "accepted: %s", sql);
    cr_expect_str_eq(f.name, name, "%s: %s", sql, f.message);
    cr_expect(text_starts(f.message, begins), "%s: \"%s\" does not begin with \"%s\"", sql, f.message,
              begins);
    cr_expect_eq(f.code, FAIL_USAGE);
    cr_expect(f.hint[0], "%s: no hint", sql);
}

static bool can(const struct source_statement *s, const char *capability)
{
    for (size_t i = 0; i < s->n_capabilities; i++)
        if (strcmp(s->capabilities[i], capability) == 0)
            return true;
    return false;
}

Test(source, statements_know_where_they_stand)
{
    owned(arena_release) struct arena *a = arena_new();
    struct source_file file =
        parsed(a,
               "-- \xc3\xa9\n/* a ; /* b */ */  CREATE TABLE t (a text DEFAULT ';'); ;\n"
               "SELECT '\xc3\xa9\xc3\xa9', 1 -- c\n ; SELECT 2 -- last\n",
               SOURCE_ANY);

    cr_assert_eq(file.n_statements, 3);
    const struct source_statement *s = file.statements;
    cr_expect(s[0].line == 2 && s[0].column == 20);
    cr_expect_str_eq(source_text(a, &file, &s[0]), "CREATE TABLE t (a text DEFAULT ';')");
    cr_expect(s[1].line == 3 && s[1].column == 1);
    cr_expect(s[2].line == 4 && s[2].column == 4);
    cr_expect_str_eq(source_text(a, &file, &s[2]), "SELECT 2");
}

Test(source, bodies_and_rules_are_not_cut)
{
    owned(arena_release) struct arena *a = arena_new();
    struct source_file file = parsed(
        a,
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;\n"
        "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2);\n"
        "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS $x$ SELECT ';'; $x$;\n",
        SOURCE_SCHEMA);

    cr_assert_eq(file.n_statements, 3);
    cr_expect_str_eq(file.statements[2].body, " SELECT ';'; ");
}

Test(source, what_a_statement_is)
{
    owned(arena_release) struct arena *a = arena_new();
    struct source_file file = parsed(
        a,
        "ALTER TABLE a.t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;\n"
        "ALTER TABLE a.t ENABLE ROW LEVEL SECURITY, DROP COLUMN x;\n"
        "DROP POLICY \"p q\" ON a.t;\n"
        "WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d;\n"
        "CREATE UNIQUE INDEX CONCURRENTLY \"I x\" ON a.t (b);\n"
        "DROP INDEX CONCURRENTLY a.i;\n"
        "REINDEX INDEX CONCURRENTLY i;\n"
        "CREATE OR REPLACE FUNCTION a.f(x int, OUT y text, VARIADIC z text[]) LANGUAGE sql SECURITY DEFINER"
        " AS 'SELECT';\n"
        "CREATE POLICY p ON a.t USING (true);\n"
        "ALTER TABLE t RENAME COLUMN a TO b;\n"
        "DO $$ BEGIN END $$;\n"
        "DROP INDEX CONCURRENTLY IF EXISTS i;\n"
        "REINDEX TABLE CONCURRENTLY a.t;\n"
        "ALTER TABLE a.t DETACH PARTITION a.p CONCURRENTLY;\n"
        "ALTER TABLE a.t DETACH PARTITION p FINALIZE;\n"
        "VACUUM a.t;\n"
        "ALTER TYPE a.mood ADD VALUE 'very calm';\n"
        "ALTER TYPE a.mood ADD VALUE IF NOT EXISTS 'calm';\n",
        SOURCE_ANY);
    const struct source_statement *s = file.statements;

    cr_assert_eq(file.n_statements, 18);
    cr_expect(s[0].is_rls && can(&s[0], "enable_rls") && can(&s[0], "force_rls"));
    cr_expect(!s[1].is_rls && can(&s[1], "drop_column") && s[1].in_transaction_ok);
    cr_expect(s[2].is_rls && can(&s[2], "drop_policy"));
    cr_expect(s[3].is_dml && can(&s[3], "delete") && can(&s[3], "dml"));
    cr_expect_str_eq(s[4].probe.kind, "index");
    cr_expect(text_equal(s[4].probe.schema, "a") && text_equal(s[4].probe.name, "I x"));
    cr_expect_str_eq(s[4].probe.table, "t");
    cr_expect(text_equal(s[12].probe.kind, "reindex") && text_equal(s[12].probe.name, "t"));
    cr_expect(text_equal(s[13].probe.kind, "detach") && text_equal(s[13].probe.schema, "a"));
    cr_expect(text_equal(s[14].probe.kind, "finalize") && text_equal(s[14].probe.name, "p"));
    cr_expect_str_eq(s[15].probe.kind, "none");
    cr_expect(text_equal(s[16].probe.kind, "value") && text_equal(s[16].probe.name, "mood"));
    cr_expect(text_equal(s[16].probe.schema, "a") && text_equal(s[16].probe.value, "very calm"));
    cr_expect_str_eq(s[17].probe.kind, "none");
    cr_expect(!s[4].in_transaction_ok && s[4].standalone_ok);
    cr_expect(text_equal(s[5].probe.schema, "a") && text_equal(s[5].probe.name, "i"));
    cr_expect(!s[6].probe.schema && text_equal(s[6].probe.name, "i"));
    cr_expect(s[7].object.again && can(&s[7], "security_definer"));
    cr_expect_str_eq(s[7].object.args, "pg_catalog.int4, text[]");
    cr_expect_str_eq(s[8].object.on, "a.t");
    cr_expect(can(&s[9], "rename_column") && can(&s[10], "do_block"));
    cr_expect_null(s[0].probe.kind);
}

Test(source, syntax_errors_name_the_place)
{
    refused("SELECT 1;\n  CREATE TABEL t (a int);\n", SOURCE_STEP, "sql.syntax", "f.sql:2:10: ");
    refused("SELECT '\xc3\xa9', x y z;\n", SOURCE_STEP, "sql.syntax", "f.sql:1:17: ");
    refused("SELECT 'abc;\n", SOURCE_STEP, "sql.syntax", "f.sql:1:8: ");
    refused("SELECT $$abc;\n", SOURCE_STEP, "sql.syntax", "f.sql:1:8: ");
    refused("SELECT 1 /* abc\n", SOURCE_STEP, "sql.syntax", "f.sql:1:10: ");
}

Test(source, psql_is_refused_but_for_what_pg_dump_writes)
{
    owned(arena_release) struct arena *a = arena_new();
    static const char dump[] = "\\restrict Ab1\n\nSET statement_timeout = 0;\nSET client_encoding = 'UTF8';\n"
                               "SET standard_conforming_strings = on;\n"
                               "SELECT pg_catalog.set_config('search_path', '', false);\n"
                               "SET default_tablespace = '';\nSET default_table_access_method = heap;\n"
                               "CREATE TABLE public.t (a int);\n"
                               "SELECT pg_catalog.setval('public.q', 1, false);\n\\unrestrict Ab1\n";

    cr_expect_eq(parsed(a, dump, SOURCE_SCHEMA).n_statements, 1);
    refused("\\restrict Ab1\n", SOURCE_STEP, "sql.psql", "f.sql:1:1: \"\\restrict\"");
    refused("CREATE TABLE t (a int);\n\\i other.sql\n", SOURCE_SCHEMA, "sql.psql", "f.sql:2:1: \"\\i\"");
    refused("\\restrict a b\n", SOURCE_SCHEMA, "sql.psql", "f.sql:1:1: ");
    refused("COPY t FROM stdin;\n1\tx\n\\.\n", SOURCE_SCHEMA, "sql.refused", "f.sql:2:1: data of COPY");
    refused("SET standard_conforming_strings = off;\n", SOURCE_SCHEMA, "sql.refused", "f.sql:1:1: SET");
    refused("SELECT set_config('search_path', 'hub', false);\n", SOURCE_SCHEMA, "sql.refused", "f.sql:1:1: ");
}

Test(source, schema_files_only_declare)
{
    static const char *const no[] = {
        "INSERT INTO t VALUES (1)",
        "DO $$ BEGIN END $$",
        "COPY t TO '/x'",
        "ALTER SYSTEM SET a = 1",
        "DROP TABLE t",
        "ROLLBACK",
        "INSERT INTO schema_migrations SELECT f()",
        "INSERT INTO schema_migrations VALUES (f())",
        "SELECT 1, setval('q', 1)",
        "CREATE ROLE r",
        "GRANT a TO b",
        "UPDATE t SET a = 1",
        "TRUNCATE t",
        "SELECT 1",
        "CREATE TABLE t AS SELECT 1",
        "ALTER TABLE t DROP COLUMN a",
        "ALTER TABLE t RENAME TO u",
        "CREATE TEMP TABLE t (a int)",
        "CREATE INDEX CONCURRENTLY i ON t (a)",
        "VACUUM t",
        "CREATE DATABASE d",
        "LOAD 'x'",
        "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
        "CALL p()",
        "ALTER TABLE t SET SCHEMA s",
        "SAVEPOINT a",
        "LISTEN x",
        "PREPARE p AS SELECT 1",
        "ALTER DATABASE d SET a = 1",
        "EXPLAIN SELECT 1",
        "DROP OWNED BY r",
        "IMPORT FOREIGN SCHEMA s FROM SERVER v INTO t",
        "ALTER TYPE e RENAME VALUE 'a' TO 'b'",
        "ALTER TABLE t ALTER COLUMN a TYPE text",
        "CHECKPOINT",
        "SET ROLE x",
        "NOTIFY x",
    };
    static const char *const yes[] = {
        "CREATE TABLE t (a int)",
        "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0)",
        "CREATE POLICY p ON t USING (true)",
        "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
        "CREATE MATERIALIZED VIEW m AS SELECT 1",
        "GRANT ALL ON t TO r",
        "REVOKE ALL ON t FROM r",
        "COMMENT ON TABLE t IS 'x'",
        "ALTER TABLE t OWNER TO r",
        "CREATE EXTENSION x",
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r",
        "ALTER TYPE e ADD VALUE 'x'",
        "CREATE UNLOGGED TABLE t ()",
        "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW EXECUTE FUNCTION f()",
        "ALTER TABLE p ATTACH PARTITION c DEFAULT",
        "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false)",
        "ALTER SEQUENCE q OWNED BY t.a",
    };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(no); i++)
        refused(format(a, "\n %s;\n", no[i]), SOURCE_SCHEMA, "sql.refused", "f.sql:2:2: ");
    for (size_t i = 0; i < countof(yes); i++)
        cr_expect_eq(parsed(a, yes[i], SOURCE_SCHEMA).n_statements, 1, "%s", yes[i]);
}

Test(source, steps_may_not_leave_their_transaction_or_session)
{
    static const char *const no[] = {
        "BEGIN",
        "COMMIT",
        "ROLLBACK",
        "SAVEPOINT a",
        "COMMIT AND CHAIN",
        "PREPARE TRANSACTION 'x'",
        "COPY t TO '/x'",
        "SET search_path = a",
        "SET LOCAL search_path = a",
        "SET LOCAL role = x",
        "SET LOCAL client_encoding = 'SJIS'",
        "SET LOCAL NAMES 'SJIS'",
        "SET ROLE x",
        "RESET ALL",
        "SET work_mem = 1",
        "ALTER SYSTEM SET a = 1",
        "LISTEN x",
        "PREPARE p AS SELECT 1",
        "LOAD 'x'",
        "CREATE DATABASE d",
        "CREATE ROLE r",
        "CREATE TABLESPACE t LOCATION '/x'",
        "CREATE INDEX CONCURRENTLY i ON t (a)",
        "VACUUM t",
        "REINDEX SCHEMA s",
        "ALTER ROLE r SET a = 1",
        "ALTER DATABASE d SET a = 1",
        "DISCARD ALL",
        "SELECT set_config('role', 'x', true)",
        "SELECT 1 INTO t",
        "CREATE TEMP TABLE t (a int)",
        "SET SESSION AUTHORIZATION x",
        "DECLARE c CURSOR FOR SELECT 1",
        "DROP INDEX CONCURRENTLY i",
        "ALTER TABLE p DETACH PARTITION c CONCURRENTLY",
        "SET LOCAL row_security = off",
        "SET TRANSACTION READ ONLY",
        "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p",
        "CHECKPOINT",
    };
    static const char *const yes[] = {
        "CREATE TABLE t (a int)",
        "DROP TABLE t",
        "UPDATE t SET a = 1",
        "DO $$ BEGIN END $$",
        "ALTER TABLE t RENAME TO u",
        "SET LOCAL work_mem = '1GB'",
        "CREATE TEMP TABLE t ON COMMIT DROP AS SELECT 1",
        "SELECT f()",
        "GRANT a TO b",
        "SET CONSTRAINTS ALL DEFERRED",
        "NOTIFY x",
        "LOCK TABLE t",
        "TRUNCATE t",
        "REFRESH MATERIALIZED VIEW CONCURRENTLY m",
        "CREATE TABLE t AS SELECT 1",
        "ALTER TYPE e ADD VALUE 'x'",
        "ANALYZE t",
        "CLUSTER t",
        "REINDEX TABLE t",
        "CALL p()",
    };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(no); i++)
        refused(format(a, "%s;\n", no[i]), SOURCE_STEP, "sql.refused", "f.sql:1:1: ");
    for (size_t i = 0; i < countof(yes); i++)
        cr_expect_eq(parsed(a, format(a, "%s;\n", yes[i]), SOURCE_STEP).n_statements, 1, "%s", yes[i]);
}

Test(source, standalone_files)
{
    static const char *const no[] = { "CREATE TABLE t (a int)", "UPDATE t SET a = 1",
                                      "SET LOCAL work_mem = 1", "ALTER TABLE t ADD COLUMN a int",
                                      "DO $$ BEGIN END $$",     "CREATE DATABASE d" };
    static const char *const yes[] = { "CREATE INDEX CONCURRENTLY i ON t (a)",
                                       "DROP INDEX CONCURRENTLY i",
                                       "VACUUM t",
                                       "REINDEX INDEX CONCURRENTLY i",
                                       "ALTER TYPE e ADD VALUE 'x'",
                                       "ANALYZE t",
                                       "ALTER TABLE t VALIDATE CONSTRAINT c",
                                       "ALTER TABLE t DETACH PARTITION c CONCURRENTLY",
                                       "ALTER TABLE t DETACH PARTITION c FINALIZE",
                                       "ALTER DOMAIN d VALIDATE CONSTRAINT c" };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(no); i++)
        refused(format(a, "-- pgbale: standalone\n%s;\n", no[i]), SOURCE_STEP, "sql.refused", "f.sql:2:1: ");
    for (size_t i = 0; i < countof(yes); i++) {
        struct source_file file =
            parsed(a, format(a, "-- why\n-- pgbale: standalone\n%s;\n", yes[i]), SOURCE_STEP);
        cr_expect(file.standalone && file.n_statements == 1, "%s", yes[i]);
    }
    refused("SELECT 1;\n-- pgbale: standalone\nVACUUM t;\n", SOURCE_STEP, "sql.directive", "f.sql:2:1: ");
    refused("-- pgbale: standalone\nCREATE TABLE t (a int);\n", SOURCE_SCHEMA, "sql.directive",
            "f.sql:1:1: ");
    refused("-- pgbale: standalone\n", SOURCE_STEP, "sql.directive", "f.sql:1:1: ");
}

/* bale_open asks for them by the tag alone. */
Test(source, a_renamed_policy_is_an_altered_one)
{
    owned(arena_release) struct arena *a = arena_new();
    struct source_file file = parsed(a,
                                     "ALTER POLICY p ON t RENAME TO q;\n"
                                     "ALTER EXTENSION citext SET SCHEMA extensions;\n",
                                     SOURCE_STEP);

    cr_assert_eq(file.n_statements, 2);
    cr_expect(can(&file.statements[0], "alter_policy") && can(&file.statements[0], "rename_policy"));
    cr_expect(can(&file.statements[1], "alter_extension") && can(&file.statements[1], "set_schema"));
}
