/*
 * sealed: the bytes of a file that nobody has checked yet and nobody can change any more.
 *
 * The file is read once into a memory file that is sealed against writing and resizing. Everything
 * after that reads the mapping, so a file that changes meanwhile changes nothing.
 */
#ifndef PGBALE_SEALED_H
#define PGBALE_SEALED_H

#include "bale.h"

struct sealed_bale {
    struct bytes all;
};

/*
 * Reads a bale of at most `limit` bytes (BALE_SIZE_LIMIT unless the user says otherwise). "-" reads
 * standard input. Refuses what is not a regular file (frame.not-regular), a symbolic link
 * (frame.symlink), a size that is not a multiple of 512 (frame.size), below the smallest possible
 * (frame.truncated) or above the limit (frame.too-large). A missing file is FAIL_USAGE.
 */
bool sealed_open(const char *path, size_t limit, struct sealed_bale *out, struct fail *f) must_check;

/* The same for bytes that are in memory already (a bale just built, or read from a ledger). */
bool sealed_copy(struct bytes from, struct sealed_bale *out, struct fail *f) must_check;

/* Unmaps. A zeroed structure is allowed. For owned(sealed_close). */
void sealed_close(struct sealed_bale *sealed);

#endif
