/*
 * SQL in which every character can be seen: what is written as an escape, and that nothing else changes.
 */
#include "visible.h"

#include <criterion/criterion.h>

Test(visible, what_can_be_seen_is_left_alone)
{
    owned(arena_release) struct arena *a = arena_new();
    static const char sql[] = "COMMENT ON TABLE \"gr\xc3\xb6\xc3\x9f\x65\" IS 'a\tb\n\\ \xf0\x9f\x98\x80'";

    cr_expect_eq(sql_visible(a, sql), sql);
}

Test(visible, hidden_characters_become_escapes)
{
    static const struct {
        const char *sql, *visible;
    } cases[] = {
        { "AS $x$\r\n  SELECT 'a\\b';\r\n$x$", "AS E'\\r\n  SELECT ''a\\\\b'';\\r\n'" },
        { "AS $$\xe2\x9a\xa0\xef\xb8\x8f$$", "AS E'\xe2\x9a\xa0\\uFE0F'" },
        { "'it''s\r\n'", "E'it''s\\r\n'" },
        { "E'a\\nb\r\n'", "E'a\\nb\\r\n'" },
        { "'\x1b[0m', 'plain \\'", "E'\\u001B[0m', 'plain \\'" },
        { "'\xf3\xa0\x81\x81'", "E'\\U000E0041'" },
        { "\"\xef\xbb\xbfid\" text, \"a\\b\"", "U&\"\\FEFFid\" text, \"a\\b\"" },
        { "\"say \"\"\\\xe2\x80\x8b\"", "U&\"say \"\"\\\\\\200B\"" },
        { "f($1, '\r\n', a$b$c)", "f($1, E'\\r\n', a$b$c)" },
        { "-- '\n'x\r\n' /* ' */ || 'y'", "-- '\nE'x\\r\n' /* ' */ || 'y'" },
    };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(cases); i++)
        cr_expect_str_eq(sql_visible(a, cases[i].sql), cases[i].visible);
}
