/*
 * Tests of fail: what a fail holds after each call, and how it is printed.
 */
#include <criterion/criterion.h>

#include "fail.h"
#include "text.h"

#include <stdio.h>

/* Prints a fail and compares the text. */
static void prints(const struct fail *f, const char *expected)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    cr_assert_not_null(out);
    fail_print(f, "prog", out);
    fclose(out);
    cr_expect_str_eq(text, expected);
    free(text);
}

Test(fail, returns_false_and_is_filled)
{
    struct fail f = { .detail = "old", .hint = "old", .name = "old" };

    cr_assert_not(fail(&f, FAIL_USAGE, "no file %d", 7));
    cr_assert_eq(f.code, FAIL_USAGE);
    cr_assert_str_eq(f.message, "no file 7");
    cr_assert_str_eq(f.name, "");
    cr_assert_str_eq(f.detail, "");
    cr_assert_str_eq(f.hint, "");
}

Test(fail, parts_are_printed_in_order)
{
    struct fail f;

    fail_named(&f, FAIL_BALE, "frame.size", "the bale is cut");
    prints(&f, "prog: error: the bale is cut [frame.size]\n");
    cr_assert_not(fail_detail(&f, "expected %d bytes", 1024));
    cr_assert_not(fail_detail(&f, "found %d bytes", 1000));
    cr_assert_not(fail_hint(&f, "Fetch it again."));
    cr_assert_not(fail_context(&f, "cannot open \"%s\"", "x.bale"));
    prints(&f, "prog: error: cannot open \"x.bale\": the bale is cut [frame.size]\n"
               "prog: detail:\n"
               "    expected 1024 bytes\n"
               "    found 1000 bytes\n"
               "prog: hint: Fetch it again.\n");
}

Test(fail, foreign_text_cannot_reach_the_terminal)
{
    struct fail f;

    fail(&f, FAIL_STEP, "bad \x1B[2J name \xFF");
    prints(&f, "prog: error: bad \\x1b[2J name \\xff\n");
}

Test(fail, long_text_is_cut_at_a_whole_character)
{
    struct fail f;
    char name[3 * 3000 + 1];

    for (size_t i = 0; i < 3000; i++)
        memcpy(name + 3 * i, "\xE2\x82\xAC", 4);
    fail(&f, FAIL_FAILED, "x%s", name);
    cr_assert_lt(strlen(f.message), sizeof f.message);
    cr_assert(utf8_valid(f.message, strlen(f.message)));
    for (int i = 0; i < 10; i++)
        fail_context(&f, "%s", name);
    cr_assert_lt(strlen(f.message), sizeof f.message);
    for (int i = 0; i < 10; i++)
        fail_detail(&f, "%s", name);
    cr_assert_lt(strlen(f.detail), sizeof f.detail);
    fail_hint(&f, "%s", name);
    cr_assert_lt(strlen(f.hint), sizeof f.hint);
    cr_assert(utf8_valid(f.hint, strlen(f.hint)));
}

Test(fail, every_status_has_a_meaning)
{
    for (int code = 0; code < FAIL_CODES; code++) {
        const char *meaning = fail_meaning((enum fail_code)code);
        cr_assert_not_null(meaning, "status %d", code);
        cr_assert_gt(strlen(meaning), 3u, "status %d", code);
    }
}
