/*
 * pack: see pack.h. Signing a bale that exists is in pack_sign.c.
 */
#include "pack.h"

#include "check.h"
#include "digest.h"
#include "seal.h"

#include <archive.h>
#include <archive_entry.h>
#include <assert.h>

static void writer_release(struct archive **writer)
{
    archive_write_free(*writer);
    *writer = NULL;
}

static void entry_release(struct archive_entry **entry)
{
    archive_entry_free(*entry);
    *entry = NULL;
}

/* --- writing with libarchive ------------------------------------------------------------------ */

struct sink {
    bool (*put)(void *to, struct bytes piece);
    void *to;
    bool refused;
};

/* A refusal is only noted: libarchive leaks memory when a write fails, and nobody waits for the rest. */
static la_ssize_t pass_on(struct archive *writer, void *to, const void *piece, size_t size)
{
    struct sink *sink = to;

    (void)writer;
    if (!sink->refused && !sink->put(sink->to, (struct bytes){ piece, size }))
        sink->refused = true;
    return (la_ssize_t)size;
}

static bool write_member(struct archive *writer, const char *name, struct bytes content, uint64_t mtime)
{
    owned(entry_release) struct archive_entry *entry = archive_entry_new();

    if (!entry)
        return false;
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_uid(entry, 0);
    archive_entry_set_gid(entry, 0);
    archive_entry_set_size(entry, (la_int64_t)content.size);
    archive_entry_set_mtime(entry, (time_t)mtime, 0);
    return archive_write_header(writer, entry) == ARCHIVE_OK &&
           archive_write_data(writer, content.at, content.size) == (la_ssize_t)content.size;
}

static bool write_all(struct archive *writer, const struct pack_members *m)
{
    char name[FRAME_SIGNATURE_NAME];

    if (m->seal.size && !write_member(writer, "seal.json", m->seal, m->mtime))
        return false;
    for (size_t i = 0; i < m->n_signatures; i++) {
        frame_signature_name(name, m->signatures[i].key_id);
        if (!write_member(writer, name, m->signatures[i].raw, m->mtime))
            return false;
    }
    if (!write_member(writer, "manifest.json", m->manifest, m->mtime) ||
        !write_member(writer, "SHA256SUMS", m->sums, m->mtime))
        return false;
    for (size_t i = 0; i < m->n_files; i++)
        if (!write_member(writer, m->files[i].path, m->files[i].content, m->mtime))
            return false;
    return archive_write_close(writer) == ARCHIVE_OK;
}

bool pack_write(const struct pack_members *m, bool (*put)(void *to, struct bytes piece), void *to,
                struct fail *f)
{
    struct sink sink = { .put = put, .to = to };
    owned(writer_release) struct archive *writer = archive_write_new();

    /* No filter, no blocking: what is written is the members and two zero blocks. */
    if (!writer || archive_write_set_format_ustar(writer) != ARCHIVE_OK ||
        archive_write_add_filter_none(writer) != ARCHIVE_OK ||
        archive_write_set_bytes_per_block(writer, 0) != ARCHIVE_OK ||
        archive_write_set_bytes_in_last_block(writer, 1) != ARCHIVE_OK ||
        archive_write_open(writer, &sink, NULL, pass_on, NULL) != ARCHIVE_OK)
        return fail_named(f, FAIL_FAILED, "pack.failed", "libarchive cannot write a ustar archive");
    if (!write_all(writer, m))
        return fail_named(f, FAIL_FAILED, "pack.failed", "the archive could not be written: %s",
                          archive_error_string(writer));
    if (sink.refused)
        return fail_named(f, FAIL_FAILED, "pack.sink", "the archive could not be written where it should go");
    return true;
}

/* --- a whole bale ----------------------------------------------------------------------------- */

struct buffer {
    uint8_t *at;
    size_t used, room;
};

static bool put_in_buffer(void *to, struct bytes piece)
{
    struct buffer *b = to;

    if (piece.size > b->room - b->used)
        return false;
    memcpy(b->at + b->used, piece.at, piece.size);
    b->used += piece.size;
    return true;
}

static size_t member_size(size_t content)
{
    return FRAME_BLOCK + (content + FRAME_BLOCK - 1) / FRAME_BLOCK * FRAME_BLOCK;
}

/* Size of everything after the last signature. */
static size_t rest_size(const struct pack_members *m)
{
    size_t size = member_size(m->manifest.size) + member_size(m->sums.size) + 2 * (size_t)FRAME_BLOCK;

    for (size_t i = 0; i < m->n_files; i++)
        size += member_size(m->files[i].content.size);
    return size;
}

static bool digests_check(const struct bale *b, struct fail *f)
{
    char sha256[ID_TEXT];

    for (size_t i = 0; i < b->n_migrations; i++)
        for (size_t s = 0; s < b->migrations[i].n_steps; s++) {
            const struct bale_step *step = &b->migrations[i].steps[s];
            digest_hex(step->sql, sha256);
            if (strcmp(sha256, step->sha256) != 0)
                return fail_named(f, FAIL_BALE, "manifest.digest",
                                  "migration %s: step %s has the digest %s, not %s", b->migrations[i].name,
                                  step->name, sha256, step->sha256);
        }
    return true;
}

bool bale_pack(struct arena *a, const struct bale *b, struct bytes *out, struct fail *f)
{
    struct pack_members m = { .mtime = b->created };
    struct bytes seal;

    if (!bale_check(a, b, f) || !digests_check(b, f))
        return false;
    m.files = manifest_files(a, b, &m.n_files);
    m.manifest = manifest_text(a, b);
    m.sums = manifest_sums(a, m.manifest, m.files, m.n_files);
    size_t frame_size = member_size(SEAL_MOST), size = rest_size(&m);
    if (m.manifest.size > MANIFEST_LIMIT || m.n_files > MANIFEST_FILES ||
        size + frame_size + SIGNATURES_MOST * member_size(SIGNATURE_MOST) > BALE_SIZE_LIMIT) {
        fail_named(f, FAIL_BALE, "pack.too-large", "the bale would be larger than %zu bytes",
                   BALE_SIZE_LIMIT);
        return fail_hint(f,
                         "Compile fewer migrations into it, beginning at a version that every target has.");
    }

    /* The rest goes behind room for the longest seal, which is then put right in front of it. */
    struct buffer buffer = { .at = arena_alloc(a, frame_size + size),
                             .used = frame_size,
                             .room = frame_size + size };
    if (!pack_write(&m, put_in_buffer, &buffer, f))
        return false;
    struct bytes rest = { buffer.at + frame_size, buffer.used - frame_size };
    struct seal sealed = seal_of(b, m.manifest, rest);
    if (!seal_text(a, &sealed, &seal, f))
        return false;
    size_t start = frame_size - member_size(seal.size);
    frame_header(buffer.at + start, "seal.json", seal.size, b->created);
    memcpy(buffer.at + start + FRAME_BLOCK, seal.at, seal.size);
    *out = (struct bytes){ buffer.at + start, buffer.used - start };
    return true;
}
