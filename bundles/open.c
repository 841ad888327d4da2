/*
 * open: see open.h. The order of the calls in bale_open is the security of the format: nothing below
 * authenticate() may move above it.
 */
#include "open.h"

#include "check.h"
#include "digest.h"
#include "json.h"
#include "manifest.h"
#include "open_inner.h"

enum { END_BLOCKS = 2 };

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

/* --- before anything is parsed ---------------------------------------------------------------- */

static bool walk(struct opening *o, struct bytes all, struct fail *f)
{
    if (!frame_walk(all, &o->frame, f))
        return false;
    report_add(o->arena, o->report, "frame", CHECK_OK, "%zu bytes; seal.json and %zu signature%s", all.size,
               o->frame.n_signatures, plural(o->frame.n_signatures));
    return true;
}

/* --- authenticated from here ------------------------------------------------------------------ */

static bool seal_check(struct opening *o, struct fail *f)
{
    const struct bytes rest = o->frame.rest;
    char sha256[ID_TEXT];

    if (!seal_parse(o->arena, o->frame.seal, &o->seal, f) || !signatures_cover(o, o->seal.lineage, f))
        return false;
    report_add(o->arena, o->report, "seal", CHECK_OK, "%s %s, migration %llu", o->seal.lineage,
               o->seal.version, (unsigned long long)o->seal.sequence);
    if (rest.size != o->seal.archive_size) {
        fail_named(f, FAIL_BALE, "archive.size",
                   "the archive has %zu bytes after the signatures, the seal says %llu", rest.size,
                   (unsigned long long)o->seal.archive_size);
        return fail_hint(f, "The bale was cut or something was added. Get it again from where it was made.");
    }
    digest_hex(rest, sha256);
    if (strcmp(sha256, o->seal.archive_sha256) != 0) {
        fail_named(f, FAIL_BALE, "archive.digest", "the archive's bytes are not those that were signed");
        fail_detail(f, "signed: %s\nfound:  %s", o->seal.archive_sha256, sha256);
        return fail_hint(f, "The bale was changed after it was signed. Get it again from where it was made.");
    }
    report_add(o->arena, o->report, "archive", CHECK_OK,
               "%zu bytes after the signatures are those that were sealed", rest.size);
    return true;
}

/* The digests were compared before; what is left is what the manifest says too. */
static bool same_as_sealed(struct opening *o, struct fail *f)
{
    struct bytes seal;
    struct seal expected = seal_about(o->bale);

    memcpy(expected.manifest_sha256, o->seal.manifest_sha256, sizeof expected.manifest_sha256);
    memcpy(expected.archive_sha256, o->seal.archive_sha256, sizeof expected.archive_sha256);
    expected.archive_size = o->seal.archive_size;
    if (!seal_text(o->arena, &expected, &seal, f))
        return false;
    if (!bytes_equal(seal, o->frame.seal))
        return fail_named(f, FAIL_BALE, "seal.contradicts",
                          "seal.json and manifest.json say different things about "
                          "the newest migration");
    return true;
}

static bool manifest_check(struct opening *o, struct fail *f)
{
    struct bale *b = o->bale;

    if (!bale_check(o->arena, b, f) || !same_as_sealed(o, f))
        return false;
    if (!manifest_is(b, b->manifest))
        return fail_named(f, FAIL_BALE, "manifest.contradicts",
                          "manifest.json says different things about the same member or step");
    const struct bale_migration *newest = bale_newest(b);
    report_add(o->arena, o->report, "manifest", CHECK_OK, "%zu migration%s, made by pgbale %s",
               b->n_migrations, plural(b->n_migrations), b->compiler);
    report_add(o->arena, o->report, "chain", CHECK_OK,
               "ids, parents, versions and states agree up to %s (%s)", newest->version, newest->id);
    report_add(o->arena, o->report, "content", CHECK_OK,
               "statements cover the steps; no hidden characters, no transaction control");
    return true;
}

