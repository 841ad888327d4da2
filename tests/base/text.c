/*
 * Tests of text: growing text, hexadecimal, numbers, UTF-8, and foreign text made safe to show.
 */
#include <criterion/criterion.h>

#include "text.h"

Test(text, grows_and_stays_terminated)
{
    owned(arena_release) struct arena *a = arena_new();
    struct text t = text_new(a);

    cr_assert_str_eq(t.at, "");
    for (int i = 0; i < 1000; i++) {
        text_addf(&t, "%d,", i % 10);
        cr_assert_eq(strlen(t.at), t.size);
    }
    cr_assert_eq(t.size, 2000u);
    cr_assert(text_starts(t.at, "0,1,2,"));
    cr_assert(text_ends(t.at, "8,9,"));
}

Test(text, holds_bytes_with_nul)
{
    owned(arena_release) struct arena *a = arena_new();
    struct text t = text_new(a);

    text_add_bytes(&t, "a\0b", 3);
    text_add_bytes(&t, NULL, 0);
    cr_assert_eq(t.size, 3u);
    cr_assert_eq(memcmp(t.at, "a\0b", 4), 0);
}

Test(text, separate_only_between)
{
    owned(arena_release) struct arena *a = arena_new();
    struct text t = text_new(a);

    text_add(&t, "(");
    size_t from = t.size;
    for (int i = 0; i < 3; i++) {
        text_separate(&t, from, ", ");
        text_addf(&t, "%d", i);
    }
    cr_assert_str_eq(t.at, "(0, 1, 2");
}

Test(text, comparisons)
{
    cr_assert(text_equal("a", "a"));
    cr_assert_not(text_equal("a", "b"));
    cr_assert(text_equal(NULL, NULL));
    cr_assert_not(text_equal(NULL, "a"));
    cr_assert_not(text_equal("a", NULL));
    cr_assert(text_starts("prelude.sql", "pre"));
    cr_assert_not(text_starts("pre", "prelude"));
    cr_assert(text_ends("x.sql", ".sql"));
    cr_assert_not(text_ends("sql", ".sql"));
    cr_assert(bytes_equal(bytes_of("ab"), bytes_of("ab")));
    cr_assert_not(bytes_equal(bytes_of("ab"), bytes_of("abc")));
    cr_assert(bytes_equal((struct bytes){ 0 }, bytes_of("")));
}

Test(text, hexadecimal_round_trip)
{
    owned(arena_release) struct arena *a = arena_new();
    uint8_t all[256], back[256];

    for (size_t i = 0; i < sizeof all; i++)
        all[i] = (uint8_t)i;
    char *digits = hex_text(a, (struct bytes){ all, sizeof all });
    cr_assert_eq(strlen(digits), 512u);
    cr_assert(hex_read(digits, back, sizeof back));
    cr_assert_eq(memcmp(all, back, sizeof all), 0);
    cr_assert_str_eq(hex_text(a, (struct bytes){ 0 }), "");
}

Test(text, hexadecimal_is_strict)
{
    static const char *const wrong[] = { "", "0", "000", "0G", "0g", "AB", "a ", " a", "0x", "abcd" };
    uint8_t out = 0x55;

    for (size_t i = 0; i < countof(wrong); i++)
        cr_assert_not(hex_read(wrong[i], &out, 1), "\"%s\" was read", wrong[i]);
    cr_assert_eq(out, 0x55, "a refused text must not change the result");
    cr_assert(hex_read("", &out, 0));
}

Test(text, whole_numbers_only)
{
    static const char *const wrong[] = { "", " ", "-1", "+1", "1 ", " 1", "1.0", "0x10", "1e3", "a" };
    uint64_t number = 99;

    for (size_t i = 0; i < countof(wrong); i++)
        cr_assert_not(number_read(wrong[i], UINT64_MAX, &number), "\"%s\" was read", wrong[i]);
    cr_assert_not(number_read("11", 10, &number));
    cr_assert_not(number_read("18446744073709551616", UINT64_MAX, &number));
    cr_assert_not(number_read("99999999999999999999999", UINT64_MAX, &number));
    cr_assert_eq(number, 99u);
    cr_assert(number_read("10", 10, &number));
    cr_assert_eq(number, 10u);
    cr_assert(number_read("18446744073709551615", UINT64_MAX, &number));
    cr_assert_eq(number, UINT64_MAX);
    cr_assert(number_read("007", 10, &number));
    cr_assert_eq(number, 7u);
}

