/*
 * trust_update: the next version of a trust store, and the signatures that let it replace the one before.
 *
 * A file in the style of a bale: statement.json, signatures/<key id>.sig, trust.json, two blocks of zeros,
 * every time 0. The statement (in-toto, predicateType TRUST_UPDATE_TYPE) binds the new trust.json, its
 * version and the digest of the one that it replaces. It needs the threshold of root keys of the installed
 * store and that of the new one, so that neither a thief of new keys nor forgotten old ones can do it alone.
 * trust.json is parsed only when the installed store's root keys have signed.
 */
#ifndef PGBALE_TRUST_UPDATE_H
#define PGBALE_TRUST_UPDATE_H

#include "sign.h"
#include "trust.h"

#define TRUST_UPDATE_TYPE "https://pgbale.org/trust/v1"
#define TRUST_UPDATE_FORMAT "pgbale-trust-update/1"

enum { TRUST_UPDATE_LIMIT = TRUST_LIMIT + (1 << 16) };

struct trust_update {
    struct trust *next;                       /* what the new store says */
    struct bytes text;                        /* the new trust.json */
    const char *signers[2 * SIGNATURES_MOST]; /* names of the root keys that counted, old or new */
    size_t n_signers;
};

/*
 * Makes an unsigned update, in the arena. `installed` is the store in use, `next` the text of the new one.
 * Fails with trust.update-root when either has no root role, trust.update-version unless the new version is
 * exactly one more, and as trust_parse does.
 */
bool trust_update_make(struct arena *a, const struct trust *installed, struct bytes next, struct bytes *out,
                       struct fail *f) must_check;

/* What is signed: statement.json of an update that is in order but for its signatures. */
bool trust_update_statement(struct arena *a, struct bytes file, struct bytes *out, struct fail *f) must_check;

/*
 * The file `old` with one more signature over its statement. Fails with sign.wrong unless it holds, with
 * sign.already and with sign.full.
 */
bool trust_update_attach(struct arena *a, struct bytes old, const struct public_key *key, struct bytes raw,
                         struct bytes *out, struct fail *f) must_check;

/*
 * Judges an update for `installed`. Refusals: those of the frame and of statements, signature.bad,
 * trust.update-threshold-old and -new (too few root keys of that version have signed), trust.update-previous
 * (made for another store), trust.update-version, trust.update-root, trust.update-digest,
 * trust.update-expired, and those of trust_parse. `*out` is in the arena.
 */
bool trust_update_open(struct arena *a, struct bytes file, const struct trust *installed, uint64_t now,
                       struct trust_update *out, struct fail *f) must_check;

#endif
