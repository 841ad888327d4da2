/*
 * trust_update: see trust_update.h. The order of the calls in trust_update_open is its security.
 */
#include "trust_update.h"

#include "digest.h"
#include "frame.h"
#include "json.h"
#include "seal.h"

#include <inttypes.h>

#define STORE_NAME "trust.json"

enum { END = 2 * FRAME_BLOCK };

static const struct json_document document = {
    .file = "statement.json", .topic = "trust", .code = FAIL_BALE, .canonical = true
};

/* --- the file --------------------------------------------------------------------------------- */

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

/* All that comes after the last signature. */
static struct bytes rest_of(struct arena *a, struct bytes store)
{
    static const uint8_t end[END];
    struct text t = text_new(a);

    add_member(&t, STORE_NAME, store);
    text_add_bytes(&t, end, sizeof end);
    return (struct bytes){ (const uint8_t *)t.at, t.size };
}

static struct bytes packed(struct arena *a, const struct frame *frame)
{
    struct text t = text_new(a);
    char name[FRAME_SIGNATURE_NAME];

    add_member(&t, FRAME_STATEMENT, frame->seal);
    for (size_t i = 0; i < frame->n_signatures; i++) {
        frame_signature_name(name, frame->signatures[i].key_id);
        add_member(&t, name, frame->signatures[i].raw);
    }
    text_add_bytes(&t, frame->rest.at, frame->rest.size);
    return (struct bytes){ (const uint8_t *)t.at, t.size };
}

/* --- the statement ---------------------------------------------------------------------------- */

struct claim {
    char sha256[ID_TEXT], previous[ID_TEXT];
    uint64_t size, version;
};

static struct bytes claim_text(struct arena *a, const struct claim *c)
{
    owned(json_release) json_t *tree = json_new_object();
    json_t *subjects = json_new_array(), *subject = json_new_object(), *digest = json_new_object();
    json_t *predicate = json_new_object();

    json_put_text(digest, "sha256", c->sha256);
    json_put_text(subject, "name", STORE_NAME);
    json_put(subject, "digest", digest);
    json_push(subjects, subject);
    json_put_text(predicate, "format", TRUST_UPDATE_FORMAT);
    json_put_text(predicate, "previous", c->previous);
    json_put_number(predicate, "size", c->size);
    json_put_number(predicate, "version", c->version);
    json_put_text(tree, "_type", SEAL_STATEMENT_TYPE);
    json_put_text(tree, "predicateType", TRUST_UPDATE_TYPE);
    json_put(tree, "subject", subjects);
    json_put(tree, "predicate", predicate);
    return json_canonical(a, tree);
}

static bool read_subject(struct json_value *root, struct claim *c, struct fail *f)
{
    struct json_value subjects, subject, digest;

    if (!json_take_array(root, "subject", 1, &subjects, f))
        return false;
    if (json_count(&subjects) != 1)
        return json_refuse(&subjects, NULL, "range", f, "must have one element");
    return json_object_at(&subjects, 0, &subject, f) && json_take_exactly(&subject, "name", STORE_NAME, f) &&
           json_take_object(&subject, "digest", &digest, f) &&
           json_take_digest(&digest, "sha256", c->sha256, f) && json_done(&digest, f) &&
           json_done(&subject, f);
}

static bool claim_parse(struct bytes from, struct claim *out, struct fail *f)
{
    owned(json_release) json_t *tree = NULL;
    struct json_value root, p;
    struct claim c;

    if (!json_load(from, &document, &tree, f) || !json_root(tree, &document, &root, f) ||
        !json_take_exactly(&root, "_type", SEAL_STATEMENT_TYPE, f) ||
        !json_take_exactly(&root, "predicateType", TRUST_UPDATE_TYPE, f) || !read_subject(&root, &c, f) ||
        !json_take_object(&root, "predicate", &p, f) ||
        !json_take_exactly(&p, "format", TRUST_UPDATE_FORMAT, f) ||
        !json_take_digest(&p, "previous", c.previous, f) ||
        !json_take_number(&p, "size", TRUST_LIMIT, &c.size, f) ||
        !json_take_number(&p, "version", (uint64_t)JSON_LARGEST, &c.version, f) || !json_done(&p, f) ||
        !json_done(&root, f))
        return false;
    *out = c;
    return true;
}

