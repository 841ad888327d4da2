/*
 * Every single bit of a small bale turned over: each variant is refused, or is the same bale with another
 * signature by a key that nobody knows.
 *
 * A bale is opened from plain memory here, because a sealed copy of each variant would take most of the time.
 */
#include "open.h"

#include "sample.h"

#include <criterion/criterion.h>

/* One migration with one step and one statement: the fewest blocks that a bale can have. */
static struct bytes small_bale(struct arena *a, const struct private_key *trusted,
                               const struct private_key *unknown)
{
    struct sample *s = sample_new(a);
    struct fail *f = fail_new(a);
    struct bytes now;

    s->bale.n_migrations = 1;
    s->bale.n_environments = s->bale.n_readers = s->bale.n_extensions = s->bale.n_roles = s->bale.n_schemas =
        0;
    s->bale.notice = (struct bale_notice){ NULL, NULL };
    sample_finish(s);
    cr_assert(bale_pack(a, &s->bale, &now, f) && bale_add_signature(a, now, trusted, &now, f) &&
                  bale_add_signature(a, now, unknown, &now, f),
              "%s: %s", f->name, f->message);
    return now;
}

static bool opens(struct bytes all, const struct trust *t, char id[ID_TEXT])
{
    owned(arena_release) struct arena *a = arena_new();
    const struct sealed_bale sealed = { .all = all };
    struct bale *bale;

    if (!bale_open(a, &sealed, t, SAMPLE_TIME, NULL, &bale, fail_new(a)))
        return false;
    memcpy(id, bale->id, ID_TEXT);
    return true;
}

/* The bytes of the signature that nobody can check. */
static struct bytes unknown_signature(struct bytes all, const struct private_key *unknown)
{
    owned(arena_release) struct arena *a = arena_new();
    struct frame frame;

    cr_assert(frame_walk(all, &frame, fail_new(a)));
    for (size_t i = 0; i < frame.n_signatures; i++)
        if (strcmp(frame.signatures[i].key_id, private_key_public(unknown)->id) == 0)
            return frame.signatures[i].raw;
    cr_assert_fail("no such signature");
    return (struct bytes){ NULL, 0 };
}

Test(bits, every_bit_counts, .timeout = 300)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *trusted = key_new(), *unknown = key_new();
    const struct private_key *keys[] = { trusted, NULL };
    struct bytes good = small_bale(a, trusted, unknown);
    const struct trust *t = trust_new(a, keys, 1);
    uint8_t *copy = (uint8_t *)arena_copy(a, good.at, good.size);
    struct bytes free_bytes = unknown_signature((struct bytes){ copy, good.size }, unknown);
    char id[ID_TEXT], other[ID_TEXT];
    size_t accepted = 0;

    cr_assert(opens(good, t, id));
    for (size_t bit = 0; bit < good.size * 8; bit++) {
        uint8_t *at = copy + bit / 8;
        bool free_bit = at >= free_bytes.at && at < free_bytes.at + free_bytes.size;
        *at ^= (uint8_t)(1u << bit % 8);
        bool opened = opens((struct bytes){ copy, good.size }, t, other);
        *at ^= (uint8_t)(1u << bit % 8);
        cr_assert_eq(opened, free_bit, "bit %zu of byte %zu", bit % 8, bit / 8);
        if (!opened)
            continue;
        cr_assert_str_eq(id, other);
        accepted++;
    }
    cr_expect_eq(accepted, free_bytes.size * 8);
}
