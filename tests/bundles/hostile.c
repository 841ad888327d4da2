/*
 * Archives, manifests and seals that a trusted key has signed but that are not as bales are.
 */
#define _GNU_SOURCE
#include "open.h"

#include "digest.h"
#include "sample.h"
#include "seal.h"

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

struct forge {
    struct arena *arena;
    struct private_key *key;
    const struct trust *trust;
    struct bytes good;
    struct frame frame;
    const struct bale *bale;
};

static struct forge forge_new(struct arena *a, struct private_key *key)
{
    const struct private_key *keys[] = { key, NULL };
    struct forge g = {
        .arena = a, .key = key, .trust = trust_new(a, keys, 1), .good = sample_signed(a, keys)
    };

    cr_assert(frame_walk(g.good, &g.frame, fail_new(a)));
    g.bale = accepted(a, g.good, g.trust);
    return g;
}

/* Signs `rest` with a seal that fits it. */
static void refused_rest(const struct forge *g, struct bytes manifest, struct bytes rest, const char *name)
{
    struct seal s = seal_of(g->bale, manifest, rest);
    struct bytes seal;

    cr_assert(seal_text(g->arena, &s, &seal, fail_new(g->arena)));
    refused(g->arena, sign_anything(g->arena, seal, rest, g->key), g->trust, name);
}

static struct bytes joined(struct arena *a, struct bytes one, struct bytes two)
{
    uint8_t *at = arena_alloc(a, one.size + two.size);

    if (one.size)
        memcpy(at, one.at, one.size);
    if (two.size)
        memcpy(at + one.size, two.at, two.size);
    return (struct bytes){ at, one.size + two.size };
}

static struct bytes slice(struct bytes b, size_t from, size_t to)
{
    return (struct bytes){ b.at + from, to - from };
}

/* The offset of a member's header in the rest. */
static size_t member_at(struct bytes rest, const char *name)
{
    for (size_t at = 0; at < rest.size; at += FRAME_BLOCK)
        if (memcmp(rest.at + at, name, strlen(name) + 1) == 0)
            return at;
    cr_assert_fail("no member %s", name);
    return 0;
}

static struct bytes without(struct arena *a, struct bytes rest, const char *name)
{
    size_t at = member_at(rest, name);

    return joined(a, slice(rest, 0, at), slice(rest, at + 2 * (size_t)FRAME_BLOCK, rest.size));
}

/* A header with one field changed, checksum right, and one block of content. */
static struct bytes member(struct arena *a, const char *name, size_t size, size_t at, const char *field,
                           size_t n)
{
    uint8_t *b = arena_alloc(a, FRAME_BLOCK + (size ? FRAME_BLOCK : 0));
    unsigned sum = 0;
    char text[16];

    frame_header(b, name, size, SAMPLE_TIME);
    if (n)
        memcpy(b + at, field, n);
    memset(b + 148, ' ', 8);
    for (size_t i = 0; i < FRAME_BLOCK; i++)
        sum += b[i];
    snprintf(text, sizeof text, "%06o", sum);
    memcpy(b + 148, text, 7);
    memset(b + FRAME_BLOCK, 'x', size);
    return (struct bytes){ b, FRAME_BLOCK + (size ? FRAME_BLOCK : 0) };
}

Test(hostile, the_forge_makes_good_bales_too)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *key = key_new();
    struct forge g = forge_new(a, key);
    struct seal s = seal_of(g.bale, g.bale->manifest, g.frame.rest);
    struct bytes seal;

    cr_assert(seal_text(a, &s, &seal, fail_new(a)));
    cr_assert(bytes_equal(sign_anything(a, seal, g.frame.rest, key), g.good));
}

