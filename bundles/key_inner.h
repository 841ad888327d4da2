/*
 * key_inner: what the files about keys share with each other and with nobody else.
 */
#ifndef PGBALE_KEY_INNER_H
#define PGBALE_KEY_INNER_H

#include "key.h"

#include <openssl/bio.h>
#include <openssl/evp.h>

struct private_key {
    EVP_PKEY *handle;
    struct public_key public_half;
};

void pkey_release(EVP_PKEY **key); /* for owned(pkey_release) */
void bio_release(BIO **bio);       /* for owned(bio_release) */

/* A libcrypto handle of a public key, NULL when its point is not on the curve. The caller frees it. */
EVP_PKEY *public_key_handle(const struct public_key *key);

/* Makes a private key of a handle and takes it over (*handle becomes NULL) unless it fails. */
bool private_key_adopt(EVP_PKEY **handle, struct private_key **out, struct fail *f) must_check;

#endif
