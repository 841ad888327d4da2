/*
 * frame: see frame.h. This file and nothing else reads bytes that are not authenticated.
 */
#include "frame.h"

#include <assert.h>

/* Offsets and sizes of a ustar header. */
enum {
    AT_NAME = 0,
    NAME_SIZE = 100,
    AT_MODE = 100,
    AT_UID = 108,
    AT_GID = 116,
    AT_SIZE = 124,
    AT_MTIME = 136,
    NUMBER_DIGITS = 11,
    AT_CHECKSUM = 148,
    CHECKSUM_SIZE = 8,
    AT_TYPE = 156,
    AT_MAGIC = 257,
    AT_MAJOR = 329,
    AT_MINOR = 337
};

#define SEAL_NAME "seal.json"
#define SIGNATURES "signatures/"

/* Fields that are the same in every header. */
static const struct {
    size_t at;
    char field[8];
} fixed[] = {
    { AT_MODE, "000644 " },
    { AT_UID, "000000 " },
    { AT_GID, "000000 " },
    { AT_MAGIC, "ustar\0"
                "00" },
    { AT_MAJOR, "000000 " },
    { AT_MINOR, "000000 " },
};

static void put_number(uint8_t *at, uint64_t number)
{
    assert(number <= FRAME_LATEST);
    for (size_t i = NUMBER_DIGITS; i-- > 0; number >>= 3)
        at[i] = (uint8_t)('0' + (number & 7));
    at[NUMBER_DIGITS] = ' ';
}

/* Six octal digits, NUL and a space, over the header with spaces in their place. */
static void put_checksum(uint8_t header[FRAME_BLOCK])
{
    unsigned sum = 0;

    memset(header + AT_CHECKSUM, ' ', CHECKSUM_SIZE);
    for (size_t i = 0; i < FRAME_BLOCK; i++)
        sum += header[i];
    for (size_t i = 6; i-- > 0; sum >>= 3)
        header[AT_CHECKSUM + i] = (uint8_t)('0' + (sum & 7));
    header[AT_CHECKSUM + 6] = '\0';
}

void frame_header(uint8_t out[FRAME_BLOCK], const char *name, uint64_t size, uint64_t mtime)
{
    size_t name_size = strlen(name);

    assert(name_size > 0 && name_size <= BALE_NAME);
    memset(out, 0, FRAME_BLOCK);
    memcpy(out + AT_NAME, name, name_size);
    for (size_t i = 0; i < countof(fixed); i++)
        memcpy(out + fixed[i].at, fixed[i].field, sizeof fixed[i].field);
    put_number(out + AT_SIZE, size);
    put_number(out + AT_MTIME, mtime);
    out[AT_TYPE] = '0';
    put_checksum(out);
}

void frame_signature_name(char out[FRAME_SIGNATURE_NAME], const char *key_id)
{
    snprintf(out, FRAME_SIGNATURE_NAME, SIGNATURES "%.64s.sig", key_id);
}

/* Eleven octal digits and a space. */
static bool read_number(const uint8_t *at, uint64_t *out)
{
    uint64_t number = 0;

    for (size_t i = 0; i < NUMBER_DIGITS; i++) {
        if (at[i] < '0' || at[i] > '7')
            return false;
        number = number * 8 + (uint64_t)(at[i] - '0');
    }
    *out = number;
    return at[NUMBER_DIGITS] == ' ';
}

/* Where the walk is, and the member that it has just read. */
struct walk {
    struct bytes all;
    size_t at;
    uint64_t mtime;
    struct bytes content;
};

static bool refuse_header(const uint8_t *header, const uint8_t *expected, const char *name, struct fail *f)
{
    for (size_t i = 0; i < FRAME_BLOCK; i++)
        if (header[i] != expected[i] && (i < AT_CHECKSUM || i >= AT_CHECKSUM + CHECKSUM_SIZE))
            return fail_named(f, FAIL_BALE, "frame.header",
                              "byte %zu of the header of \"%s\" is not what a bale has there", i, name);
    return fail_named(f, FAIL_BALE, "frame.checksum", "the header of \"%s\" has a wrong checksum", name);
}

