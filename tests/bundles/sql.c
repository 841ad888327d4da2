/*
 * What is held against statements without a parser: tokens, commands, tags, capabilities.
 */
#include "sql_lex.h"
#include "sql_statement.h"

#include "sample.h"

#include <criterion/criterion.h>

/* The kinds of a text's tokens as letters: w"sn;(),.\o, and ! for what does not end. */
static void kinds(const char *sql, const char *expected)
{
    static const char letters[] = {
        [LEX_WORD] = 'w',      [LEX_QUOTED] = '"',     [LEX_STRING] = 's', [LEX_NUMBER] = 'n',
        [LEX_SEMICOLON] = ';', [LEX_OPEN] = '(',       [LEX_CLOSE] = ')',  [LEX_COMMA] = ',',
        [LEX_DOT] = '.',       [LEX_BACKSLASH] = '\\', [LEX_OTHER] = 'o',  [LEX_UNFINISHED] = '!'
    };
    struct lex l = { .text = bytes_of(sql) };
    char found[64] = "";
    size_t at = 0, n = 0;

    for (struct lex_token t = lex_next(&l); t.kind != LEX_END && n + 1 < sizeof found; t = lex_next(&l)) {
        cr_assert(t.start >= at && t.size > 0 && t.start + t.size <= l.text.size, "%s", sql);
        at = t.start + t.size;
        found[n++] = letters[t.kind];
    }
    cr_expect_str_eq(found, expected, "%s: %s", sql, found);
}

Test(sql, tokens)
{
    kinds("", "");
    kinds(" -- x\n/* /* */ */\t", "");
    kinds("SELECT 1;", "wn;");
    kinds("a.\"b\"\"c\"(x[1])", "w.\"(w(n))");
    kinds("'it''s' 'a;b'", "ss");
    kinds("'a\\' 'b'", "ss");
    kinds("E'a\\'b' e'\\\\' xe'\\'", "ssws");
    kinds("U&'\\0041' B'01' n'x'", "woswsws");
    kinds("$$ ; $a$ $$ $a$ $$ ; '$a$ $1", "ss"
                                          "on");
    kinds("a$$b", "w");
    kinds("$x$ $xx$ $x$;", "s;");
    kinds("+--;\n-/*;*/- ;", "oo"
                             "o;");
    kinds("\\! sh", "\\ow");
    kinds("SELECT 'open", "w!");
    kinds("SELECT \"open", "w!");
    kinds("SELECT $q$open$", "w!");
    kinds("SELECT E'open\\'", "w!");
    kinds("SELECT E'open\\", "w!");
    kinds("SELECT /* /* */ 1", "w!");
    kinds("SELECT 1 -- harmless\r + 41", "wnon");
    kinds("\xc3\xa9t\xc3\xa9 = 1.5e10", "wonw");
    kinds("$", "o");
    kinds("/", "o");
    kinds("-", "o");
}

/* Skipping rows from any token on gives the tokens after them that reading one by one gives. */
static void rows(const char *sql)
{
    struct lex from = { .text = bytes_of(sql) };
    struct lex_token before = { .kind = LEX_END }, last = before;

    for (size_t depth = 0;;) {
        struct lex skipped = from, read = from;
        struct lex_token was = before, now = last;
        size_t open = depth, again = depth;
        lex_skip_rows(&skipped, &was, &now, &open);
        enum lex_kind one = before.kind, two = last.kind;
        while (read.at < skipped.at) {
            struct lex_token t = lex_next(&read);
            again += t.kind == LEX_OPEN ? 1 : 0;
            again -= t.kind == LEX_CLOSE && again ? 1 : 0;
            one = two;
            two = t.kind;
        }
        cr_assert(read.at == skipped.at && open == again && was.kind == one && now.kind == two,
                  "%s: from %zu", sql, from.at);
        before = last;
        last = lex_next(&from);
        if (last.kind == LEX_END)
            return;
        depth += last.kind == LEX_OPEN ? 1 : 0;
        depth -= last.kind == LEX_CLOSE && depth ? 1 : 0;
    }
}

