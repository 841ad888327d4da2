/*
 * Throw-away databases and the loader, on a private cluster.
 */
#include "scratch.h"
#include "cluster.h"
#include "file.h"
#include "load.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct scratch *opened(struct arena *a)
{
    struct scratch *s = NULL;
    struct fail f = { 0 };

    cr_assert(scratch_open(a, NULL, 0, &s, &f), "%s\n%s", f.message, f.detail);
    return s;
}

static PGconn *fresh(struct scratch *s)
{
    PGconn *db = NULL;
    struct fail f = { 0 };

    cr_assert(scratch_database(s, NULL, &db, &f), "%s", f.message);
    return db;
}

/* Two files, "a.sql" and "b.sql"; b may be NULL. */
static bool load(struct arena *a, PGconn *db, const char *first, const char *second, enum source_rules rules,
                 enum load_order order, struct fail *f)
{
    struct source_file files[2];
    size_t n = second ? 2 : 1;

    cr_assert(source_parse(a, "a.sql", bytes_of(first), rules, &files[0], f), "%s", f->message);
    if (second)
        cr_assert(source_parse(a, "b.sql", bytes_of(second), rules, &files[1], f), "%s", f->message);
    return scratch_load(db, files, n, order, NULL, f);
}

static const char *value(struct arena *a, PGconn *db, const char *sql)
{
    owned(pg_clear) PGresult *r = PQexec(db, sql);

    cr_assert_eq(PQresultStatus(r), PGRES_TUPLES_OK, "%s", PQerrorMessage(db));
    return PQntuples(r) ? arena_text(a, PQgetvalue(r, 0, 0)) : "";
}

Test(scratch, files_load_in_any_order)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(scratch_close) struct scratch *s = opened(a);
    owned(pg_finish) PGconn *db = fresh(s);
    struct fail f = { 0 };

    bool good = load(
        a, db,
        "GRANT SELECT ON hub.v TO PUBLIC;\n"
        "CREATE POLICY p ON hub.t USING (hub.ok(id));\n"
        "CREATE VIEW hub.v AS SELECT id FROM hub.t;\n"
        "CREATE TABLE hub.t (id int REFERENCES hub.u, m hub.mood DEFAULT 'a', CHECK (hub.ok(id)));\n"
        "CREATE FUNCTION hub.ok(i int) RETURNS boolean LANGUAGE sql AS 'SELECT i > (SELECT 1 FROM hub.u)';\n",
        "CREATE TYPE hub.mood AS ENUM ('a');\n"
        "ALTER TABLE hub.u ADD PRIMARY KEY (id);\n"
        "CREATE TABLE hub.u (id int);\n"
        "CREATE SCHEMA hub;\n",
        SOURCE_SCHEMA, LOAD_ANY_ORDER, &f);
    cr_assert(good, "%s\n%s", f.message, f.detail);
    cr_expect_str_eq(value(a, db, "SELECT count(*) FROM pg_policy"), "1");
    cr_expect_str_eq(value(a, db, "SHOW check_function_bodies"), "on");
}

Test(scratch, a_long_chain_declared_backwards, .timeout = 60)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(scratch_close) struct scratch *s = opened(a);
    owned(pg_finish) PGconn *db = fresh(s);
    struct text sql = text_new(a);
    struct fail f = { 0 };

    for (int i = 400; i > 0; i--)
        text_addf(&sql, "CREATE VIEW v%d AS SELECT * FROM v%d;\n", i, i - 1);
    text_add(&sql, "CREATE TABLE v0 (a int);\n");
    cr_assert(load(a, db, sql.at, NULL, SOURCE_SCHEMA, LOAD_ANY_ORDER, &f), "%s", f.message);
}

