/*
 * open_members: the members of an authenticated archive, against the manifest's list.
 *
 * libarchive finds the members; their bytes are taken from the sealed mapping itself, so nothing is
 * copied. That both mean the same bytes is shown at the end, when the archive is encoded again.
 */
#include "digest.h"
#include "manifest.h"
#include "open_inner.h"

#include <archive.h>
#include <archive_entry.h>

static void reader_release(struct archive **reader)
{
    archive_read_free(*reader);
    *reader = NULL;
}

/* The next member, as a slice of the rest. */
static bool next_member(struct archive *reader, struct bytes rest, const char *expected,
                        struct bytes *content, struct fail *f)
{
    struct archive_entry *entry;
    int status = archive_read_next_header(reader, &entry);

    if (status == ARCHIVE_EOF)
        return fail_named(f, FAIL_BALE, "members.missing", "the member %s is missing", expected);
    if (status != ARCHIVE_OK)
        return fail_named(f, FAIL_BALE, "members.unreadable", "the archive cannot be read at %s: %s",
                          expected, archive_error_string(reader));
    const char *name = archive_entry_pathname(entry);
    if (!name || strcmp(name, expected) != 0)
        return fail_named(f, FAIL_BALE, "members.order", "found the member %s where %s must be",
                          name ? name : "?", expected);
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) ||
        archive_entry_symlink(entry))
        return fail_named(f, FAIL_BALE, "members.type", "the member %s is not a regular file", expected);
    uint64_t start = (uint64_t)archive_read_header_position(reader) + FRAME_BLOCK;
    uint64_t size = (uint64_t)archive_entry_size(entry);
    if (start > rest.size || size > rest.size - start)
        return fail_named(f, FAIL_BALE, "members.size", "the member %s leaves the archive", expected);
    *content = (struct bytes){ rest.at + start, (size_t)size };
    return true;
}

static bool no_more(struct archive *reader, struct fail *f)
{
    struct archive_entry *entry;
    int status = archive_read_next_header(reader, &entry);

    if (status == ARCHIVE_EOF)
        return true;
    const char *name = status == ARCHIVE_OK ? archive_entry_pathname(entry) : NULL;
    return fail_named(f, FAIL_BALE, "members.unlisted", "the manifest does not list the member %s",
                      name ? name : "?");
}

static bool listed_member(struct archive *reader, struct bytes rest, const struct manifest_file *file,
                          struct bytes *content, struct fail *f)
{
    char sha256[ID_TEXT];

    if (!next_member(reader, rest, file->path, content, f))
        return false;
    if (content->size != file->content.size)
        return fail_named(f, FAIL_BALE, "members.size", "the member %s has %zu bytes, the manifest says %zu",
                          file->path, content->size, file->content.size);
    digest_hex(*content, sha256);
    if (strcmp(sha256, file->sha256) != 0)
        return fail_named(f, FAIL_BALE, "members.digest",
                          "the member %s has the digest %s, the manifest says %s", file->path, sha256,
                          file->sha256);
    return true;
}

/* The manifest's list must be the one that its own migrations ask for, in that order. */
static bool list_check(struct opening *o, const struct manifest_file *files, size_t n, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    size_t n_expected;
    const struct manifest_file *expected = manifest_files(a, o->bale, &n_expected);

    if (n != n_expected)
        return fail_named(f, FAIL_BALE, "manifest.files",
                          "the manifest lists %zu files, its migrations have %zu", n, n_expected);
    for (size_t i = 0; i < n; i++)
        if (strcmp(files[i].path, expected[i].path) != 0)
            return fail_named(f, FAIL_BALE, "manifest.files",
                              "the manifest lists %s where its migrations have %s", files[i].path,
                              expected[i].path);
    return true;
}

/* Gives the bale its bytes: contents are in the order of the list. */
static bool fill(struct bale *b, const struct manifest_file *files, const struct bytes *contents,
                 struct fail *f)
{
    size_t at = 0;
    struct bale_migration *migrations = (struct bale_migration *)(uintptr_t)b->migrations;

    b->state_sql = contents[at++];
    for (size_t i = 0; i < b->n_migrations; i++) {
        struct bale_step *steps = (struct bale_step *)(uintptr_t)migrations[i].steps;
        for (size_t s = 0; s < migrations[i].n_steps; s++, at++) {
            if (strcmp(steps[s].sha256, files[at].sha256) != 0)
                return fail_named(f, FAIL_BALE, "manifest.digest",
                                  "the manifest gives two digests for %s: in its files and in its migration",
                                  files[at].path);
            steps[s].sql = contents[at];
        }
        migrations[i].rls = contents[at++];
    }
    return true;
}

static bool open_reader(struct archive *reader, struct bytes rest, struct fail *f)
{
    if (reader && archive_read_support_format_tar(reader) == ARCHIVE_OK &&
        archive_read_open_memory(reader, rest.at, rest.size) == ARCHIVE_OK)
        return true;
    return fail_named(f, FAIL_BALE, "members.unreadable", "the archive cannot be read: %s",
                      reader ? archive_error_string(reader) : "out of memory");
}

static bool read_manifest(struct opening *o, struct archive *reader, const struct manifest_file **files,
                          size_t *n, struct fail *f)
{
    char sha256[ID_TEXT];
    struct bytes manifest;

    if (!next_member(reader, o->frame.rest, "manifest.json", &manifest, f))
        return false;
    digest_hex(manifest, sha256);
    if (strcmp(sha256, o->seal.manifest_sha256) != 0)
        return fail_named(f, FAIL_BALE, "seal.manifest", "manifest.json has the digest %s, the seal says %s",
                          sha256, o->seal.manifest_sha256);
    if (!manifest_parse(o->arena, manifest, &o->bale, files, n, f) || !list_check(o, *files, *n, f))
        return false;
    struct bale *b = o->bale;
    b->manifest = manifest;
    b->environments = o->seal.environments;
    b->n_environments = o->seal.n_environments;
    b->not_before = o->seal.not_before;
    b->not_after = o->seal.not_after;
    return true;
}

bool members_read(struct opening *o, struct fail *f)
{
    owned(reader_release) struct archive *reader = archive_read_new();
    const struct bytes rest = o->frame.rest;
    const struct manifest_file *files;
    struct bytes sums;
    size_t n;

    if (!open_reader(reader, rest, f) || !read_manifest(o, reader, &files, &n, f) ||
        !next_member(reader, rest, "SHA256SUMS", &sums, f))
        return false;
    if (!bytes_equal(sums, manifest_sums(o->arena, o->bale->manifest, files, n)))
        return fail_named(f, FAIL_BALE, "members.sums", "SHA256SUMS does not agree with the manifest");
    struct bytes *contents = arena_array(o->arena, n, sizeof *contents);
    for (size_t i = 0; i < n; i++)
        if (!listed_member(reader, rest, &files[i], &contents[i], f))
            return false;
    if (!no_more(reader, f) || !fill(o->bale, files, contents, f))
        return false;
    report_add(o->arena, o->report, "members", CHECK_OK,
               "%zu files have the digests of manifest.json and SHA256SUMS", n);
    return true;
}
