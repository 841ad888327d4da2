/*
 * pack: writes a bale. Equal input gives equal bytes, wherever and whenever it runs.
 */
#ifndef PGBALE_PACK_H
#define PGBALE_PACK_H

#include "frame.h"
#include "key.h"
#include "manifest.h"

/*
 * Writes an unsigned bale into the arena. `b` is what the compiler filled; each step's sha256 and each
 * migration's id must be set. Fails when bale_check does, or when the result is larger than BALE_SIZE_LIMIT
 * (pack.too-large). The result has no signatures: no program of ours opens it until bale_add_signature was
 * called.
 */
bool bale_pack(struct arena *a, const struct bale *b, struct bytes *out, struct fail *f) must_check;

/*
 * Signs: inserts a signature member in ascending order and changes nothing else, so the bale's id stays.
 * The result is opened again with the signer's own key as the only trusted one: a bale that would be refused
 * is not signed. Fails with sign.already when the key has signed before, sign.full at 16 signatures.
 */
bool bale_add_signature(struct arena *a, struct bytes old, const struct private_key *key, struct bytes *out,
                        struct fail *f) must_check;

/* The same for a signature that was made elsewhere (HSM, KMS). Fails with sign.wrong unless it holds. */
bool bale_attach_signature(struct arena *a, struct bytes old, const struct public_key *key, struct bytes raw,
                           struct bytes *out, struct fail *f) must_check;

/*
 * Writes the archive piece by piece to `put`; a false from `put` ends it (pack.sink). The seal and the
 * signatures are written as given. What it writes is what bale_open encodes again by frame_header.
 */
struct pack_members {
    struct bytes seal;
    const struct frame_signature *signatures;
    size_t n_signatures;
    struct bytes manifest, sums;
    const struct manifest_file *files;
    size_t n_files;
    uint64_t mtime;
};
bool pack_write(const struct pack_members *m, bool (*put)(void *to, struct bytes piece), void *to,
                struct fail *f) must_check;

#endif
