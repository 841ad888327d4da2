/*
 * Fuzzing the walk over the frame, the only code that sees what nobody has authenticated.
 *
 * What it accepts must be exactly what an encoder makes of what it found.
 */
#include "frame.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_member(const uint8_t **at, const char *name, struct bytes content, uint64_t mtime)
{
    uint8_t header[FRAME_BLOCK];

    frame_header(header, name, content.size, mtime);
    if (memcmp(*at, header, FRAME_BLOCK) != 0 || content.at != *at + FRAME_BLOCK)
        abort();
    *at += FRAME_BLOCK + (content.size + FRAME_BLOCK - 1) / FRAME_BLOCK * FRAME_BLOCK;
}

static void check(struct bytes all, const char *first, const struct frame *frame)
{
    const uint8_t *at = all.at;
    char name[FRAME_SIGNATURE_NAME];

    check_member(&at, first, frame->seal, frame->mtime);
    for (size_t i = 0; i < frame->n_signatures; i++) {
        frame_signature_name(name, frame->signatures[i].key_id);
        check_member(&at, name, frame->signatures[i].raw, frame->mtime);
    }
    if (at != frame->rest.at || (size_t)(at - all.at) + frame->rest.size != all.size)
        abort();
}

/* Most inputs have a header whose checksum is wrong; the first byte says whether it is put right. */
static void put_right(uint8_t *all, size_t size)
{
    for (size_t at = 0; at + FRAME_BLOCK <= size; at += FRAME_BLOCK) {
        char text[8];
        unsigned sum = 8 * ' ';
        if (memcmp(all + at + 257, "ustar", 5) != 0)
            continue;
        for (size_t i = 0; i < FRAME_BLOCK; i++)
            sum += i < 148 || i >= 156 ? all[at + i] : 0;
        snprintf(text, sizeof text, "%06o", sum);
        memcpy(all + at + 148, text, 7);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fail f = { 0 };
    struct frame frame;

    if (size < 1)
        return 0;
    uint8_t *copy = malloc(size);
    memcpy(copy, data + 1, size - 1);
    struct bytes all = { copy, size - 1 };
    if (*data & 1)
        put_right(copy, all.size);
    if (frame_walk(all, &frame, &f))
        check(all, "seal.json", &frame);
    if (frame_walk_statement(all, &frame, &f))
        check(all, FRAME_STATEMENT, &frame);
    free(copy);
    return 0;
}
