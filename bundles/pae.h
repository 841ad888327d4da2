/*
 * pae: the bytes that are signed: DSSE's pre-authentication encoding of a statement.
 *
 *     "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body
 */
#ifndef PGBALE_PAE_H
#define PGBALE_PAE_H

#include "text.h"

#define PAE_STATEMENT "application/vnd.in-toto+json"

enum {
    SEAL_MOST = 1900, /* longest seal.json, bytes: small enough for every HSM and KMS */
    PAE_MOST = SEAL_MOST + 64,
};

/* The encoding of an in-toto statement into `out`; returns its size. `statement` is at most SEAL_MOST bytes.
 */
size_t pae_encode(struct bytes statement, uint8_t out[PAE_MOST]);

/* The same in an arena, for statements of any size (receipts, approvals). */
struct bytes pae_of(struct arena *a, struct bytes statement);

#endif