Test(hostile, hostile_archives)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *key = key_new();
    struct forge g = forge_new(a, key);
    struct bytes rest = g.frame.rest, manifest = g.bale->manifest;
    static const uint8_t zeros[20 * FRAME_BLOCK];
    struct bytes block = { zeros, FRAME_BLOCK }, end = { zeros, 2 * FRAME_BLOCK };
    struct bytes body = slice(rest, 0, rest.size - end.size);
    size_t state = member_at(rest, "state.sql");
    struct bytes extra = member(a, "extra", 3, 0, "", 0);

    /* The end: none, half, too much, blocked as tapes are, garbage, a second archive, an early end. */
    refused_rest(&g, manifest, body, "archive.not-canonical");
    refused_rest(&g, manifest, joined(a, body, block), "archive.not-canonical");
    refused_rest(&g, manifest, joined(a, rest, block), "archive.not-canonical");
    refused_rest(&g, manifest, joined(a, rest, (struct bytes){ zeros, sizeof zeros }),
                 "archive.not-canonical");
    refused_rest(&g, manifest, joined(a, rest, member(a, "x", 1, 0, "", 0)), "archive.not-canonical");
    refused_rest(&g, manifest, joined(a, rest, rest), "archive.not-canonical");
    refused_rest(&g, manifest, joined(a, end, rest), "members.missing");

    /* Members: missing, twice, unlisted, another order. */
    refused_rest(&g, manifest, without(a, rest, "state.sql"), "members.order");
    refused_rest(&g, manifest, joined(a, slice(rest, 0, state + 1024), slice(rest, state, rest.size)),
                 "members.order");
    refused_rest(&g, manifest, joined(a, joined(a, body, extra), end), "members.unlisted");
    refused_rest(&g, manifest, joined(a, extra, rest), "members.order");
    refused_rest(&g, manifest,
                 joined(a, without(a, body, "state.sql"), joined(a, slice(rest, state, state + 1024), end)),
                 "members.order");
    refused_rest(&g, manifest, joined(a, member(a, "signatures/x.sig", 3, 0, "", 0), rest),
                 "frame.signature-name");

    /* In front of a member: extended headers, links, devices, other types. */
    static const struct {
        const char *name, *type, *refusal;
    } types[] = {
        { "PaxHeader/x", "x", "members.unreadable" },
        { "PaxHeader/g", "g", NULL },
        { "././@LongLink", "L", NULL },
        { "state.sql", "1", NULL },
        { "state.sql", "2", "members.type" },
        { "state.sql", "3", "members.type" },
        { "state.sql", "5", NULL },
        { "state.sql", "6", "members.type" },
        { "state.sql", "7", NULL },
        { "state.sql", "Z", NULL },
        { "state.sql", "A", NULL },
        { "._state.sql", "0", "members.order" },
        { "../state.sql", "0", "members.order" },
        { "/state.sql", "0", "members.order" },
    };
    for (size_t i = 0; i < countof(types); i++) {
        struct bytes odd = member(a, types[i].name, 3, 156, types[i].type, 1);
        struct bytes forged = joined(a, slice(rest, 0, state), joined(a, odd, slice(rest, state, rest.size)));
        struct seal s = seal_of(g.bale, manifest, forged);
        struct fail *f = fail_new(a);
        struct bytes seal;
        struct bale *bale;
        cr_assert(seal_text(a, &s, &seal, f));
        cr_expect(!open_bytes(a, sign_anything(a, seal, forged, key), g.trust, &bale, f), "%s %s",
                  types[i].name, types[i].type);
        if (types[i].refusal)
            cr_expect_str_eq(f->name, types[i].refusal, "type %s: %s: %s", types[i].type, f->name,
                             f->message);
    }

    /* Headers that mean the same to tar. */
    static const struct {
        size_t at;
        const char *field;
        size_t size;
    } styles[] = {
        { 100, "0000644", 8 },      { 100, "000755 ", 7 }, { 108, "000001 ", 7 }, { 265, "root", 4 },
        { 136, "00000000000", 11 }, { 345, ".", 1 },       { 156, "\0", 1 },      { 500, "x", 1 },
    };
    for (size_t i = 0; i < countof(styles); i++) {
        uint8_t *copy = (uint8_t *)arena_copy(a, rest.at, rest.size);
        struct bytes odd =
            member(a, "state.sql", g.bale->state_sql.size, styles[i].at, styles[i].field, styles[i].size);
        memcpy(copy + state, odd.at, FRAME_BLOCK);
        refused_rest(&g, manifest, (struct bytes){ copy, rest.size },
                     styles[i].at == 345 ? "members.order" : "archive.not-canonical");
    }
}

/* Replaces the first occurrence of a text in the manifest by one of equal length. */
static void refused_manifest(const struct forge *g, const char *from, const char *to, const char *name)
{
    uint8_t *copy = (uint8_t *)arena_copy(g->arena, g->frame.rest.at, g->frame.rest.size);
    size_t start = FRAME_BLOCK, size = g->bale->manifest.size;
    struct bytes manifest = { copy + start, size };
    char *found = memmem(copy + start, size, from, strlen(from));

    cr_assert(found && strlen(from) == strlen(to), "%s", from);
    memcpy(found, to, strlen(to));
    /* SHA256SUMS begins with the manifest's digest. */
    char sha256[ID_TEXT];
    digest_hex(manifest, sha256);
    memcpy(copy + member_at((struct bytes){ copy, g->frame.rest.size }, "SHA256SUMS") + FRAME_BLOCK, sha256,
           64);
    refused_rest(g, manifest, (struct bytes){ copy, g->frame.rest.size }, name);
}