Test(sql, rows_are_skipped_as_they_would_be_read)
{
    rows("");
    rows("INSERT INTO a (b, c) VALUES (1, 'x'), (2.5, 'it''s'),\n(3, '')");
    rows("INSERT INTO a VALUES (-1, NULL), (((1), 2)), f(1), (f(2)), (1)(2) ON CONFLICT DO NOTHING");
    rows("VALUES (1, E'\\''), (2, U&'x'), ($1, $$,$$), (3, /* ( */ 4) -- , (\n, (5)");
    rows("VALUES (1)), (2))), 'open, (3)");
    rows("SELECT 1, 2, 3.pgbale, '4'x, 5; (6), 7");
    rows(",,,((((),))))");
}

struct one {
    const char *sql, *tag, *refusal; /* NULL: accepted */
    bool standalone;
};

static void judged(const struct one *one)
{
    struct bale_statement s = { .size = strlen(one->sql), .line = 7, .tag = one->tag };
    struct sql_found found = { .n = 0 };
    struct fail f = { 0 };
    bool good = sql_statement_check("x.sql", bytes_of(one->sql), &s, one->standalone, &found, &f);

    cr_expect_eq(good, one->refusal == NULL, "%s: %s", one->sql, f.message);
    cr_expect_str_eq(f.name, one->refusal ? one->refusal : "", "%s: %s", one->sql, f.message);
    cr_expect(good || text_starts(f.message, "x.sql: the statement of line 7: "), "%s", f.message);
}

