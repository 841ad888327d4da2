/*
 * frame: the only parser that sees bytes which nobody has authenticated.
 *
 * It walks seal.json and signatures/<key id>.sig at the start of a bale: a fixed header template,
 * compared byte for byte. It allocates nothing, follows no number beyond the limits below and
 * knows no JSON. What comes after the last signature is only located, not looked at.
 */
#ifndef PGBALE_FRAME_H
#define PGBALE_FRAME_H

#include "pae.h"
#include "sign.h"

enum { FRAME_BLOCK = 512 };
#define FRAME_LATEST (((uint64_t)1 << 33) - 1) /* largest size or time in a header: 11 octal digits */

struct frame_signature {
    char key_id[ID_TEXT];
    struct bytes raw;
};

struct frame {
    struct bytes seal;
    struct frame_signature signatures[SIGNATURES_MOST]; /* ascending by key id */
    size_t n_signatures;                                /* 0: not signed yet */
    size_t signatures_end; /* offset of the first byte after the last signature */
    struct bytes rest;     /* all bytes from there: what the seal binds */
    uint64_t mtime;        /* of all frame members */
};

/*
 * Walks the frame. Slices point into `all`. Names of refusals: frame.truncated, frame.size,
 * frame.first-member, frame.header, frame.checksum, frame.padding, frame.member-size, frame.mtime,
 * frame.signature-name, frame.signature-order, frame.signature-count.
 */
bool frame_walk(struct bytes all, struct frame *out, struct fail *f) must_check;

/*
 * The same for a file that holds one signed statement (attestation.h): statement.json stands where a bale has
 * seal.json.
 */
#define FRAME_STATEMENT "statement.json"
bool frame_walk_statement(struct bytes all, struct frame *out, struct fail *f) must_check;

/*
 * Writes the header of a member as bales have it: ustar in the style of libarchive. The name has at
 * most BALE_NAME bytes, size and mtime at most FRAME_LATEST (asserted).
 */
void frame_header(uint8_t out[FRAME_BLOCK], const char *name, uint64_t size, uint64_t mtime);

/* "signatures/<key id>.sig" */
enum { FRAME_SIGNATURE_NAME = 11 + 64 + 4 + 1 };
void frame_signature_name(char out[FRAME_SIGNATURE_NAME], const char *key_id);

#endif