/* The statement and the store that it is about, which are all that the file holds beside signatures. */
static bool contents(struct arena *a, const struct frame *frame, struct claim *claim, struct bytes *store,
                     struct fail *f)
{
    char sha256[ID_TEXT];

    if (!claim_parse(frame->seal, claim, f))
        return false;
    if (frame->rest.size < FRAME_BLOCK + claim->size)
        return fail_named(f, FAIL_BALE, "trust.update-digest",
                          "the file does not hold the trust store of its statement");
    struct bytes text = { frame->rest.at + FRAME_BLOCK, (size_t)claim->size };
    digest_hex(text, sha256);
    if (strcmp(sha256, claim->sha256) != 0 || !bytes_equal(rest_of(a, text), frame->rest))
        return fail_named(f, FAIL_BALE, "trust.update-digest",
                          "the file does not hold exactly the trust store of its statement");
    *store = text;
    return true;
}

/* --- rules ------------------------------------------------------------------------------------ */

static bool no_root(const char *which, struct fail *f)
{
    fail_named(f, FAIL_BALE, "trust.update-root", "the %s trust store has no role \"root\"", which);
    return fail_hint(f, "Without root keys a store is replaced by hand, by whoever may write the file.");
}

static bool succeeds(const struct trust *installed, const struct trust *next, struct fail *f)
{
    if (!installed->roles[ROLE_ROOT].defined)
        return no_root("installed", f);
    if (!next->roles[ROLE_ROOT].defined)
        return no_root("new", f);
    if (next->version != installed->version + 1)
        return fail_named(f, FAIL_BALE, "trust.update-version",
                          "the new trust store has version %" PRIu64 ", after %" PRIu64 " comes %" PRIu64,
                          next->version, installed->version, installed->version + 1);
    return true;
}

bool trust_update_make(struct arena *a, const struct trust *installed, struct bytes next, struct bytes *out,
                       struct fail *f)
{
    struct claim claim;
    struct trust *parsed;
    struct frame frame = { .n_signatures = 0 };

    if (!trust_parse(a, next, "the new trust store", &parsed, f) || !succeeds(installed, parsed, f))
        return false;
    claim = (struct claim){ .size = next.size, .version = parsed->version };
    memcpy(claim.sha256, parsed->sha256, sizeof claim.sha256);
    memcpy(claim.previous, installed->sha256, sizeof claim.previous);
    frame.seal = claim_text(a, &claim);
    frame.rest = rest_of(a, next);
    *out = packed(a, &frame);
    return true;
}

/* --- signing ---------------------------------------------------------------------------------- */

static bool walk_draft(struct arena *a, struct bytes file, struct frame *frame, struct fail *f)
{
    struct claim claim;
    struct bytes store;
    struct trust *next;

    if (!frame_walk_statement(file, frame, f) || !contents(a, frame, &claim, &store, f) ||
        !trust_parse(a, store, STORE_NAME, &next, f))
        return false;
    if (next->version != claim.version)
        return fail_named(f, FAIL_BALE, "trust.update-version",
                          "the statement and the trust store say different versions");
    return true;
}

bool trust_update_statement(struct arena *a, struct bytes file, struct bytes *out, struct fail *f)
{
    struct frame frame;

    if (!walk_draft(a, file, &frame, f))
        return false;
    *out = frame.seal;
    return true;
}

bool trust_update_attach(struct arena *a, struct bytes old, const struct public_key *key, struct bytes raw,
                         struct bytes *out, struct fail *f)
{
    struct frame frame;
    size_t at = 0;

