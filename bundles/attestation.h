/*
 * attestation: a file that holds one signed statement about a bale: a receipt, an approval, a breakglass.
 *
 * A plain ustar archive in the style of a bale: statement.json (an in-toto Statement, canonical JSON, at
 * most SEAL_MOST bytes), signatures/<key id>.sig, two blocks of zeros; every time is 0. So the same walk,
 * the same PAE and the same stock tools serve both, and nothing is parsed before enough is signed. The
 * statement's id is the SHA-256 of statement.json, and signatures can be added later.
 *
 * What statements say is in receipt.h and approval.h; what a trust store asks for, in promotion.h.
 */
#ifndef PGBALE_ATTESTATION_H
#define PGBALE_ATTESTATION_H

#include "sign.h"
#include "trust.h"

enum { ATTESTATION_LIMIT = 64 * 1024 };

/* A statement whose signatures hold. Nothing else turns bytes of a file into a statement that is parsed. */
struct attestation {
    char id[ID_TEXT]; /* SHA-256 of the statement */
    struct bytes statement;
    const struct trust_key *signers[SIGNATURES_MOST]; /* distinct, valid now, each of `role` */
    size_t n_signers;                                 /* at least 1 */
    enum trust_role_name role;
};

/*
 * Makes the file: one signature by `key` over `statement`, in the arena. The statement must be canonical JSON
 * of at most SEAL_MOST bytes (attestation.too-large).
 */
bool attestation_sign(struct arena *a, struct bytes statement, const struct private_key *key,
                      struct bytes *out, struct fail *f) must_check;

/* The file `old` with one more signature. Fails with sign.already when the key has signed it. */
bool attestation_add_signature(struct arena *a, struct bytes old, const struct private_key *key,
                               struct bytes *out, struct fail *f) must_check;

/*
 * Authenticates a file: every signature that names a trusted key must hold (signature.bad), and at least one
 * must be by a key of `role` that is valid at `now` (signature.unknown-key, signature.role,
 * signature.revoked, signature.expired, signature.not-yet-valid). The lineage that a key covers is the
 * reader's to check: see attestation_covers. `where` begins messages.
 */
bool attestation_open(struct arena *a, struct bytes file, const char *where, const struct trust *trust,
                      enum trust_role_name role, uint64_t now, struct attestation *out,
                      struct fail *f) must_check;

/* Leaves only the signers that may speak for this lineage; fails with signature.lineage when none is left. */
bool attestation_covers(struct attestation *at, const char *lineage, struct fail *f) must_check;

/* Reads a statement's file (at most ATTESTATION_LIMIT bytes); a missing one is FAIL_USAGE. */
bool attestation_read(struct arena *a, const char *path, struct bytes *out, struct fail *f) must_check;

#endif
