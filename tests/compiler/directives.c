/*
 * Directives and the content of files. No server.
 */
#include "source.h"

#include <criterion/criterion.h>

static bool reads(struct arena *a, const char *sql, enum source_rules rules, struct source_file *file,
                  struct fail *f)
{
    return source_parse(a, "f.sql", bytes_of(sql), rules, file, f);
}

Test(directive, attaches_to_what_follows)
{
    owned(arena_release) struct arena *a = arena_new();
    struct source_file file;
    struct fail f = { 0 };

    cr_assert(reads(a,
                    "-- a comment about pgbale\n"
                    "-- pgbale: renamed-from hub.\"Old name\"\n\n"
                    "CREATE TABLE hub.account (\n"
                    "    id int,\n"
                    "    -- pgbale: renamed-from Title\n"
                    "    name text DEFAULT '\n-- pgbale: bogus\n'\n"
                    ");\n"
                    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\n-- pgbale: bogus\nSELECT 1 $$;\n"
                    "-- pgbale: allow drop-column \"moved to meta\"\n"
                    "-- pgbale: allow other \"why\"\n"
                    "CREATE VIEW v AS SELECT 1;\n",
                    SOURCE_SCHEMA, &file, &f),
              "%s", f.message);
    cr_assert_eq(file.n_statements, 3);
    cr_assert_eq(file.n_directives, 4);
    const struct directive *d = file.directives;
    cr_expect(d[0].kind == DIRECTIVE_RENAMED_FROM && d[0].statement == 0 && !d[0].inside && d[0].line == 2);
    cr_assert_eq(d[0].n_old, 2);
    cr_expect(text_equal(d[0].old[0], "hub") && text_equal(d[0].old[1], "Old name"));
    cr_expect(d[1].inside && d[1].statement == 0 && d[1].line == 6 && d[1].column == 5);
    cr_expect_str_eq(d[1].old[0], "title");
    cr_expect(memcmp(file.text.at + d[1].offset, "-- pgbale", 9) == 0);
    cr_expect_eq(file.statements[1].n_directives, 0);
    cr_expect_eq(file.statements[2].n_directives, 2);
    cr_expect_str_eq(source_directive(&file.statements[2], DIRECTIVE_ALLOW)->text, "drop-column");
    cr_expect_str_eq(source_directive(&file.statements[2], DIRECTIVE_ALLOW)->reason, "moved to meta");
    cr_expect_null(source_directive(&file.statements[2], DIRECTIVE_STUB));
}

Test(directive, old_labels)
{
    static const struct {
        const char *text;
        bool good;
    } cases[] = { { "'old'", true },  { "'it''s'", true }, { "'''x'''", true }, { "''", false },
                  { "'a'b'", false }, { "'open", false },  { "'a' 'b'", false } };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(cases); i++) {
        struct source_file file;
        struct fail f = { 0 };
        const char *sql =
            format(a, "CREATE TYPE e AS ENUM (\n-- pgbale: renamed-from %s\n'new');", cases[i].text);
        cr_expect_eq(reads(a, sql, SOURCE_SCHEMA, &file, &f), cases[i].good, "%s", cases[i].text);
        cr_expect(!cases[i].good ||
                  (file.directives[0].literal && text_equal(file.directives[0].text, cases[i].text)));
    }
}

Test(directive, expected_rows)
{
    static const struct {
        const char *text;
        uint64_t least, most;
    } cases[] = { { "5", 5, 5 }, { "1..3", 1, 3 }, { "1..", 1, UINT64_MAX }, { "0", 0, 0 } };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(cases); i++) {
        struct source_file file;
        struct fail f = { 0 };
        cr_assert(reads(a, format(a, "-- pgbale: expect-rows %s\nUPDATE t SET a = 1;\n", cases[i].text),
                        SOURCE_STEP, &file, &f),
                  "%s", f.message);
        const struct directive *d = source_directive(&file.statements[0], DIRECTIVE_EXPECT_ROWS);
        cr_assert_not_null(d);
        cr_expect(d->least == cases[i].least && d->most == cases[i].most, "%s", cases[i].text);
    }
}