/* --- the whole archive again ------------------------------------------------------------------ */

struct comparison {
    struct bytes all;
    size_t at;
    uint64_t mtime;
};

static bool zeros(const uint8_t *at, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (at[i] != 0)
            return false;
    return true;
}

/* Is this member, encoded as a bale encodes it, what stands next? Its content may stand there already. */
static bool same_member(struct comparison *c, const char *name, struct bytes content)
{
    uint8_t header[FRAME_BLOCK];
    size_t padding = (FRAME_BLOCK - content.size % FRAME_BLOCK) % FRAME_BLOCK, left = c->all.size - c->at;
    const uint8_t *found = c->all.at + c->at;

    frame_header(header, name, content.size, c->mtime);
    if (left < FRAME_BLOCK || memcmp(found, header, FRAME_BLOCK) != 0 ||
        left - FRAME_BLOCK < content.size + padding)
        return false;
    found += FRAME_BLOCK;
    if ((content.at != found && content.size && memcmp(found, content.at, content.size) != 0) ||
        !zeros(found + content.size, padding))
        return false;
    c->at += FRAME_BLOCK + content.size + padding;
    return true;
}

static bool same_archive(struct opening *o, struct comparison *c)
{
    const struct frame *frame = &o->frame;
    char name[FRAME_SIGNATURE_NAME];
    size_t n;
    const struct manifest_file *files = manifest_files(o->arena, o->bale, &n);

    if (!same_member(c, "seal.json", frame->seal))
        return false;
    for (size_t i = 0; i < frame->n_signatures; i++) {
        frame_signature_name(name, frame->signatures[i].key_id);
        if (!same_member(c, name, frame->signatures[i].raw))
            return false;
    }
    if (!same_member(c, "manifest.json", o->bale->manifest) ||
        !same_member(c, "SHA256SUMS", manifest_sums(o->arena, o->bale->manifest, files, n)))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!same_member(c, files[i].path, files[i].content))
            return false;
    return c->all.size - c->at == END_BLOCKS * FRAME_BLOCK &&
           zeros(c->all.at + c->at, END_BLOCKS * FRAME_BLOCK);
}

/* Exactly one sequence of bytes stands for one content and one set of signatures. */
static bool encoding_check(struct opening *o, struct bytes all, struct fail *f)
{
    struct comparison c = { .all = all, .mtime = o->bale->created };

    if (!same_archive(o, &c))
        return fail_named(f, FAIL_BALE, "archive.not-canonical",
                          "the archive is not encoded as bales are, first near byte %zu", c.at);
    report_add(o->arena, o->report, "encoding", CHECK_OK,
               "encoding the contents again gives the same %zu bytes", all.size);
    return true;
}

static bool contents(struct opening *o, struct bytes all, struct fail *f)
{
    return seal_check(o, f) && members_read(o, f) && manifest_check(o, f) && encoding_check(o, all, f);
}

bool bale_open(struct arena *a, const struct sealed_bale *sealed, const struct trust *trust, uint64_t now,
               struct bale_report *report, struct bale **out, struct fail *f)
{
    struct opening *o = arena_alloc(a, sizeof *o);

    *o = (struct opening){ .arena = a, .report = report, .trust = trust, .now = now };
    if (!walk(o, sealed->all, f) || !signatures_check(o, f) || !contents(o, sealed->all, f)) {
        report_add(a, report, f->name, CHECK_REFUSED, "%s", f->message);
        if (!f->hint[0])
            fail_hint(
                f, "The bale was changed after it was made, or never was one. Get it again from where it was "
                   "made.");
        return false;
    }
    struct bale *b = o->bale;
    digest_hex(o->frame.seal, b->id);
    b->seal = o->frame.seal;
    b->signatures = o->signatures;
    b->n_signatures = o->frame.n_signatures;
    report_add(a, report, "bale", CHECK_OK, "%s", b->id);
    *out = b;
    return true;
}