Test(sql, statements)
{
    static const struct one cases[] = {
        { "SELECT 1", "SELECT", NULL, false },
        { "SELECT 1;", "SELECT", NULL, false },
        { "SELECT 1; -- end", "SELECT", NULL, false },
        { "SELECT 1; SELECT 2", "SELECT", "content.two-statements", false },
        { "SELECT 1;;", "SELECT", "content.two-statements", false },
        { "CREATE TABLE a (); COMMIT", "CREATE TABLE", "content.two-statements", false },
        { "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END",
          "CREATE FUNCTION", NULL, false },
        { "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END; COMMIT", "CREATE FUNCTION",
          "content.two-statements", false },
        { "SELECT 1 AS begin, 2 AS atomic; COMMIT", "SELECT", "content.two-statements", false },
        { "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)", "CREATE RULE", NULL, false },
        { "SELECT 'a", "SELECT", "content.unterminated", false },
        { "SELECT $a$ $b$", "SELECT", "content.unterminated", false },
        { "SELECT /* 1", "SELECT", "content.unterminated", false },
        { "SELECT 1 \\gexec", "SELECT", "content.backslash", false },
        { "\\copy t from 'x'", "COPY", "content.backslash", false },
        { "SELECT '\\! sh'", "SELECT", NULL, false },
        { "COMMIT", "CREATE TABLE", "content.transaction", false },
        { "commit and chain", "COMMIT", "content.transaction", false },
        { "/* x */ Begin", "BEGIN", "content.transaction", false },
        { "START TRANSACTION", "START TRANSACTION", "content.transaction", false },
        { "END", "COMMIT", "content.transaction", false },
        { "ABORT", "ROLLBACK", "content.transaction", false },
        { "ROLLBACK TO SAVEPOINT x", "ROLLBACK", "content.transaction", false },
        { "SAVEPOINT x", "SAVEPOINT", "content.transaction", false },
        { "RELEASE x", "RELEASE", "content.transaction", false },
        { "PREPARE TRANSACTION 'x'", "PREPARE TRANSACTION", "content.transaction", false },
        { "COMMIT PREPARED 'x'", "COMMIT PREPARED", "content.transaction", false },
        { "SET TRANSACTION READ ONLY", "SET", "content.transaction", false },
        { "PREPARE p AS SELECT 1", "PREPARE", "content.session", false },
        { "SET a.b = 1", "SET", "content.session", false },
        { "SET LOCAL a.b = 1", "SET", NULL, false },
        { "SET LOCAL work_mem = '1GB'", "SET", NULL, false },
        { "SET LOCAL search_path = x", "SET", "content.session", false },
        { "SET LOCAL ROLE x", "SET", "content.session", false },
        { "SET LOCAL SCHEMA 'x'", "SET", "content.session", false },
        { "SET LOCAL TimeZone = 'x'", "SET", "content.session", false },
        { "SET LOCAL timezone TO 'x'", "SET", "content.session", false },
        { "SET LOCAL TIME ZONE 'x'", "SET", "content.session", false },
        { "SET LOCAL XML OPTION DOCUMENT", "SET", "content.session", false },
        { "SET LOCAL NAMES 'SJIS'", "SET", "content.session", false },
        { "SET LOCAL client_encoding = 'SJIS'", "SET", "content.session", false },
        { "SET LOCAL \"search_path\" = x", "SET", "content.session", false },
        { "SET LOCAL U&\"\\0073earch_path\" = x", "SET", "content.escaped-name", false },
        { "SELECT * FROM u&\"\\0070gbale\".entry", "SELECT", "content.escaped-name", false },
        { "SELECT 1 FROM U&\"!0070gbale\" UESCAPE '!'", "SELECT", "content.escaped-name", false },
        { "SELECT 1 FROM U&\"x\\+000061\"", "SELECT", "content.escaped-name", false },
        { "SELECT 1 FROM U&\"x\\00\"", "SELECT", "content.escaped-name", false },
        { "SELECT 1 FROM U&\"\\FEFFx\\200B\\\\ \\+0E0041\"", "SELECT", NULL, false },
        { "SELECT u & \"a\", u &\"a\", xu&\"a\" FROM t", "SELECT", NULL, false },
        { "SELECT U&'\\0041'", "SELECT", NULL, false },
        { "SET LOCAL SESSION AUTHORIZATION x", "SET", "content.session", false },
        { "SET CONSTRAINTS ALL DEFERRED", "SET CONSTRAINTS", NULL, false },
        { "RESET ALL", "RESET", "content.session", false },
        { "DISCARD ALL", "DISCARD ALL", "content.session", false },
        { "LISTEN x", "LISTEN", "content.session", false },
        { "LOAD 'x'", "LOAD", "content.session", false },
        { "COPY t FROM PROGRAM 'sh'", "COPY", "content.copy", false },
        { "COPY t FROM STDIN", "COPY", "content.copy", false },
        { "ALTER SYSTEM SET a = 1", "ALTER SYSTEM", "content.server", false },
        { "ALTER ROLE x SET a = 1", "ALTER ROLE", "content.server", false },
        { "CREATE USER x", "CREATE ROLE", "content.server", false },
        { "CREATE USER MAPPING FOR x SERVER y", "CREATE USER MAPPING", NULL, false },
        { "DROP DATABASE x", "DROP DATABASE", "content.server", false },
        { "UPDATE pgbale.entry SET n = 1", "UPDATE", "content.ledger", false },
        { "DROP SCHEMA a, \"pgbale\"", "DROP SCHEMA", "content.ledger", false },
        { "GRANT USAGE ON SCHEMA pgbale TO x", "GRANT", "content.ledger", false },
        { "SELECT pgbale FROM t", "SELECT", NULL, false },
        { "GRANT SELECT ON t TO pgbale", "GRANT", NULL, false },
        { "CREATE INDEX CONCURRENTLY i ON t (a)", "CREATE INDEX", "content.standalone", false },
        { "CREATE INDEX CONCURRENTLY i ON t (a)", "CREATE INDEX", NULL, true },
        { "DROP INDEX CONCURRENTLY i", "DROP INDEX", NULL, true },
        { "VACUUM t", "VACUUM", "content.standalone", false },
        { "VACUUM t", "VACUUM", NULL, true },
        { "REFRESH MATERIALIZED VIEW CONCURRENTLY v", "REFRESH MATERIALIZED VIEW", NULL, false },
        { "ALTER TYPE e ADD VALUE 'x'", "ALTER TYPE", NULL, true },
        { "ALTER TABLE t VALIDATE CONSTRAINT c", "ALTER TABLE", NULL, true },
        { "ALTER TABLE IF EXISTS ONLY a.\"t\" DETACH PARTITION p CONCURRENTLY", "ALTER TABLE", NULL, true },
        { "ALTER TABLE t ADD a int", "ALTER TABLE", "content.standalone", true },
        { "CREATE TABLE t ()", "CREATE TABLE", "content.standalone", true },
        { "CREATE TABLE t ()", "DROP TABLE", "content.tag", false },
        { "CREATE TABLE t AS SELECT 1", "SELECT", NULL, false },
        { "WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d", "SELECT", NULL, false },
        { "VALUES (1)", "SELECT", NULL, false },
        { "(SELECT 1)", "SELECT", NULL, false },
        { "TRUNCATE t", "TRUNCATE TABLE", NULL, false },
        { "\"SELECT\" 1", "INSERT", "content.tag", false },
    };

    for (size_t i = 0; i < countof(cases); i++)
        judged(&cases[i]);
}

