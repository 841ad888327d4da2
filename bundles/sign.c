/*
 * sign: see sign.h.
 */
#include "sign.h"

#include "digest.h"
#include "key_inner.h"
#include "pae.h"

#include <openssl/ecdsa.h>
#include <openssl/err.h>

enum { ED25519_SIGNATURE = 64, P256_SIGNATURE_LEAST = 8, P256_NUMBER = 32 };

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

/* --- signatures made elsewhere ---------------------------------------------------------------- */

static void ecdsa_release(ECDSA_SIG **numbers)
{
    ECDSA_SIG_free(*numbers);
    *numbers = NULL;
}

static bool is_der(struct bytes raw)
{
    const uint8_t *at = raw.at;
    owned(ecdsa_release) ECDSA_SIG *numbers = d2i_ECDSA_SIG(NULL, &at, (long)raw.size);

    ERR_clear_error();
    return numbers && at == raw.at + raw.size;
}

struct bytes signature_normal(struct arena *a, const struct public_key *key, struct bytes raw)
{
    crypto_start();
    if (key->algorithm != KEY_P256 || raw.size != 2 * (size_t)P256_NUMBER || is_der(raw))
        return raw;
    owned(ecdsa_release) ECDSA_SIG *numbers = ECDSA_SIG_new();
    BIGNUM *r = BN_bin2bn(raw.at, P256_NUMBER, NULL), *s = BN_bin2bn(raw.at + P256_NUMBER, P256_NUMBER, NULL);
    unsigned char *der = NULL;

    /* The numbers belong to the signature as soon as it has taken them. */
    if (!numbers || ECDSA_SIG_set0(numbers, r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return raw;
    }
    int size = i2d_ECDSA_SIG(numbers, &der);
    if (size > 0)
        raw = (struct bytes){ (const uint8_t *)arena_copy(a, der, (size_t)size), (size_t)size };
    OPENSSL_free(der);
    return raw;
}