Test(scratch, errors_of_schema_files)
{
    static const struct {
        const char *a, *b, *name, *begins, *hint;
    } cases[] = {
        { "CREATE TABLE t (a int);\n", "\nCREATE TABLE public.t (b int);\n", "schema.duplicate",
          "a.sql:1 and b.sql:2 declare the same table \"public.t\"", "Keep one" },
        { "CREATE VIEW v AS SELECT 1 AS a;\n",
          "CREATE TABLE t ();\nCREATE OR REPLACE VIEW v AS SELECT 2 AS a;\n", "schema.duplicate",
          "a.sql:1 and b.sql:2 declare the same view \"v\"", "Keep one" },
        { "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';\n",
          "CREATE OR REPLACE FUNCTION public.f(integer) RETURNS int LANGUAGE sql AS 'SELECT 2';\n",
          "schema.duplicate", "a.sql:1 and b.sql:1 declare the same function \"public.f\"", "Keep one" },
        { "CREATE TABLE t (\n  a int REFERENCES nope (id));\n", NULL, "schema.load",
          "a.sql:1:1: relation \"nope\" does not exist (SQLSTATE 42P01)", "Neither the schema files" },
        { "CREATE VIEW w AS SELECT * FROM v;\n", "\nCREATE VIEW v AS SELECT '\xc3\xa9', a FROM nope;\n",
          "schema.load", "b.sql:2:37: relation \"nope\"", "Neither" },
        { "CREATE TABLE t (a int);\nGRANT SELECT ON t TO somebody;\n", NULL, "schema.load",
          "a.sql:2:1: role \"somebody\" does not exist (SQLSTATE 42704)", "prelude/" },
        { "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n  SELECT a\n  FROM nope;\n$$;\n", NULL,
          "schema.function", "a.sql:3:8: relation \"nope\" does not exist", "" },
        { "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETRUN 1;\nEND $$;\n", NULL,
          "schema.function", "a.sql:3:3: syntax error at or near \"RETRUN\"", "" },
        { "CREATE TABLE t (a int);\nCREATE SCHEMA pg_catalog2;\n", NULL, "schema.load",
          "a.sql:2:1: unacceptable schema name \"pg_catalog2\"", "" },
    };
    owned(arena_release) struct arena *a = arena_new();
    owned(scratch_close) struct scratch *s = opened(a);

    for (size_t i = 0; i < countof(cases); i++) {
        PGconn *db = fresh(s);
        struct fail f = { 0 };
        cr_expect_not(load(a, db, cases[i].a, cases[i].b, SOURCE_SCHEMA, LOAD_ANY_ORDER, &f), "loaded: %s",
                      cases[i].a);
        cr_expect_str_eq(f.name, cases[i].name, "%s: %s", cases[i].a, f.message);
        cr_expect(text_starts(f.message, cases[i].begins), "\"%s\", not \"%s\"", f.message, cases[i].begins);
        cr_expect(strstr(f.hint, cases[i].hint), "%s: hint \"%s\"", cases[i].a, f.hint);
        cr_expect_eq(f.code, FAIL_USAGE);
        cr_assert(scratch_drop(s, &db, &f), "%s", f.message);
    }
}

Test(scratch, schemas_and_extensions_may_be_declared_in_each_file)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(scratch_close) struct scratch *s = opened(a);
    owned(pg_finish) PGconn *db = fresh(s);
    struct fail f = { 0 };

    cr_assert(load(a, db, "CREATE SCHEMA IF NOT EXISTS hub;\nCREATE TABLE hub.a ();\n",
                   "CREATE SCHEMA IF NOT EXISTS hub;\nCREATE TABLE hub.b ();\n", SOURCE_SCHEMA,
                   LOAD_ANY_ORDER, &f),
              "%s", f.message);
}

Test(scratch, steps_are_one_transaction)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(scratch_close) struct scratch *s = opened(a);
    owned(pg_finish) PGconn *db = fresh(s);
    struct fail f = { 0 };

    cr_assert(load(a, db, "CREATE TABLE t (a int UNIQUE DEFERRABLE INITIALLY DEFERRED);\n",
                   "INSERT INTO t VALUES (1);\n", SOURCE_STEP, LOAD_ATOMIC, &f),
              "%s", f.message);
    cr_expect_not(load(a, db, "CREATE TABLE u ();\n", "UPDATE t SET a = 2;\n  UPDATE nope SET a = 1;\n",
                       SOURCE_STEP, LOAD_ATOMIC, &f));
    cr_expect_eq(f.code, FAIL_STEP);
    cr_expect(text_starts(f.message, "b.sql:2:10: relation \"nope\" does not exist"), "%s", f.message);
    cr_expect_str_eq(value(a, db, "SELECT to_regclass('u') IS NULL AND (SELECT a FROM t) = 1"), "t");

    cr_expect_not(load(a, db, "INSERT INTO t VALUES (1);\n", NULL, SOURCE_STEP, LOAD_ATOMIC, &f));
    cr_expect(strstr(f.message, "cannot be committed"), "%s", f.message);
    cr_expect_not(
        load(a, db, "CREATE TABLE IF NOT EXISTS t AS SELECT 1;\n", NULL, SOURCE_STEP, LOAD_ATOMIC, &f));
    cr_expect_str_eq(f.name, "step.tag");
    cr_expect_eq(PQtransactionStatus(db), PQTRANS_IDLE);
}

Test(scratch, standalone_statements_run_alone)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(scratch_close) struct scratch *s = opened(a);
    owned(pg_finish) PGconn *db = fresh(s);
    struct source_file file;
    struct fail f = { 0 };

    cr_assert(load(a, db, "CREATE TABLE t (a int);\n", NULL, SOURCE_STEP, LOAD_ATOMIC, &f));
    cr_assert(source_parse(
        a, "c.sql", bytes_of("-- pgbale: standalone\nCREATE INDEX CONCURRENTLY i ON t (a);\nVACUUM nope;\n"),
        SOURCE_STEP, &file, &f));
    cr_expect(scratch_run(db, &file, &file.statements[0], "SET lock_timeout = 0", &f), "%s", f.message);
    cr_expect_not(scratch_run(db, &file, &file.statements[1], NULL, &f));
    cr_expect(text_starts(f.message, "c.sql:3:"), "%s", f.message);
}

