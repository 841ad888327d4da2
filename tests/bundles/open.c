/*
 * The one door: what comes back, signatures and thresholds, what is cut or added. bits.c changes every bit.
 */
#include "open.h"

#include "digest.h"
#include "sample.h"

#include <criterion/criterion.h>

static void refused(struct arena *a, struct bytes b, const struct trust *t, const char *name)
{
    struct fail *f = fail_new(a);
    struct bale *bale = NULL;

    cr_expect(!open_bytes(a, b, t, &bale, f), "accepted, expected %s", name);
    cr_expect_str_eq(f->name, name, "%s: %s", f->name, f->message);
    cr_expect_eq(f->code, FAIL_BALE);
    cr_expect_null(bale);
}

static struct bale *accepted(struct arena *a, struct bytes b, const struct trust *t)
{
    struct fail *f = fail_new(a);
    struct bale *bale = NULL;

    cr_assert(open_bytes(a, b, t, &bale, f), "%s: %s", f->name, f->message);
    return bale;
}

Test(open, gives_back_what_was_packed)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *key = key_new();
    const struct private_key *keys[] = { key, NULL };
    const struct sample *s = sample_new(a);
    const struct bale *b = accepted(a, sample_signed(a, keys), trust_new(a, keys, 1));
    char id[ID_TEXT];

    digest_hex(b->seal, id);
    cr_expect_str_eq(b->id, id);
    cr_expect_str_eq(b->lineage, "hub");
    cr_expect_eq(b->created, SAMPLE_TIME);
    cr_expect_eq(b->n_environments, 2);
    cr_expect(bytes_equal(b->state_sql, s->bale.state_sql));
    cr_assert_eq(b->n_migrations, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct bale_migration *was = &s->migrations[i], *now = &b->migrations[i];
        cr_expect_str_eq(now->id, was->id);
        cr_expect_eq(now->n_states, was->n_states);
        cr_assert_eq(now->n_steps, was->n_steps);
        for (size_t t = 0; t < now->n_steps; t++) {
            cr_expect(bytes_equal(now->steps[t].sql, was->steps[t].sql));
            cr_expect_eq(now->steps[t].standalone, was->steps[t].standalone);
        }
    }
    const struct bale_statement *counted = &b->migrations[0].steps[0].statements[1];
    cr_expect(counted->counted && counted->least == 1 && counted->most == UINT64_MAX);
    cr_expect_str_eq(b->migrations[1].steps[1].statements[0].probe.name, "account_name");
    cr_expect_str_eq(b->migrations[1].clients[0].min_version, "1.10.0");
    cr_expect_str_eq(b->signatures[0].key_name, "key-0");
    cr_expect_eq(bale_states_of(bale_newest(b), 16)->n_digests, 3);
    cr_expect_null(bale_states_of(bale_newest(b), 17));
}

Test(open, equal_input_gives_equal_bytes)
{
    owned(arena_release) struct arena *a = arena_new(), *other = arena_new();
    struct bytes one, two;

    cr_assert(bale_pack(a, &sample_new(a)->bale, &one, fail_new(a)));
    cr_assert(bale_pack(other, &sample_new(other)->bale, &two, fail_new(a)));
    cr_assert(bytes_equal(one, two));
}

Test(open, signatures_are_added_without_changing_the_id)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *one = key_new(), *two = key_new(), *three = NULL;
    struct fail *f = fail_new(a);
    cr_assert(private_key_generate(KEY_P256, &three, f));
    const struct private_key *keys[] = { one, two, three, NULL }, *first[] = { one, NULL };
    const struct bale *before = accepted(a, sample_signed(a, first), trust_new(a, first, 1));
    struct bytes all = sample_signed(a, keys), more;
    const struct bale *after = accepted(a, all, trust_new(a, keys, 3));

    cr_expect_str_eq(before->id, after->id);
    cr_expect_eq(after->n_signatures, 3);
    for (size_t i = 1; i < 3; i++)
        cr_expect(strcmp(after->signatures[i - 1].key_id, after->signatures[i].key_id) < 0);
    cr_expect(!bale_add_signature(a, all, two, &more, f));
    cr_expect_str_eq(f->name, "sign.already");
    cr_expect(
        !bale_attach_signature(a, sample_signed(a, first), private_key_public(two), bytes_of("x"), &more, f));
    cr_expect_str_eq(f->name, "sign.wrong");
}

Test(open, who_may_sign)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *one = key_new(), *two = key_new();
    const struct private_key *first[] = { one, NULL }, *second[] = { two, NULL },
                             *both[] = { one, two, NULL };
    const struct private_key *none[] = { NULL };
    struct bytes by_one = sample_signed(a, first), by_both = sample_signed(a, both);

    refused(a, sample_signed(a, none), trust_new(a, first, 1), "signature.none");
    refused(a, by_one, trust_new(a, second, 1), "signature.unknown-key");
    refused(a, by_one, trust_new(a, both, 2), "signature.threshold");
    accepted(a, by_both, trust_new(a, both, 2));
    accepted(a, by_both, trust_new(a, second, 1));

    struct trust *t = trust_new(a, first, 1);
    struct trust_key *key = arena_alloc(a, sizeof *key);
    *key = t->keys[0];
    t->keys = key;
    key->revoked = true, refused(a, by_one, t, "signature.revoked"), key->revoked = false;
    key->not_before = SAMPLE_TIME + 1, refused(a, by_one, t, "signature.not-yet-valid"), key->not_before = 0;
    key->not_after = SAMPLE_TIME - 1, refused(a, by_one, t, "signature.expired"), key->not_after = 0;
    key->lineages = (const char *const[]){ "other", NULL }, refused(a, by_one, t, "signature.lineage");
    key->lineages = (const char *const[]){ "other", "hub", NULL }, accepted(a, by_one, t);
    t->roles[ROLE_RELEASE].n_keys = 0, refused(a, by_one, t, "signature.role");
}

Test(open, a_bad_signature_of_a_trusted_key_rejects)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *one = key_new(), *two = key_new();
    const struct private_key *both[] = { one, two, NULL };
    struct bytes good = sample_signed(a, both);
    struct frame frame;

    cr_assert(frame_walk(good, &frame, fail_new(a)));
    for (size_t i = 0; i < 2; i++) {
        uint8_t *bad = (uint8_t *)arena_copy(a, good.at, good.size);
        memset(bad + (frame.signatures[i].raw.at - good.at), 0, frame.signatures[i].raw.size);
        refused(a, (struct bytes){ bad, good.size }, trust_new(a, both, 1), "signature.bad");
    }
}

Test(open, every_truncation_and_extension)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *key = key_new();
    const struct private_key *keys[] = { key, NULL };
    struct bytes good = sample_signed(a, keys);
    const struct trust *t = trust_new(a, keys, 1);
    uint8_t *longer = arena_alloc(a, good.size * 2);
    struct bale *bale;

    for (size_t size = 0; size < good.size; size += FRAME_BLOCK)
        cr_expect(!open_bytes(a, (struct bytes){ good.at, size }, t, &bale, fail_new(a)), "%zu", size);
    memcpy(longer, good.at, good.size);
    refused(a, (struct bytes){ longer, good.size + FRAME_BLOCK }, t, "archive.size");
    memcpy(longer + good.size, good.at, good.size);
    refused(a, (struct bytes){ longer, good.size * 2 }, t, "archive.size");
}