Test(text, utf8_accepts_each_length)
{
    static const struct {
        const char *bytes;
        uint32_t code;
    } good[] = {
        { "A", 0x41 },
        { "\x7F", 0x7F },
        { "\xC2\x80", 0x80 },
        { "\xDF\xBF", 0x7FF },
        { "\xE0\xA0\x80", 0x800 },
        { "\xED\x9F\xBF", 0xD7FF },
        { "\xEE\x80\x80", 0xE000 },
        { "\xEF\xBF\xBF", 0xFFFF },
        { "\xF0\x90\x80\x80", 0x10000 },
        { "\xF4\x8F\xBF\xBF", 0x10FFFF },
    };

    for (size_t i = 0; i < countof(good); i++) {
        uint32_t code = 0;
        size_t size = strlen(good[i].bytes);
        cr_assert_eq(utf8_next(good[i].bytes, size, &code), size, "case %zu", i);
        cr_assert_eq(code, good[i].code, "case %zu", i);
        cr_assert(utf8_valid(good[i].bytes, size), "case %zu", i);
        /* Cut short, it is not valid; a byte beyond the size is never looked at. */
        if (size > 1)
            cr_assert_eq(utf8_next(good[i].bytes, size - 1, &code), 0u, "case %zu", i);
    }
    uint32_t code;
    cr_assert_eq(utf8_next("", 0, &code), 0u);
    cr_assert(utf8_valid("", 0));
    cr_assert(utf8_valid("a\0b", 3));
}

Test(text, utf8_refuses_what_is_not)
{
    static const char *const wrong[] = {
        "\x80",             /* continuation without a start */
        "\xC0\x80",         /* overlong NUL */
        "\xC1\xBF",         /* overlong */
        "\xE0\x9F\xBF",     /* overlong */
        "\xF0\x8F\xBF\xBF", /* overlong */
        "\xED\xA0\x80",     /* surrogate */
        "\xED\xBF\xBF",     /* surrogate */
        "\xF4\x90\x80\x80", /* above the last code point */
        "\xF5\x80\x80\x80",
        "\xFE",
        "\xFF",
        "\xC3(",
        "\xE2\x82(",
        "\xF0\x9F\x92(",
    };

    for (size_t i = 0; i < countof(wrong); i++)
        cr_assert_not(utf8_valid(wrong[i], strlen(wrong[i])), "case %zu", i);
}

static void shows(const char *from, size_t size, bool lines, const char *expected)
{
    owned(arena_release) struct arena *a = arena_new();

    cr_assert_str_eq(text_shown(a, from, size, lines), expected);
}

Test(text, shown_escapes_what_a_terminal_would_obey)
{
    shows("plain", 5, false, "plain");
    shows("caf\xC3\xA9", 5, false, "caf\xC3\xA9");
    shows("\x1B[31m", 5, false, "\\x1b[31m");
    shows("a\nb\tc", 5, false, "a\\x0ab\\x09c");
    shows("a\nb\tc", 5, true, "a\nb\tc");
    shows("a\rb", 3, true, "a\\x0db");
    shows("a\0b", 3, true, "a\\x00b");
    shows("\xFFx", 2, true, "\\xffx");
    shows("\xC2\x9Bx", 3, true, "\\u{9b}x");
    shows("\xE2\x80\xAEx", 4, true, "\\u{202e}x");
    shows("\xE2\x80\x8Bx", 4, true, "\\u{200b}x");
    shows("\xEF\xBB\xBFx", 4, true, "\\u{feff}x");
    shows("\xF3\xA0\x81\x81", 4, true, "\\u{e0041}");
}

Test(text, hidden_codes)
{
    static const uint32_t hidden[] = { 0,    0x1B, 0x7F,   0x85,   0xAD,   0x200E, 0x202A,  0x2066,  0xE0001,
                                       '\t', '\n', 0x115F, 0x3164, 0xFE0F, 0xE000, 0x1FFFE, 0x10FFFF };
    static const uint32_t visible[] = { ' ', 'a', '~', 0xA0, 0xE9, 0x2010, 0x20AC, 0x1F4BE };

    for (size_t i = 0; i < countof(hidden); i++)
        cr_assert(code_hidden(hidden[i]), "U+%04X", hidden[i]);
    for (size_t i = 0; i < countof(visible); i++)
        cr_assert_not(code_hidden(visible[i]), "U+%04X", visible[i]);
}

Test(text, passwords_are_left_out)
{
    static const struct {
        const char *from, *to;
    } cases[] = {
        { "nothing here: user@host", "nothing here: user@host" },
        { "postgresql://u@h:5432/d", "postgresql://u@h:5432/d" },
        { "postgresql://u:secret@h/d", "postgresql://u:***@h/d" },
        { "cannot open \"postgres://u:se@cr/et@h\" or x@y", "cannot open \"postgres://u:***@h\" or x@y" },
        { "host=h password=secret user=u", "host=h password=*** user=u" },
        { "password = 'se\\'cret word' dbname=d", "password = *** dbname=d" },
        { "postgresql://h/d?password=secret&user=u", "postgresql://h/d?password=***&user=u" },
        { "postgresql://u:one@h password=two", "postgresql://u:***@h password=***" },
        { "password authentication failed", "password authentication failed" },
        { "password='", "password=***" },
        { "password=", "password=" },
        { "://", "://" },
    };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(cases); i++)
        cr_expect_str_eq(text_without_secrets(a, cases[i].from), cases[i].to);
}