/* Reads the member `name` at the walk's position: header, content, padding. */
static bool read_member(struct walk *w, const char *name, size_t most, struct fail *f)
{
    uint8_t expected[FRAME_BLOCK];
    uint64_t size, mtime;

    if (w->all.size - w->at < FRAME_BLOCK)
        return fail_named(f, FAIL_BALE, "frame.truncated", "the bale ends in the header of \"%s\"", name);
    const uint8_t *header = w->all.at + w->at;
    if (!read_number(header + AT_SIZE, &size) || !read_number(header + AT_MTIME, &mtime))
        return fail_named(f, FAIL_BALE, "frame.header", "the header of \"%s\" has a malformed size or time",
                          name);
    frame_header(expected, name, size, mtime);
    if (memcmp(header, expected, FRAME_BLOCK) != 0)
        return refuse_header(header, expected, name, f);
    if (size == 0 || size > most)
        return fail_named(f, FAIL_BALE, "frame.member-size", "\"%s\" has %llu bytes, must have 1 to %zu",
                          name, (unsigned long long)size, most);
    if (w->at != 0 && mtime != w->mtime)
        return fail_named(f, FAIL_BALE, "frame.mtime", "\"%s\" has another time than the first member", name);

    size_t padded = ((size_t)size + FRAME_BLOCK - 1) / FRAME_BLOCK * FRAME_BLOCK;
    if (w->all.size - w->at - FRAME_BLOCK < padded)
        return fail_named(f, FAIL_BALE, "frame.truncated", "the bale ends in \"%s\"", name);
    const uint8_t *content = header + FRAME_BLOCK;
    for (size_t i = (size_t)size; i < padded; i++)
        if (content[i] != 0)
            return fail_named(f, FAIL_BALE, "frame.padding", "the padding of \"%s\" is not zero", name);
    w->content = (struct bytes){ content, (size_t)size };
    w->mtime = mtime;
    w->at += FRAME_BLOCK + padded;
    return true;
}

static bool at_signature(const struct walk *w)
{
    return w->all.size - w->at >= FRAME_BLOCK &&
           memcmp(w->all.at + w->at, SIGNATURES, strlen(SIGNATURES)) == 0;
}

/* "signatures/" 64 hexadecimal digits ".sig" NUL: the header template compares all the rest. */
static bool read_key_id(const uint8_t *header, char id[ID_TEXT], struct fail *f)
{
    uint8_t raw[32];

    memcpy(id, header + strlen(SIGNATURES), ID_TEXT - 1);
    id[ID_TEXT - 1] = '\0';
    if (!hex_read(id, raw, sizeof raw) || memcmp(header + strlen(SIGNATURES) + 64, ".sig", 5) != 0)
        return fail_named(f, FAIL_BALE, "frame.signature-name",
                          "a signature member is not named signatures/<64 hexadecimal digits>.sig");
    return true;
}

static bool read_signature(struct walk *w, struct frame *frame, struct fail *f)
{
    char id[ID_TEXT], name[FRAME_SIGNATURE_NAME];

    if (frame->n_signatures == SIGNATURES_MOST)
        return fail_named(f, FAIL_BALE, "frame.signature-count", "the bale has more than %d signatures",
                          SIGNATURES_MOST);
    if (!read_key_id(w->all.at + w->at, id, f))
        return false;
    if (frame->n_signatures && strcmp(frame->signatures[frame->n_signatures - 1].key_id, id) >= 0)
        return fail_named(f, FAIL_BALE, "frame.signature-order",
                          "signatures are not in ascending order, or one key has two of them (%s)", id);
    frame_signature_name(name, id);
    if (!read_member(w, name, SIGNATURE_MOST, f))
        return false;
    struct frame_signature *signature = &frame->signatures[frame->n_signatures++];
    memcpy(signature->key_id, id, sizeof id);
    signature->raw = w->content;
    return true;
}

/* The walk of a file whose first member has this name. */
static bool walk_named(struct bytes all, const char *first, struct frame *out, struct fail *f)
{
    struct walk w = { .all = all };
    struct frame frame = { .n_signatures = 0 };

    if (!read_member(&w, first, SEAL_MOST, f))
        return false;
    frame.seal = w.content;
    while (at_signature(&w))
        if (!read_signature(&w, &frame, f))
            return false;
    frame.signatures_end = w.at;
    frame.rest = (struct bytes){ all.at + w.at, all.size - w.at };
    frame.mtime = w.mtime;
    *out = frame;
    return true;
}

static bool size_check(struct bytes all, const char *what, struct fail *f)
{
    if (all.size % FRAME_BLOCK != 0)
        return fail_named(f, FAIL_BALE, "frame.size", "the %s's size is not a multiple of %d", what,
                          FRAME_BLOCK);
    if (all.size < FRAME_BLOCK)
        return fail_named(f, FAIL_BALE, "frame.truncated", "the %s is empty", what);
    return true;
}

bool frame_walk(struct bytes all, struct frame *out, struct fail *f)
{
    if (!size_check(all, "bale", f))
        return false;
    if (memcmp(all.at, SEAL_NAME, sizeof SEAL_NAME) != 0) {
        fail_named(f, FAIL_BALE, "frame.first-member", "this is not a bale: it does not begin with %s",
                   SEAL_NAME);
        return fail_hint(f, "A bale is not compressed; \"pgbale compile\" makes one.");
    }
    return walk_named(all, SEAL_NAME, out, f);
}

bool frame_walk_statement(struct bytes all, struct frame *out, struct fail *f)
{
    if (!size_check(all, "statement", f))
        return false;
    if (memcmp(all.at, FRAME_STATEMENT, sizeof FRAME_STATEMENT) != 0)
        return fail_named(f, FAIL_BALE, "frame.first-member",
                          "this is not a receipt or an approval: it does not begin with %s", FRAME_STATEMENT);
    return walk_named(all, FRAME_STATEMENT, out, f);
}