    if (!walk_draft(a, old, &frame, f))
        return false;
    if (!signature_holds(key, frame.seal, raw))
        return fail_named(f, FAIL_BALE, "sign.wrong",
                          "the signature is not one by the key %s over this update", key->id);
    while (at < frame.n_signatures && strcmp(frame.signatures[at].key_id, key->id) < 0)
        at++;
    if (at < frame.n_signatures && strcmp(frame.signatures[at].key_id, key->id) == 0)
        return fail_named(f, FAIL_USAGE, "sign.already", "the key %s has signed this update already",
                          key->id);
    if (frame.n_signatures == SIGNATURES_MOST)
        return fail_named(f, FAIL_USAGE, "sign.full", "the update has %d signatures, which is the most",
                          SIGNATURES_MOST);
    memmove(&frame.signatures[at + 1], &frame.signatures[at],
            (frame.n_signatures - at) * sizeof *frame.signatures);
    memcpy(frame.signatures[at].key_id, key->id, sizeof key->id);
    frame.signatures[at].raw = raw;
    frame.n_signatures++;
    *out = packed(a, &frame);
    return true;
}

/* --- judging ---------------------------------------------------------------------------------- */

static void remember(struct trust_update *u, const char *name)
{
    for (size_t i = 0; i < u->n_signers; i++)
        if (strcmp(u->signers[i], name) == 0)
            return;
    u->signers[u->n_signers++] = name;
}

/* Enough distinct, valid root keys of `trust`? One bad signature by a key that it knows is too many. */
static bool signed_by_root(const struct frame *frame, const struct trust *trust, uint64_t now,
                           const char *which, struct trust_update *u, struct fail *f)
{
    size_t count = 0, needed = trust->roles[ROLE_ROOT].threshold;

    for (size_t i = 0; i < frame->n_signatures; i++) {
        const struct trust_key *key = trust_find(trust, frame->signatures[i].key_id);
        if (!key)
            continue;
        if (!signature_holds(&key->key, frame->seal, frame->signatures[i].raw))
            return fail_named(f, FAIL_BALE, "signature.bad",
                              "the signature that names the trusted key \"%s\" does not hold", key->name);
        if (!trust_has_role(trust, key, ROLE_ROOT) || !trust_key_valid(key, now))
            continue;
        remember(u, key->name);
        count++;
    }
    if (count >= needed)
        return true;
    fail_named(
        f, FAIL_BALE, strcmp(which, "new") == 0 ? "trust.update-threshold-new" : "trust.update-threshold-old",
        "%zu of %zu needed root keys of the %s trust store have signed the update", count, needed, which);
    return fail_hint(f, "Sign it with \"pgbale-audit trust sign\".");
}

static bool follows(const struct trust *installed, const struct claim *claim, const struct trust *next,
                    uint64_t now, struct fail *f)
{
    if (!succeeds(installed, next, f))
        return false;
    if (claim->version != next->version)
        return fail_named(f, FAIL_BALE, "trust.update-version",
                          "the statement and the trust store say different versions");
    if (strcmp(claim->previous, installed->sha256) != 0) {
        fail_named(f, FAIL_BALE, "trust.update-previous", "the update was made for another trust store");
        fail_detail(f, "made for:  %s\ninstalled: %s", claim->previous, installed->sha256);
        return fail_hint(f, "Make it again from the installed one with \"pgbale-audit trust propose\".");
    }
    if (next->expires && now > next->expires)
        return fail_named(f, FAIL_BALE, "trust.update-expired", "the new trust store has expired already");
    return true;
}

bool trust_update_open(struct arena *a, struct bytes file, const struct trust *installed, uint64_t now,
                       struct trust_update *out, struct fail *f)
{
    struct trust_update u = { .n_signers = 0 };
    struct claim claim;
    struct frame frame;

    if (!installed->roles[ROLE_ROOT].defined)
        return no_root("installed", f);
    if (!frame_walk_statement(file, &frame, f) || !signed_by_root(&frame, installed, now, "installed", &u, f))
        return false;

    /* Authenticated from here. */
    if (!contents(a, &frame, &claim, &u.text, f) || !trust_parse(a, u.text, STORE_NAME, &u.next, f) ||
        !follows(installed, &claim, u.next, now, f) || !signed_by_root(&frame, u.next, now, "new", &u, f))
        return false;
    *out = u;
    return true;
}
