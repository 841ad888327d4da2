/*
 * attestation: see attestation.h.
 */
#include "attestation.h"

#include "digest.h"
#include "file.h"
#include "frame.h"

enum { END_BLOCKS = 2 };

/* --- writing ---------------------------------------------------------------------------------- */

static void add_member(struct text *t, const char *name, struct bytes content)
{
    static const uint8_t zeros[FRAME_BLOCK];
    uint8_t header[FRAME_BLOCK];

    frame_header(header, name, content.size, 0);
    text_add_bytes(t, header, sizeof header);
    text_add_bytes(t, content.at, content.size);
    if (content.size % FRAME_BLOCK)
        text_add_bytes(t, zeros, FRAME_BLOCK - content.size % FRAME_BLOCK);
}

static struct bytes packed(struct arena *a, struct bytes statement, const struct frame_signature *signatures,
                           size_t n)
{
    static const uint8_t end[END_BLOCKS * FRAME_BLOCK];
    struct text t = text_new(a);
    char name[FRAME_SIGNATURE_NAME];

    add_member(&t, FRAME_STATEMENT, statement);
    for (size_t i = 0; i < n; i++) {
        frame_signature_name(name, signatures[i].key_id);
        add_member(&t, name, signatures[i].raw);
    }
    text_add_bytes(&t, end, sizeof end);
    return (struct bytes){ (const uint8_t *)t.at, t.size };
}

bool attestation_sign(struct arena *a, struct bytes statement, const struct private_key *key,
                      struct bytes *out, struct fail *f)
{
    struct frame_signature signature;

    if (statement.size > SEAL_MOST)
        return fail_named(f, FAIL_USAGE, "attestation.too-large",
                          "the statement would have %zu bytes, more than the limit of %d", statement.size,
                          SEAL_MOST);
    memcpy(signature.key_id, private_key_public(key)->id, sizeof signature.key_id);
    if (!sign_statement(a, key, statement, &signature.raw, f))
        return false;
    *out = packed(a, statement, &signature, 1);
    return true;
}

/* --- reading ---------------------------------------------------------------------------------- */

/* The walk, and the proof that nothing stands in the file beside what was walked over. */
static bool walk(struct arena *a, struct bytes file, struct frame *frame, struct fail *f)
{
    if (!frame_walk_statement(file, frame, f))
        return false;
    if (frame->n_signatures == 0)
        return fail_named(f, FAIL_BALE, "signature.none", "the statement is not signed");
    if (!bytes_equal(packed(a, frame->seal, frame->signatures, frame->n_signatures), file))
        return fail_named(f, FAIL_BALE, "archive.not-canonical",
                          "the file holds more than a statement and its signatures");
    return true;
}

bool attestation_add_signature(struct arena *a, struct bytes old, const struct private_key *key,
                               struct bytes *out, struct fail *f)
{
    const struct public_key *public = private_key_public(key);
    struct frame_signature signatures[SIGNATURES_MOST], new;
    struct frame frame;
    size_t at = 0;

    if (!walk(a, old, &frame, f))
        return false;
    if (frame.n_signatures == SIGNATURES_MOST)
        return fail_named(f, FAIL_USAGE, "sign.full", "the statement has %d signatures, which is the most",
                          SIGNATURES_MOST);
    while (at < frame.n_signatures && strcmp(frame.signatures[at].key_id, public->id) < 0)
        at++;
    if (at < frame.n_signatures && strcmp(frame.signatures[at].key_id, public->id) == 0)
        return fail_named(f, FAIL_USAGE, "sign.already", "the key %s has signed this statement already",
                          public->id);
    memcpy(new.key_id, public->id, sizeof new.key_id);
    if (!sign_statement(a, key, frame.seal, &new.raw, f))
        return false;
    for (size_t i = 0; i <= frame.n_signatures; i++)
        signatures[i] = i < at ? frame.signatures[i] : i == at ? new : frame.signatures[i - 1];
    *out = packed(a, frame.seal, signatures, frame.n_signatures + 1);
    return true;
}

/* Why a signature that holds does not count; NULL: it counts. */
static const char *shortfall(const struct trust *trust, const struct trust_key *key,
                             enum trust_role_name role, uint64_t now, const char **name)
{
    *name = "signature.revoked";
    if (key->revoked)
        return "its key is revoked";
    *name = "signature.not-yet-valid";
    if (key->not_before && now < key->not_before)
        return "its key is not valid yet";
    *name = "signature.expired";
    if (key->not_after && now > key->not_after)
        return "its key has expired";
    *name = "signature.role";
    return trust_has_role(trust, key, role) ? NULL : "its key does not have that role";
}

static bool count_signers(const struct frame *frame, const struct trust *trust, uint64_t now,
                          struct attestation *at, struct fail *f)
{
    const char *name = "signature.unknown-key", *why = "the key is not in the trust store";

    for (size_t i = 0; i < frame->n_signatures; i++) {
        const struct frame_signature *s = &frame->signatures[i];
        const struct trust_key *key = trust_find(trust, s->key_id);
        if (!key)
            continue;
        if (!signature_holds(&key->key, frame->seal, s->raw))
            return fail_named(f, FAIL_BALE, "signature.bad",
                              "the signature that names the trusted key \"%s\" does not hold", key->name);
        const char *short_name, *reason = shortfall(trust, key, at->role, now, &short_name);
        if (reason)
            name = short_name, why = reason;
        else
            at->signers[at->n_signers++] = key;
    }
    if (at->n_signers)
        return true;
    fail_named(f, FAIL_BALE, name, "no signature is by a key of the role \"%s\": %s",
               trust_role_text(at->role), why);
    return fail_detail(f, "signed by %s", frame->signatures[0].key_id);
}

bool attestation_open(struct arena *a, struct bytes file, const char *where, const struct trust *trust,
                      enum trust_role_name role, uint64_t now, struct attestation *out, struct fail *f)
{
    struct attestation at = { .role = role };
    struct frame frame;

    if (!walk(a, file, &frame, f) || !count_signers(&frame, trust, now, &at, f))
        return fail_context(f, "%s", where);
    at.statement = frame.seal;
    digest_hex(frame.seal, at.id);
    *out = at;
    return true;
}

bool attestation_covers(struct attestation *at, const char *lineage, struct fail *f)
{
    size_t kept = 0;

    for (size_t i = 0; i < at->n_signers; i++)
        if (trust_key_covers(at->signers[i], lineage))
            at->signers[kept++] = at->signers[i];
    at->n_signers = kept;
    if (kept)
        return true;
    return fail_named(f, FAIL_BALE, "signature.lineage",
                      "no signature is by a key that may speak for the lineage \"%s\"", lineage);
}

bool attestation_read(struct arena *a, const char *path, struct bytes *out, struct fail *f)
{
    return file_read(a, path, ATTESTATION_LIMIT, out, f);
}
