/*
 * The frame walk, on bytes that nobody has authenticated.
 */
#include "frame.h"

#include "file.h"
#include "sample.h"
#include "sealed.h"

#include <criterion/criterion.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    SEAL = 0,
    FIRST = 2 * FRAME_BLOCK,
    SECOND = 4 * FRAME_BLOCK
}; /* offsets: the sample's seal takes two blocks */

/* A bale with two signatures that may be spoilt. */
static uint8_t *spoilable(struct arena *a, size_t *size)
{
    owned(private_key_release) struct private_key *one = key_new(), *two = key_new();
    const struct private_key *keys[] = { one, two, NULL };
    struct bytes good = sample_signed(a, keys);
    struct frame frame;

    cr_assert(frame_walk(good, &frame, fail_new(a)));
    cr_assert(frame.n_signatures == 2 && frame.seal.size > FRAME_BLOCK && frame.seal.size <= 2 * FRAME_BLOCK);
    *size = good.size;
    return (uint8_t *)arena_copy(a, good.at, good.size);
}

static void refused(struct arena *a, const uint8_t *at, size_t size, const char *name)
{
    struct fail *f = fail_new(a);
    struct frame frame;

    cr_expect(!frame_walk((struct bytes){ at, size }, &frame, f), "accepted, expected %s", name);
    cr_expect_str_eq(f->name, name, "%s: %s", f->name, f->message);
}

static void rehash(uint8_t *header)
{
    unsigned sum = 0;
    char text[16];

    memset(header + 148, ' ', 8);
    for (size_t i = 0; i < FRAME_BLOCK; i++)
        sum += header[i];
    snprintf(text, sizeof text, "%06o", sum);
    memcpy(header + 148, text, 7);
    header[155] = ' ';
}

Test(frame, header_fields)
{
    static const struct {
        size_t at;
        const char *bytes;
        size_t size;
        const char *name;
    } cases[] = {
        { 100, "000755 ", 7, "frame.header" },      /* mode */
        { 100, "0000644", 8, "frame.header" },      /* the style of another tar */
        { 108, "000001 ", 7, "frame.header" },      /* uid */
        { 116, "000001 ", 7, "frame.header" },      /* gid */
        { 124, "00000000009", 11, "frame.header" }, /* not octal */
        { 124, "         12", 11, "frame.header" }, /* spaces */
        { 124, "\x80\0\0\0\0\0\0\0\0\0\0", 11, "frame.header" },
        { 124, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 11, "frame.header" },
        { 124, "77777777777", 11, "frame.member-size" },
        { 124, "00000000000", 11, "frame.member-size" },
        { 124, "00000003555", 11, "frame.member-size" }, /* 1901 */
        { 156, "1", 1, "frame.header" },
        { 156, "2", 1, "frame.header" },
        { 156, "5", 1, "frame.header" },
        { 156, "7", 1, "frame.header" },
        { 156, "x", 1, "frame.header" },
        { 156, "g", 1, "frame.header" },
        { 156, "L", 1, "frame.header" },
        { 156, "\0", 1, "frame.header" },
        { 157, "/etc/passwd", 11, "frame.header" },
        { 257, "ustar  ", 8, "frame.header" },
        { 265, "root", 4, "frame.header" },
        { 297, "root", 4, "frame.header" },
        { 345, "..", 2, "frame.header" },
        { 500, "x", 1, "frame.header" },
        { 20, "x", 1, "frame.header" }, /* after the name's NUL */
    };

    for (size_t i = 0; i < countof(cases); i++) {
        owned(arena_release) struct arena *a = arena_new();
        size_t size;
        uint8_t *bytes = spoilable(a, &size);
        memcpy(bytes + SEAL + cases[i].at, cases[i].bytes, cases[i].size);
        rehash(bytes + SEAL);
        refused(a, bytes, size, cases[i].name);
    }
}

