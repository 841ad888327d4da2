/*
 * sign: see sign.h.
 */
#include "sign.h"

#include "digest.h"
#include "key_inner.h"
#include "pae.h"

#include <openssl/err.h>

enum { ED25519_SIGNATURE = 64, P256_SIGNATURE_LEAST = 8 };

static void context_release(EVP_MD_CTX **context)
{
    EVP_MD_CTX_free(*context);
    *context = NULL;
}

/* Ed25519 hashes by itself and must be given no digest. */
static const EVP_MD *digest_for(enum key_algorithm algorithm)
{
    return algorithm == KEY_ED25519 ? NULL : EVP_sha256();
}

bool signature_holds(const struct public_key *key, struct bytes statement, struct bytes raw)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(pkey_release) EVP_PKEY *handle = public_key_handle(key);
    owned(context_release) EVP_MD_CTX *context = EVP_MD_CTX_new();
    struct bytes pae = pae_of(a, statement);

    if (!handle || !context)
        return false;
    if (key->algorithm == KEY_ED25519 ? raw.size != ED25519_SIGNATURE
                                      : raw.size < P256_SIGNATURE_LEAST || raw.size > SIGNATURE_MOST)
        return false;
    bool holds = EVP_DigestVerifyInit(context, NULL, digest_for(key->algorithm), NULL, handle) == 1 &&
                 EVP_DigestVerify(context, raw.at, raw.size, pae.at, pae.size) == 1;
    ERR_clear_error();
    return holds;
}

bool sign_statement(struct arena *a, const struct private_key *key, struct bytes statement, struct bytes *out,
                    struct fail *f)
{
    owned(context_release) EVP_MD_CTX *context = EVP_MD_CTX_new();
    struct bytes pae = pae_of(a, statement);
    uint8_t raw[SIGNATURE_MOST];
    size_t size = sizeof raw;
    const EVP_MD *digest = digest_for(key->public_half.algorithm);

    crypto_start();
    if (!context || EVP_DigestSignInit(context, NULL, digest, NULL, key->handle) != 1 ||
        EVP_DigestSign(context, raw, &size, pae.at, pae.size) != 1)
        return fail_named(f, FAIL_FAILED, "sign.failed", "libcrypto did not sign with the key %s",
                          key->public_half.id);
    struct bytes made = { (const uint8_t *)arena_copy(a, raw, size), size };
    if (!signature_holds(&key->public_half, statement, made))
        return fail_named(f, FAIL_FAILED, "sign.failed", "the new signature of the key %s does not verify",
                          key->public_half.id);
    *out = made;
    return true;
}