Test(directive, errors_name_the_place)
{
    static const struct {
        const char *sql;
        enum source_rules rules;
        const char *begins;
    } cases[] = {
        { "\n-- pgbale: frobnicate\nSELECT 1;\n", SOURCE_STEP,
          "f.sql:2:1: unknown directive \"frobnicate\"" },
        { "-- pgbale: expect-rows 3..1\nUPDATE t SET a = 1;\n", SOURCE_STEP, "f.sql:1:1: malformed" },
        { "-- pgbale: expect-rows\nUPDATE t SET a = 1;\n", SOURCE_STEP, "f.sql:1:1: malformed" },
        { "-- pgbale: expect-rows 1\nDROP TABLE t;\n", SOURCE_STEP,
          "f.sql:1:1: the directive \"expect-rows\" needs" },
        { "-- pgbale: expect-rows 1\nCREATE TABLE t ();\n", SOURCE_SCHEMA, "f.sql:1:1: " },
        { "-- pgbale: allow x\nSELECT 1;\n", SOURCE_STEP, "f.sql:1:1: malformed" },
        { "-- pgbale: allow x \"\"\nSELECT 1;\n", SOURCE_STEP, "f.sql:1:1: malformed" },
        { "-- pgbale: renamed-from a, b\nCREATE TABLE c ();\n", SOURCE_SCHEMA, "f.sql:1:1: malformed" },
        { "-- pgbale: renamed-from\nCREATE TABLE c ();\n", SOURCE_SCHEMA, "f.sql:1:1: " },
        { "-- pgbale: renamed-from a CASCADE\nCREATE TABLE c ();\n", SOURCE_SCHEMA, "f.sql:1:1: malformed" },
        { "-- pgbale: renamed-from a\nALTER TABLE c RENAME TO d;\n", SOURCE_STEP, "f.sql:1:1: " },
        { "-- pgbale: renamed-from a\n-- pgbale: renamed-from b\nCREATE TABLE c ();\n", SOURCE_SCHEMA,
          "f.sql:2:1: " },
        { "SELECT 1;\n-- pgbale: allow x \"y\"\n", SOURCE_STEP,
          "f.sql:2:1: the directive \"allow\" is about nothing" },
        { "SELECT 1; -- pgbale: allow x \"y\"\nSELECT 2;\n", SOURCE_STEP, "f.sql:1:11: " },
        { "--pgbale: stub\nCREATE TABLE c ();\n", SOURCE_SCHEMA, "f.sql:1:1: " },
        { "-- PGBALE: stub\nCREATE TABLE c ();\n", SOURCE_SCHEMA, "f.sql:1:1: " },
        { "/* pgbale: stub */\nCREATE TABLE c ();\n", SOURCE_SCHEMA, "f.sql:1:1: " },
        { "-- pgbale: stub x\nCREATE TABLE c ();\n", SOURCE_SCHEMA, "f.sql:1:1: malformed" },
        { "SELECT\n-- pgbale: expect-rows 1\n1;\n", SOURCE_STEP, "f.sql:2:1: " },
        { "-- pgbale: allow x \"y\"\nSET statement_timeout = 0;\n", SOURCE_SCHEMA, "f.sql:1:1: " },
    };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(cases); i++) {
        struct source_file file;
        struct fail f = { 0 };
        cr_assert_not(reads(a, cases[i].sql, cases[i].rules, &file, &f), "accepted: %s", cases[i].sql);
        cr_expect_str_eq(f.name, "sql.directive", "%s: %s", cases[i].sql, f.message);
        cr_expect(text_starts(f.message, cases[i].begins), "%s: %s", cases[i].sql, f.message);
        cr_expect(f.hint[0], "%s: no hint", cases[i].sql);
    }
}

Test(directive, opaque_lets_newer_sql_pass)
{
    static const char newer[] = "CREATE TABLE a ();\n"
                                "%sCREATE UNLOGGED TABLE t (a int GENERATED ALWAYS AS (1) VIRTUAL);\n"
                                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END;\n";
    owned(arena_release) struct arena *a = arena_new();
    struct source_file file;
    struct fail f = { 0 };

    cr_expect_not(reads(a, format(a, newer, ""), SOURCE_SCHEMA, &file, &f));
    cr_expect_str_eq(f.name, "sql.syntax");
    cr_expect(strstr(f.hint, "opaque"));
    cr_assert(reads(a, format(a, newer, "-- pgbale: opaque\n"), SOURCE_SCHEMA, &file, &f), "%s", f.message);
    cr_assert_eq(file.n_statements, 3);
    cr_expect_null(file.statements[1].node);
    cr_expect_str_eq(file.statements[1].tag, "CREATE TABLE");
    cr_expect_str_eq(file.statements[1].capabilities[0], "opaque");
    cr_assert(reads(a, "-- pgbale: opaque \"REPACK\"\nREPACK t;\n", SOURCE_STEP, &file, &f), "%s", f.message);
    cr_expect_str_eq(file.statements[0].tag, "REPACK");
    cr_expect_not(reads(a, "-- pgbale: opaque\nREPACK t;\n", SOURCE_STEP, &file, &f));
    /* Only the statement that it stands before. */
    cr_expect_not(reads(a, "-- pgbale: opaque\nFOO t;\nBAR t;\n", SOURCE_SCHEMA, &file, &f));
}

