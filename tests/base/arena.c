/*
 * Tests of arena: alignment, zeroing, growth, formatted text.
 */
#include <criterion/criterion.h>

#include "arena.h"

#include <signal.h>
#include <stdalign.h>

Test(arena, memory_is_zeroed_and_aligned)
{
    owned(arena_release) struct arena *a = arena_new();

    for (size_t size = 0; size < 300; size++) {
        unsigned char *at = arena_alloc(a, size);
        cr_assert_not_null(at);
        cr_assert_eq((uintptr_t)at % alignof(max_align_t), 0u, "size %zu", size);
        for (size_t i = 0; i < size; i++)
            cr_assert_eq(at[i], 0, "size %zu, byte %zu", size, i);
        memset(at, 0xAA, size);
    }
}

Test(arena, pieces_do_not_overlap)
{
    owned(arena_release) struct arena *a = arena_new();
    enum { PIECES = 2000 };
    unsigned char *pieces[PIECES];

    /* Small ones, and now and then one that gets a block of its own. */
    for (size_t i = 0; i < PIECES; i++) {
        size_t size = i % 100 == 99 ? 100000 : i % 70 + 1;
        pieces[i] = arena_alloc(a, size);
        memset(pieces[i], (int)(i & 0xFF), size);
    }
    for (size_t i = 0; i < PIECES; i++) {
        size_t size = i % 100 == 99 ? 100000 : i % 70 + 1;
        for (size_t byte = 0; byte<size; byte += size> 100 ? 997 : 1)
            cr_assert_eq(pieces[i][byte], i & 0xFF, "piece %zu", i);
    }
}

Test(arena, used_counts_what_was_handed_out)
{
    owned(arena_release) struct arena *a = arena_new();

    cr_assert_eq(arena_used(a), 0u);
    arena_alloc(a, 100);
    cr_assert_geq(arena_used(a), 100u);
    arena_alloc(a, 1000000);
    cr_assert_geq(arena_used(a), 1000100u);
}

Test(arena, free_takes_null)
{
    struct arena *none = NULL;

    arena_free(NULL);
    arena_release(&none);
}

Test(arena, grow_keeps_the_elements)
{
    owned(arena_release) struct arena *a = arena_new();
    size_t room = 0;
    int *numbers = NULL;

    for (int i = 0; i < 1000; i++) {
        if ((size_t)i == room)
            numbers = arena_grow(a, numbers, (size_t)i, &room, sizeof *numbers);
        numbers[i] = i;
    }
    cr_assert_geq(room, 1000u);
    for (int i = 0; i < 1000; i++)
        cr_assert_eq(numbers[i], i);
}

Test(arena, text_is_copied)
{
    owned(arena_release) struct arena *a = arena_new();
    char original[] = "bale";

    char *copy = arena_text(a, original);
    original[0] = 'x';
    cr_assert_str_eq(copy, "bale");
    cr_assert_null(arena_text(a, NULL));

    char *part = arena_copy(a, "migration", 3);
    cr_assert_str_eq(part, "mig");
    cr_assert_str_eq(arena_copy(a, "", 0), "");
}

Test(arena, format_makes_room_for_any_length)
{
    owned(arena_release) struct arena *a = arena_new();

    cr_assert_str_eq(format(a, "%s-%d", "step", 10), "step-10");
    char *wide = format(a, "%*d", 70000, 7);
    cr_assert_eq(strlen(wide), 70000u);
    cr_assert_eq(wide[69999], '7');
}

/* An impossible size must end the program, never wrap around to a small piece. */
Test(arena, impossible_product_aborts, .signal = SIGABRT)
{
    owned(arena_release) struct arena *a = arena_new();

    arena_array(a, SIZE_MAX / 4, 16);
}

Test(arena, impossible_size_aborts, .signal = SIGABRT)
{
    owned(arena_release) struct arena *a = arena_new();

    arena_alloc(a, SIZE_MAX - 8);
}
