/*
 * Fuzzing what lies behind the signatures. The input is a manifest and the contents of its files, with bytes
 * 0xff between them; digests, sizes and ids are put right, the whole is packed, sealed and signed with a key
 * of this process, and opened. So mutations reach what a trusted but mistaken, or malicious, signer could
 * send.
 */
#include "digest.h"
#include "frame.h"
#include "json.h"
#include "manifest.h"
#include "open.h"
#include "seal.h"
#include "sign.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PARTS = 64, TIME = 1700000000 };

struct part {
    const char *name;
    struct bytes content;
};

static size_t split(struct bytes all, struct part *parts)
{
    size_t n = 0;

    for (const uint8_t *at = all.at, *end = all.at + all.size; n < PARTS;) {
        const uint8_t *cut = at < end ? memchr(at, 0xff, (size_t)(end - at)) : NULL;
        parts[n++].content = (struct bytes){ at, (size_t)((cut ? cut : end) - at) };
        if (!cut)
            break;
        at = cut + 1;
    }
    return n;
}

/* --- putting right ------------------------------------------------------------------------------ */

static void put_digest(json_t *object, const char *key, struct bytes content)
{
    char sha256[ID_TEXT];

    digest_hex(content, sha256);
    if (json_is_object(object))
        json_put_text(object, key, sha256);
}

static void files_right(json_t *manifest, struct part *parts, size_t n)
{
    json_t *files = json_object_get(manifest, "files");

    for (size_t i = 1; i < n; i++) {
        json_t *file = json_array_get(files, i - 1);
        const char *path = json_string_value(json_object_get(file, "path"));
        parts[i].name = path && *path && strlen(path) <= BALE_NAME ? path : "x";
        put_digest(file, "sha256", parts[i].content);
        if (json_is_object(file))
            json_put_number(file, "size", parts[i].content.size);
    }
}

/* Files come in the order of the migrations: steps, then rls.json. */
static void records_right(struct arena *a, json_t *manifest, const struct part *parts, size_t n)
{
    json_t *migrations = json_object_get(manifest, "migrations"), *migration, *step;
    const char *parent = NULL;
    size_t at = 2, i, k;

    json_array_foreach(migrations, i, migration)
    {
        json_t *record = json_object_get(migration, "record");
        json_array_foreach(json_object_get(record, "steps"), k, step) if (at < n)
            put_digest(step, "sha256", parts[at++].content);
        if (at < n)
            put_digest(record, "rls", parts[at++].content);
        if (!json_is_object(record))
            continue;
        if (parent)
            json_put_text(record, "parent", parent);
        put_digest(migration, "id", json_canonical(a, record));
        parent = json_string_value(json_object_get(migration, "id"));
    }
}

/* A tree that has a canonical form: json_canonical is never given another. */
static json_t *load(struct arena *a, struct bytes text)
{
    static const struct json_document document = { .file = "x", .topic = "x", .code = FAIL_BALE };
    json_t *tree = NULL;
    struct fail f = { 0 };

    (void)a;
    return json_load(text, &document, &tree, &f) ? tree : NULL;
}

/* --- packing ------------------------------------------------------------------------------------ */

static void add(struct text *t, const char *name, struct bytes content)
{
    static const uint8_t zeros[FRAME_BLOCK];
    uint8_t header[FRAME_BLOCK];

    frame_header(header, name, content.size, TIME);
    text_add_bytes(t, header, sizeof header);
    text_add_bytes(t, content.at, content.size);
    text_add_bytes(t, zeros, (FRAME_BLOCK - content.size % FRAME_BLOCK) % FRAME_BLOCK);
}

static struct bytes rest_of(struct arena *a, const struct part *parts, size_t n)
{
    static const uint8_t end[2 * FRAME_BLOCK];
    struct text t = text_new(a), sums = text_new(a);
    char sha256[ID_TEXT];

    for (size_t i = 0; i < n; i++) {
        digest_hex(parts[i].content, sha256);
        text_addf(&sums, "%s  %s\n", sha256, parts[i].name);
    }
    add(&t, "manifest.json", parts[0].content);
    add(&t, "SHA256SUMS", (struct bytes){ (const uint8_t *)sums.at, sums.size });
    for (size_t i = 1; i < n; i++)
        add(&t, parts[i].name, parts[i].content);
    text_add_bytes(&t, end, sizeof end);
    return (struct bytes){ (const uint8_t *)t.at, t.size };
}

static bool seal_for(struct arena *a, struct bytes manifest, struct bytes rest, struct bytes *out)
{
    struct seal s = { .archive_size = rest.size, .lineage = "hub", .version = "0.1.0", .sequence = 1 };
    const struct manifest_file *files;
    struct fail f = { 0 };
    struct bale *b;
    size_t n;

    digest_hex(manifest, s.manifest_sha256);
    digest_hex(rest, s.archive_sha256);
    memcpy(s.migration, s.archive_sha256, sizeof s.migration);
    if (manifest_parse(a, manifest, &b, &files, &n, &f) && b->n_migrations)
        s = seal_of(b, manifest, rest);
    return seal_text(a, &s, out, &f);
}

/* One key and the store that trusts it, made once. */
struct signer {
    struct arena *arena;
    struct private_key *key;
    struct trust *trust;
};

static const struct signer *signer(void)
{
    static struct signer s;
    struct fail f = { 0 };

    if (s.arena)
        return &s;
    s.arena = arena_new();
    if (!private_key_generate(KEY_ED25519, &s.key, &f))
        abort();
    s.trust = trust_of_one(s.arena, private_key_public(s.key));
    return &s;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    owned(arena_release) struct arena *a = arena_new();
    struct part parts[PARTS] = { { .name = "manifest.json" } };
    struct fail f = { 0 };
    char name[FRAME_SIGNATURE_NAME];
    struct bytes seal, raw;
    struct bale *bale;

    size_t n = split((struct bytes){ data, size }, parts);
    owned(json_release) json_t *tree = load(a, parts[0].content);
    for (size_t i = 1; i < n; i++)
        parts[i].name = "x";
    files_right(tree, parts, n);
    records_right(a, tree, parts, n);
    if (tree)
        parts[0].content = json_canonical(a, tree);
    struct bytes rest = rest_of(a, parts, n);
    if (!seal_for(a, parts[0].content, rest, &seal))
        return 0;
    if (!sign_statement(a, signer()->key, seal, &raw, &f))
        abort();
    struct text t = text_new(a);
    add(&t, "seal.json", seal);
    frame_signature_name(name, private_key_public(signer()->key)->id);
    add(&t, name, raw);
    text_add_bytes(&t, rest.at, rest.size);
    const struct sealed_bale sealed = { .all = { (const uint8_t *)t.at, t.size } };
    if (bale_open(a, &sealed, signer()->trust, TIME, NULL, &bale, &f) && bale->n_migrations == 0)
        abort();
    return 0;
}