Test(hostile, manifests_that_a_trusted_key_has_signed)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *key = key_new();
    struct forge g = forge_new(a, key);

    refused_manifest(&g, "\"format\": \"pgbale/1\"", "\"format\": \"pgbale/2\"", "manifest.value");
    refused_manifest(&g, "\"managed\"", "\"manager\"", "manifest.missing-key");
    refused_manifest(&g, "\"lineage\": \"hub\"", "\"lineage\": \"hug\"", "seal.contradicts");
    refused_manifest(&g, "\"created\": 1700000000", "\"created\": 1700000001", "archive.not-canonical");
    refused_manifest(&g, "\"created\": 1700000000", "\"created\": 17000000.0", "manifest.float");
    refused_manifest(&g, "\"sequence\": 2", "\"sequence\": 3", "chain.id");
    refused_manifest(&g, "\"sequence\": 1", "\"sequence\": 0", "chain.id");
    refused_manifest(&g, "\"parent\": \"genesis\"", "\"parent\": \"genesiS\"", "chain.id");
    refused_manifest(&g, "\"version\": \"0.2.0\"", "\"version\": \"0.1.0\"", "chain.id");
    refused_manifest(&g, "\"standalone\": true", "\"standalone\":fals1", "manifest.syntax");
    refused_manifest(&g, "\"start\": 12", "\"start\": 13", "content.gap");
    refused_manifest(&g, "\"line\": 4", "\"line\": 5", "content.range-line");
    refused_manifest(&g, "\"size\": 33", "\"size\": 99", "content.range-order");
    refused_manifest(&g, "\"tag\": \"INSERT\"", "\"tag\": \"COMMIT\"", "content.transaction");
    refused_manifest(&g, "\"statement\": 1", "\"statement\": 2", "manifest.range");
    refused_manifest(&g, "\"least\": 1", "\"least\": 2", "chain.id");
    refused_manifest(&g, "\"kind\": \"index\"", "\"kind\": \"table\"", "manifest.probe");
    refused_manifest(&g, "\"path\": \"state.sql\"", "\"path\": \"stale.sql\"", "manifest.files");
    refused_manifest(&g, "\"path\": \"state.sql\"", "\"path\": \"seal.json\"", "manifest.files");
    refused_manifest(&g, "\"size\": 21", "\"size\": 22", "members.size");
    refused_manifest(&g, "\"16\": [", "\"05\": [", "manifest.value");
}

Test(hostile, seals_of_another_kind)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *key = key_new();
    struct forge g = forge_new(a, key);
    static const struct {
        const char *from, *to, *name;
    } cases[] = {
        { "https://pgbale.org/bale/v1", "https://pgbale.org/sale/v1", "seal.value" },
        { "in-toto.io/Statement/v1", "in-toto.io/Statement/v2", "seal.value" },
        { "\"sequence\": 2", "\"sequence\": 3", "seal.contradicts" },
        { "\"lndb\": true", "\"lndc\": true", "seal.contradicts" },
        { "\"version\": \"0.2.0\"", "\"version\": \"0.9.0\"", "seal.contradicts" },
        { "\"name\": \"manifest.json\"", "\"name\": \"manifest.JSON\"", "seal.value" },
        { "\"format\"", "\"formal\"", "seal.missing-key" },
    };

    for (size_t i = 0; i < countof(cases); i++) {
        char *seal = arena_copy(a, g.frame.seal.at, g.frame.seal.size), *found = strstr(seal, cases[i].from);
        cr_assert_not_null(found);
        memcpy(found, cases[i].to, strlen(cases[i].to));
        refused(a, sign_anything(a, bytes_of(seal), g.frame.rest, key), g.trust, cases[i].name);
    }
    refused(a, sign_anything(a, bytes_of("{}\n"), g.frame.rest, key), g.trust, "seal.missing-key");
    refused(a, sign_anything(a, bytes_of("x"), g.frame.rest, key), g.trust, "seal.syntax");
}

Test(hostile, a_swapped_seal_or_archive)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *key = key_new();
    struct forge g = forge_new(a, key);
    struct sample *s = sample_new(a);
    struct bytes other;
    struct frame frame;

    s->migrations[1].description = "another one";
    sample_finish(s);
    cr_assert(bale_pack(a, &s->bale, &other, fail_new(a)));
    cr_assert(frame_walk(other, &frame, fail_new(a)));
    cr_assert_eq(frame.rest.size, g.frame.rest.size);
    refused(a, sign_anything(a, g.frame.seal, frame.rest, key), g.trust, "archive.digest");
}