/* The capabilities found, joined by spaces. */
static void uses(const char *sql, const char *expected)
{
    owned(arena_release) struct arena *a = arena_new();
    struct sql_found found = { .n = 0 };
    struct text t = text_new(a);

    sql_statement_find(bytes_of(sql), &found);
    for (size_t i = 0; i < found.n; i++)
        text_addf(&t, "%s%s", i ? " " : "", found.names[i]);
    cr_expect_str_eq(t.at, expected, "%s: %s", sql, t.at);
}

Test(sql, capabilities)
{
    uses("SELECT 1", "");
    uses("INSERT INTO t VALUES (1)", "insert dml");
    uses("WITH a AS (SELECT 1), d AS (DELETE FROM t RETURNING 1) INSERT INTO u TABLE d", "delete dml insert");
    uses("SELECT * FROM t FOR UPDATE", "");
    uses("TRUNCATE t", "truncate dml");
    uses("DO $$ BEGIN END $$", "do_block");
    uses("ALTER TABLE t DROP COLUMN a", "drop_column");
    uses("ALTER TABLE a.t DROP a", "drop_column");
    uses("ALTER TABLE ONLY \"a\".\"t\" * DROP IF EXISTS a, DROP CONSTRAINT c", "drop_column drop_constraint");
    uses("ALTER TABLE t ALTER a DROP DEFAULT, ALTER COLUMN b DROP NOT NULL", "");
    uses("ALTER TABLE t ADD CONSTRAINT c CHECK (a IN (1, drop)), ADD drop int", "");
    uses("ALTER TABLE t DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY", "disable_rls no_force_rls");
    uses("ALTER TABLE t DISABLE TRIGGER ALL", "disable_trigger");
    uses("ALTER TABLE t OWNER TO x", "change_owner");
    uses("ALTER TABLE t ALTER a TYPE bigint", "alter_column_type");
    uses("ALTER TABLE t ALTER COLUMN type SET NOT NULL", "");
    uses("ALTER TABLE t ALTER COLUMN type SET DATA TYPE text USING (type)", "alter_column_type");
    uses("ALTER TABLE drop RENAME COLUMN a TO b", "");
    uses("CREATE FUNCTION f() RETURNS int SECURITY DEFINER AS $$ SECURITY DEFINER $$", "security_definer");
    uses("CREATE FUNCTION f() RETURNS int AS $$ SECURITY DEFINER $$", "");
    uses("SELECT pg_read_file('x'), \"dblink\"('y'), PG_Terminate_Backend(1)",
         "server_file remote_call signal_backend");
    uses("SELECT pg_read_file FROM t", "");
    uses("SELECT pg_catalog.set_config('a', 'b', true)", "set_config");
}

/* A compiler scans text whose bytes nobody has judged yet. */
Test(sql, a_name_that_goes_on_with_nul_is_another_name)
{
    static const uint8_t sql[] = "SELECT \"set_config\0\0\0\0\0\0\0\0\0\0\"(1)";
    struct sql_found found = { .n = 0 };

    sql_statement_find((struct bytes){ sql, sizeof sql - 1 }, &found);
    cr_expect_eq(found.n, 0);
}
