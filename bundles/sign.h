/*
 * sign: one signature over one statement.
 *
 * The algorithm is the key's, never the signature's. Ed25519: 64 raw bytes. ECDSA P-256 with
 * SHA-256: strict DER, 8 to 72 bytes.
 */
#ifndef PGBALE_SIGN_H
#define PGBALE_SIGN_H

#include "key.h"

enum { SIGNATURE_MOST = 72, SIGNATURES_MOST = 16 };

/*
 * Signs the PAE of an in-toto statement and checks the result with the public half. `*out` is in the
 * arena. Fails with sign.failed when libcrypto refuses or the signature does not verify.
 */
bool sign_statement(struct arena *a, const struct private_key *key, struct bytes statement, struct bytes *out,
                    struct fail *f) must_check;

/*
 * A signature as hardware and services give it. For P-256 that may be the numbers r and s, 32 bytes each,
 * which become DER here; everything else is returned as it is, and signature_holds will tell what it is
 * worth.
 */
struct bytes signature_normal(struct arena *a, const struct public_key *key, struct bytes raw);

/* True when `raw` is `key`'s signature over the PAE of `statement`. Anything else is false. */
bool signature_holds(const struct public_key *key, struct bytes statement, struct bytes raw) must_check;

#endif
