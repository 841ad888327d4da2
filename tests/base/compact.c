/*
 * Tests of compact: what was written is read again, and bytes that nobody wrote so are noticed.
 */
#include <criterion/criterion.h>

#include "compact.h"

static struct bytes written(const struct text *t)
{
    return (struct bytes){ (const uint8_t *)t->at, t->size };
}

Test(compact, reads_what_was_written)
{
    owned(arena_release) struct arena *a = arena_new();
    const uint64_t numbers[] = { 0, 1, 127, 128, 300, UINT32_MAX, UINT64_MAX };
    const int64_t whole[] = { 0, -1, 1, -64, 64, INT64_MAX, INT64_MIN };
    struct text t = text_new(a);

    for (size_t i = 0; i < countof(numbers); i++)
        compact_put_number(&t, numbers[i]);
    for (size_t i = 0; i < countof(whole); i++)
        compact_put_signed(&t, whole[i]);
    compact_put_text(&t, NULL);
    compact_put_text(&t, "");
    compact_put_text(&t, "caf\xC3\xA9");

    struct compact u = compact_of(written(&t));
    for (size_t i = 0; i < countof(numbers); i++)
        cr_assert_eq(compact_take_number(&u), numbers[i]);
    for (size_t i = 0; i < countof(whole); i++)
        cr_assert_eq(compact_take_signed(&u), whole[i]);
    cr_assert_null(compact_take_text(&u));
    cr_assert_str_eq(compact_take_text(&u), "");
    cr_assert_not(compact_done(&u));
    cr_assert_str_eq(compact_take_text(&u), "caf\xC3\xA9");
    cr_assert(compact_done(&u));
    cr_assert_eq(compact_take_number(&u), 0u);
    cr_assert_not(compact_done(&u));
}

Test(compact, no_beginning_of_the_bytes_is_taken_for_the_whole)
{
    owned(arena_release) struct arena *a = arena_new();
    struct text t = text_new(a);

    compact_put_number(&t, 1u << 20);
    compact_put_text(&t, "some text");
    compact_put_signed(&t, -70000);
    for (size_t size = 0; size < t.size; size++) {
        struct compact u = compact_of((struct bytes){ (const uint8_t *)t.at, size });
        compact_take_number(&u);
        compact_take_text(&u);
        compact_take_signed(&u);
        cr_assert_not(compact_done(&u), "%zu bytes", size);
    }
}

Test(compact, refuses_sizes_that_cannot_be)
{
    const uint8_t endless[] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF };
    const uint8_t not_ended[] = { 3, 'a', 'b', 'c' }, beyond[] = { 9, 'a', 0 };

    struct compact u = compact_of((struct bytes){ endless, sizeof endless });
    cr_assert_eq(compact_take_number(&u), 0u);
    cr_assert(u.bad);
    u = compact_of((struct bytes){ not_ended, sizeof not_ended });
    cr_assert_null(compact_take_text(&u));
    cr_assert(u.bad);
    u = compact_of((struct bytes){ beyond, sizeof beyond });
    cr_assert_eq(compact_take_count(&u), 0u);
    cr_assert(u.bad);
    u = compact_of((struct bytes){ beyond, sizeof beyond });
    cr_assert_null(compact_take_text(&u));
    cr_assert(u.bad);
}
