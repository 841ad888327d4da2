/*
 * pack_sign: adds a signature to a bale. See pack.h.
 */
#include "open.h"
#include "pack.h"

enum { MEMBER = 2 * FRAME_BLOCK }; /* header and the one block that a signature needs */

/* The bale with one more signature member, in ascending order. */
static struct bytes inserted(struct arena *a, struct bytes old, const struct frame *frame, const char *key_id,
                             struct bytes raw)
{
    size_t before = 0;
    char name[FRAME_SIGNATURE_NAME];

    while (before < frame->n_signatures && strcmp(frame->signatures[before].key_id, key_id) < 0)
        before++;
    size_t at = frame->signatures_end - (frame->n_signatures - before) * MEMBER;
    uint8_t *now = arena_alloc(a, old.size + MEMBER);
    memcpy(now, old.at, at);
    frame_signature_name(name, key_id);
    frame_header(now + at, name, raw.size, frame->mtime);
    memcpy(now + at + FRAME_BLOCK, raw.at, raw.size);
    memcpy(now + at + MEMBER, old.at + at, old.size - at);
    return (struct bytes){ now, old.size + MEMBER };
}

static bool may_sign(const struct frame *frame, const struct public_key *key, struct fail *f)
{
    for (size_t i = 0; i < frame->n_signatures; i++)
        if (strcmp(frame->signatures[i].key_id, key->id) == 0) {
            fail_named(f, FAIL_USAGE, "sign.already", "the key %s has signed this bale already", key->id);
            return fail_hint(f, "Nothing is left to do with this key; another may sign too.");
        }
    if (frame->n_signatures == SIGNATURES_MOST)
        return fail_named(f, FAIL_USAGE, "sign.full", "the bale has %d signatures, which is the most",
                          SIGNATURES_MOST);
    return true;
}

/* A signer vouches for a bale, so it must be one: the result goes through the same door as everywhere. */
static bool opens(struct arena *a, struct bytes now, const struct public_key *key, struct fail *f)
{
    owned(sealed_close) struct sealed_bale sealed = { 0 };
    struct bale *ignored;

    return sealed_copy(now, &sealed, f) && bale_open(a, &sealed, trust_of_one(a, key), 0, NULL, &ignored, f);
}

bool bale_attach_signature(struct arena *a, struct bytes old, const struct public_key *key, struct bytes raw,
                           struct bytes *out, struct fail *f)
{
    owned(arena_release) struct arena *draft = arena_new();
    struct frame frame;

    if (!frame_walk(old, &frame, f) || !may_sign(&frame, key, f))
        return false;
    if (!signature_holds(key, frame.seal, raw)) {
        fail_named(f, FAIL_BALE, "sign.wrong", "the signature is not one by the key %s over this bale",
                   key->id);
        return fail_hint(f, "Sign the output of --print-pae, byte for byte, with that key.");
    }
    struct bytes now = inserted(a, old, &frame, key->id, raw);
    if (!opens(draft, now, key, f))
        return false;
    *out = now;
    return true;
}

bool bale_add_signature(struct arena *a, struct bytes old, const struct private_key *key, struct bytes *out,
                        struct fail *f)
{
    struct frame frame;
    struct bytes raw;

    return frame_walk(old, &frame, f) && may_sign(&frame, private_key_public(key), f) &&
           sign_statement(a, key, frame.seal, &raw, f) &&
           bale_attach_signature(a, old, private_key_public(key), raw, out, f);
}