Test(content, hidden_characters_are_named)
{
    static const struct {
        const char *sql;
        size_t size;
        const char *says;
    } cases[] = {
        { "SELECT 1;\nSELECT '\0';\n", 22, "f.sql:2:9: U+0000 NUL" },
        { "SELECT '\xff';\n", 12, "f.sql:1:9: byte 0xFF" },
        { "\xef\xbb\xbfSELECT 1;\n", 13, "f.sql:1:1: U+FEFF" },
        { "SELECT 1;\r\n", 11, "f.sql:1:10: U+000D CARRIAGE RETURN" },
        { "SELECT '\x1b[0m';\n", 15, "f.sql:1:9: U+001B" },
        { "SELECT '\xc2\x85';\n", 13, "f.sql:1:9: U+0085" },
        { "SELECT '\xe2\x80\xae';\n", 14, "f.sql:1:9: U+202E RIGHT-TO-LEFT OVERRIDE" },
        { "-- \xe2\x80\x8b\n", 7, "f.sql:1:4: U+200B ZERO WIDTH SPACE" },
        { "-- \xf3\xa0\x81\x81\n", 8, "f.sql:1:4: U+E0041" },
        { "-- \xee\x80\x80\n", 7, "f.sql:1:4: U+E000" },
        { "SELECT 1;", 9, "f.sql:1: the last line" },
        { "SELECT 1;\n\n", 11, "f.sql:2: the file ends with an empty line" },
        { "SELECT gr\xc3\xb6\xc3\x9f\x65 FROM t;\n", 23, "f.sql:1:10: a letter beyond ASCII" },
    };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(cases); i++) {
        struct source_file file;
        struct fail f = { 0 };
        struct bytes text = { (const uint8_t *)arena_copy(a, cases[i].sql, cases[i].size), cases[i].size };
        cr_assert_not(source_parse(a, "f.sql", text, SOURCE_STEP, &file, &f), "accepted: %s", cases[i].says);
        cr_expect_str_eq(f.name, "sql.content");
        cr_expect(text_starts(f.message, cases[i].says), "\"%s\", not \"%s\"", f.message, cases[i].says);
    }
    struct source_file file;
    struct fail f = { 0 };
    cr_expect(reads(a,
                    "SELECT \"gr\xc3\xb6\xc3\x9f\x65\", 'caf\xc3\xa9 \xe6\x97\xa5 \xf0\x9f\x98\x80' FROM t; "
                    "-- \xc3\xa9\n",
                    SOURCE_STEP, &file, &f),
              "%s", f.message);
}

/* Files that are not signed come out of editors and databases. */
Test(content, schema_files_may_come_from_windows_and_hold_emoji)
{
    owned(arena_release) struct arena *a = arena_new();
    struct source_file file;
    struct fail f = { 0 };

    cr_assert(reads(a,
                    "\xef\xbb\xbf"
                    "CREATE TABLE t (\r\n    a int\r\n);\r\n",
                    SOURCE_SCHEMA, &file, &f),
              "%s", f.message);
    cr_expect_str_eq((const char *)file.text.at, "CREATE TABLE t (\n    a int\n);\n");
    cr_expect_eq(file.statements[0].column, 1);
    /* Only some lines end so: these are what a function holds. */
    cr_assert(reads(a, "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$\r\nSELECT 1$$;\n", SOURCE_SCHEMA,
                    &file, &f),
              "%s", f.message);
    cr_expect_str_eq(file.statements[0].body, "\r\nSELECT 1");
    cr_expect(reads(a,
                    "COMMENT ON TABLE t IS '\xe2\x9a\xa0\xef\xb8\x8f 1\xef\xb8\x8f\xe2\x83\xa3 "
                    "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x92\xbb \xd9\x85\xe2\x80\x8c\xd8\xaa';\n",
                    SOURCE_SCHEMA, &file, &f),
              "%s", f.message);
    cr_expect_not(reads(a, "COMMENT ON TABLE t IS 'a\rb';\n", SOURCE_SCHEMA, &file, &f));
    cr_expect_not(reads(a, "COMMENT ON TABLE t IS 'a\xef\xb8\x8f';\n", SOURCE_SCHEMA, &file, &f));
    cr_expect_not(reads(a, "COMMENT ON TABLE t IS 'a\xe2\x80\x8d';\n", SOURCE_SCHEMA, &file, &f));
    cr_expect_not(reads(a, "COMMENT ON TABLE t IS '\xe2\x9a\xa0\xef\xb8\x8f';\n", SOURCE_STEP, &file, &f));
}
