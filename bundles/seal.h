/*
 * seal: seal.json, the in-toto statement that signatures cover.
 */
#ifndef PGBALE_SEAL_H
#define PGBALE_SEAL_H

#include "bale.h"
#include "pae.h"

#define SEAL_STATEMENT_TYPE "https://in-toto.io/Statement/v1"
#define SEAL_PREDICATE_TYPE "https://pgbale.org/bale/v1"
#define SEAL_FORMAT "pgbale/1"

/* What a seal says. The claims about clients are those of the newest migration. */
struct seal {
    char manifest_sha256[ID_TEXT];
    char archive_sha256[ID_TEXT]; /* of all bytes after the last signature member */
    uint64_t archive_size;
    const char *lineage, *version;
    uint64_t sequence;
    char migration[ID_TEXT];           /* id of the newest migration */
    const struct bale_client *clients; /* name and breaks only; ascending by name */
    size_t n_clients;
    const char *const *environments;
    size_t n_environments;
    uint64_t not_before, not_after;
};

/* The canonical text. Fails with seal.too-large when it exceeds SEAL_MOST bytes. */
bool seal_text(struct arena *a, const struct seal *s, struct bytes *out, struct fail *f) must_check;

/* Reads an authenticated seal, strictly: canonical, no unknown keys. Names start with "seal.". */
bool seal_parse(struct arena *a, struct bytes from, struct seal *out, struct fail *f) must_check;

/* What a bale says itself, for its seal: all but the digests and the size of the archive, which are empty. */
struct seal seal_about(const struct bale *b);

/* The seal of a bale whose manifest and rest are known. Reads both. */
struct seal seal_of(const struct bale *b, struct bytes manifest, struct bytes rest);

#endif
