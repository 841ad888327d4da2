/*
 * manifest: manifest.json, everything that a bale says about its members and migrations.
 *
 * The text is a pure function of `struct bale`, so a reader can rebuild it and compare. Step files,
 * state.sql and rls.json are listed by hash and size; their bytes are members of the archive.
 */
#ifndef PGBALE_MANIFEST_H
#define PGBALE_MANIFEST_H

#include "bale.h"

#define MANIFEST_FORMAT "pgbale/1"
#define MIGRATION_FORMAT "pgbale-migration/1"

enum { MANIFEST_LIMIT = 32 << 20, MANIFEST_FILES = 60000 };

/* One member that the manifest lists, in the order of the archive. */
struct manifest_file {
    const char *path;
    char sha256[ID_TEXT];
    struct bytes content; /* `at` is NULL and only `size` counts when it was read from a manifest */
};

/* The listed members of a bale, in order: state.sql, then per migration its steps and rls.json. */
const struct manifest_file *manifest_files(struct arena *a, const struct bale *b, size_t *n);

/* Canonical text of the manifest. The bale must pass bale_check. */
struct bytes manifest_text(struct arena *a, const struct bale *b);

/* Is this the text that manifest_text would give? */
bool manifest_is(const struct bale *b, struct bytes text);

/* Text of SHA256SUMS: manifest.json, then the files in order, as sha256sum -c reads it. */
struct bytes manifest_sums(struct arena *a, struct bytes manifest, const struct manifest_file *files,
                           size_t n);

/*
 * Reads an authenticated manifest, strictly. `*out` has no bytes of members yet (steps' sql, rls, state_sql
 * are empty); `*files` is the list it gives. Names start with "manifest.".
 */
bool manifest_parse(struct arena *a, struct bytes from, struct bale **out, const struct manifest_file **files,
                    size_t *n_files, struct fail *f) must_check;

/*
 * The canonical record of a migration, whose SHA-256 is the migration's id. It holds parent, sequence, name,
 * version, claims about clients, the steps' names, digests and row expectations, the digest of rls.json, and
 * the state digests of proof_major. Uses m->steps[].sha256 and m->rls; m->id is not read.
 */
struct bytes bale_migration_record(struct arena *a, const struct bale_migration *m);

/* The id of a migration: the SHA-256 of its record. */
void bale_migration_id(const struct bale_migration *m, char id[ID_TEXT]);

#endif