Test(scratch, a_prelude_may_be_loaded_twice_and_copied)
{
    static const char prelude[] =
        "CREATE ROLE anon;\nCREATE TABLE t AS SELECT 1 AS a;\nGRANT SELECT ON t TO anon;\n";
    owned(arena_release) struct arena *a = arena_new();
    owned(scratch_close) struct scratch *s = opened(a);
    PGconn *one = fresh(s);
    owned(pg_finish) PGconn *two = fresh(s), *copy = NULL;
    struct fail f = { 0 };

    cr_assert(load(a, one, prelude, NULL, SOURCE_PRELUDE, LOAD_AS_WRITTEN, &f), "%s", f.message);
    cr_assert(load(a, two, prelude, NULL, SOURCE_PRELUDE, LOAD_AS_WRITTEN, &f), "%s", f.message);
    const char *name = arena_text(a, PQdb(one));
    pg_finish(&one);
    cr_assert(scratch_database(s, name, &copy, &f), "%s", f.message);
    cr_expect_str_eq(value(a, copy, "SELECT a FROM t"), "1");
    cr_expect_not(load(a, copy, "SELECT 1;\nSELECT nope;\n", NULL, SOURCE_PRELUDE, LOAD_AS_WRITTEN, &f));
    cr_expect(text_starts(f.message, "a.sql:2:8: column \"nope\""), "%s", f.message);
}

Test(scratch, on_a_named_server)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(scratch_close) struct scratch *server = opened(a);
    PGconn *host = fresh(server);
    const char *dsn = scratch_dsn(a, server, PQdb(host));
    struct scratch *s = NULL;
    struct fail f = { 0 };

    cr_expect(scratch_is_private(server) && !scratch_is_shared(host));
    cr_assert(scratch_open(a, dsn, 0, &s, &f), "%s", f.message);
    cr_expect_not(scratch_is_private(s));
    cr_expect_eq(scratch_major(s), scratch_major(server));
    owned(pg_finish) PGconn *db = fresh(s);
    cr_expect(scratch_is_shared(db) && text_starts(PQdb(db), "pgbale_scratch_"));

    cr_expect_not(load(a, db, "CREATE ROLE nobody_here;\n", NULL, SOURCE_PRELUDE, LOAD_AS_WRITTEN, &f));
    cr_expect_str_eq(f.name, "scratch.role");
    pg_clear(&(PGresult *){ PQexec(host, "CREATE ROLE here") });
    cr_expect(load(a, db, "CREATE ROLE here;\nALTER ROLE here LOGIN;\nCREATE SCHEMA x;\n", NULL,
                   SOURCE_PRELUDE, LOAD_AS_WRITTEN, &f),
              "%s", f.message);
    cr_expect_str_eq(value(a, host, "SELECT rolcanlogin FROM pg_roles WHERE rolname = 'here'"), "f");

    owned(pg_finish) PGconn *again = NULL;
    cr_expect_eq(PQstatus(db), CONNECTION_OK);
    cr_assert(scratch_connect(s, PQdb(db), &again, &f), "%s", f.message);
    scratch_close(&s);
    cr_expect_str_eq(value(a, host, "SELECT count(*) FROM pg_database WHERE datname ~ '^pgbale_scratch_'"),
                     "0");
    cr_expect_not(scratch_open(a, "host=/nonexistent dbname=x", 0, &s, &f));
    cr_expect_eq(f.code, FAIL_SERVER);
    cr_expect_not(scratch_open(a, dsn, 99, &s, &f));
    cr_expect_str_eq(f.name, "scratch.version");
    pg_finish(&host);
}

Test(scratch, a_server_does_not_outlive_a_killed_owner)
{
    owned(arena_release) struct arena *a = arena_new();
    char folder[4096] = "";
    int ends[2];

    cr_assert_eq(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        struct cluster *c = NULL;
        struct fail f = { 0 };
        if (cluster_start(a, 0, &c, &f) &&
            write(ends[1], cluster_socket(c), strlen(cluster_socket(c)) + 1) > 0)
            for (;;)
                pause();
        _exit(1);
    }
    cr_assert_gt(read(ends[0], folder, sizeof folder - 1), 0);
    cr_expect(file_exists(format(a, "%s/.s.PGSQL.5432", folder)));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    for (int i = 0; i < 1000 && file_exists(folder); i++)
        nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
    cr_expect_not(file_exists(folder), "%s is still there", folder);
}

Test(scratch, a_missing_server_is_named)
{
    owned(arena_release) struct arena *a = arena_new();
    struct scratch *s = NULL;
    struct fail f = { 0 };

    cr_expect_not(scratch_open(a, NULL, 7, &s, &f));
    cr_expect_str_eq(f.name, "scratch.no-server");
    setenv("PGBALE_PG_BINDIR", "/nonexistent", 1);
    cr_expect_not(scratch_open(a, NULL, 0, &s, &f));
    cr_expect(strstr(f.detail, "/nonexistent"), "%s", f.detail);
}