Test(frame, order_names_and_padding)
{
    owned(arena_release) struct arena *a = arena_new();
    struct frame frame;
    size_t size;
    uint8_t *b;

    b = spoilable(a, &size), b[148] = '7', refused(a, b, size, "frame.checksum");
    b = spoilable(a, &size), memcpy(b, "seal.jsom", 9), refused(a, b, size, "frame.first-member");
    b = spoilable(a, &size), memset(b, 0, FRAME_BLOCK), refused(a, b, size, "frame.first-member");
    b = spoilable(a, &size), memcpy(b, "\x1f\x8b\x08", 3), refused(a, b, size, "frame.first-member");
    cr_assert(frame_walk((struct bytes){ spoilable(a, &size), size }, &frame, fail_new(a)));
    size_t first = frame.signatures_end - 2 * (size_t)FIRST, padding = FRAME_BLOCK + frame.seal.size;
    b = spoilable(a, &size), b[padding] = 1, refused(a, b, size, "frame.padding");
    b = spoilable(a, &size), b[first + FIRST - 1] = 1, refused(a, b, size, "frame.padding");
    b = spoilable(a, &size), b[first + 11] = 'A', refused(a, b, size, "frame.signature-name");
    b = spoilable(a, &size), b[first + 11 + 64] = '_', refused(a, b, size, "frame.signature-name");
    b = spoilable(a, &size), b[first + 11] = '\0', refused(a, b, size, "frame.signature-name");
    b = spoilable(a, &size), memcpy(b + first + FIRST, b + first, FIRST),
    refused(a, b, size, "frame.signature-order");
    b = spoilable(a, &size), memcpy(b + first + 136, "00000000001", 11), rehash(b + first),
    refused(a, b, size, "frame.mtime");
    b = spoilable(a, &size), memcpy(b + first + 124, "00000000111", 11), rehash(b + first),
    refused(a, b, size, "frame.member-size"); /* 73 bytes */
}

Test(frame, truncation_anywhere)
{
    owned(arena_release) struct arena *a = arena_new();
    size_t size;
    uint8_t *b = spoilable(a, &size);
    struct frame frame;

    cr_assert(frame_walk((struct bytes){ b, size }, &frame, fail_new(a)));
    refused(a, b, 0, "frame.truncated");
    refused(a, b, 1, "frame.size");
    refused(a, b, size - 1, "frame.size");
    for (size_t cut = FRAME_BLOCK; cut < frame.signatures_end - 2 * (size_t)FIRST; cut += FRAME_BLOCK)
        refused(a, b, cut, "frame.truncated");
    refused(a, b, frame.signatures_end - FRAME_BLOCK, "frame.truncated");
}

Test(frame, seventeen_signatures)
{
    owned(arena_release) struct arena *a = arena_new();
    struct text t = text_new(a);
    uint8_t header[FRAME_BLOCK], block[FRAME_BLOCK] = { 'x' };

    frame_header(header, "seal.json", 1, 0);
    text_add_bytes(&t, header, sizeof header);
    text_add_bytes(&t, block, sizeof block);
    for (int i = 0; i < 17; i++) {
        struct frame frame;
        cr_assert(frame_walk((struct bytes){ (uint8_t *)t.at, t.size }, &frame, fail_new(a)));
        cr_assert_eq(frame.n_signatures, (size_t)i);
        frame_header(header, format(a, "signatures/%064x.sig", (unsigned)i), 1, 0);
        text_add_bytes(&t, header, sizeof header);
        text_add_bytes(&t, block, sizeof block);
    }
    refused(a, (uint8_t *)t.at, t.size, "frame.signature-count");
}

static void not_opened(struct arena *a, const char *path, size_t limit, const char *name)
{
    struct sealed_bale sealed = { 0 };
    struct fail *f = fail_new(a);

    cr_expect(!sealed_open(path, limit, &sealed, f));
    cr_expect_str_eq(f->name, name, "%s: %s", path, f->message);
}

Test(sealed, files_that_are_no_bale)
{
    owned(arena_release) struct arena *a = arena_new();
    char folder[] = "/tmp/pgbale-frame-XXXXXX";
    struct fail *f = fail_new(a);

    cr_assert_not_null(mkdtemp(folder));
    const char *fifo = format(a, "%s/fifo", folder), *file = format(a, "%s/file", folder);
    const char *link = format(a, "%s/link", folder);
    cr_assert(mkfifo(fifo, 0600) == 0 && symlink("file", link) == 0);
    cr_assert(file_write(file, (struct bytes){ (const uint8_t *)"", 0 }, 0600, f));
    not_opened(a, fifo, BALE_SIZE_LIMIT, "frame.not-regular");
    not_opened(a, folder, BALE_SIZE_LIMIT, "frame.not-regular");
    not_opened(a, "/dev/null", BALE_SIZE_LIMIT, "frame.not-regular");
    not_opened(a, link, BALE_SIZE_LIMIT, "frame.symlink");
    not_opened(a, file, BALE_SIZE_LIMIT, "frame.truncated");
    cr_assert(truncate(file, 1) == 0);
    not_opened(a, file, BALE_SIZE_LIMIT, "frame.size");
    cr_assert(truncate(file, 4096) == 0);
    not_opened(a, file, 2048, "frame.too-large");
    cr_assert(truncate(file, (off_t)BALE_SIZE_LIMIT + 512) == 0);
    not_opened(a, file, BALE_SIZE_LIMIT, "frame.too-large");
    not_opened(a, format(a, "%s/none", folder), BALE_SIZE_LIMIT, "");
    cr_assert(file_remove_tree(folder, f));
}
