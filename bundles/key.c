/*
 * key: public keys as plain bytes, private keys as libcrypto handles. Reading files is in key_read.c.
 */
#include "key.h"

#include "digest.h"
#include "key_inner.h"

#include <assert.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

enum { ED25519_POINT = 32, P256_POINT = 65, PASSPHRASE_ROUNDS = 600000, SALT = 16 };

/* Everything of the only accepted encoding before the point itself. */
static const uint8_t ed25519_head[] = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
};
static const uint8_t p256_head[] = { 0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48,
                                     0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
                                     0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00 };

static const char *const algorithm_names[KEY_ALGORITHMS] = {
    [KEY_ED25519] = "ed25519",
    [KEY_P256] = "ecdsa-p256",
};

const char *key_algorithm_name(enum key_algorithm algorithm)
{
    return algorithm_names[algorithm];
}

void pkey_release(EVP_PKEY **key)
{
    EVP_PKEY_free(*key);
    *key = NULL;
}

void bio_release(BIO **bio)
{
    BIO_free(*bio);
    *bio = NULL;
}

void private_key_free(struct private_key *key)
{
    if (!key)
        return;
    EVP_PKEY_free(key->handle);
    free(key);
}

void private_key_release(struct private_key **key)
{
    private_key_free(*key);
    *key = NULL;
}

const struct public_key *private_key_public(const struct private_key *key)
{
    return &key->public_half;
}

/* --- points ----------------------------------------------------------------------------------- */

/* Little-endian y coordinates, sign bit cleared, of the points whose order divides 8. */
static const uint8_t small_order[][ED25519_POINT] = {
    { 0x00 }, /* order 4 */
    { 0x01 }, /* the identity */
    { 0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f },
    { 0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
      0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05 },
    { 0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
      0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a },
};

/* Is the number (little-endian, 255 bits) at least p = 2^255 - 19? */
static bool beyond_field(const uint8_t y[ED25519_POINT])
{
    if (y[31] != 0x7f || y[0] < 0xed)
        return false;
    for (size_t i = 1; i < 31; i++)
        if (y[i] != 0xff)
            return false;
    return true;
}

static bool ed25519_point_check(const uint8_t point[ED25519_POINT], struct fail *f)
{
    uint8_t y[ED25519_POINT];

    memcpy(y, point, sizeof y);
    y[31] &= 0x7f;
    if (beyond_field(y))
        return fail_named(f, FAIL_BALE, "key.point",
                          "the Ed25519 public key is not in its canonical encoding");
    for (size_t i = 0; i < countof(small_order); i++)
        if (memcmp(y, small_order[i], sizeof y) == 0) {
            fail_named(f, FAIL_BALE, "key.small-order", "the Ed25519 public key is a point of small order");
            return fail_hint(f, "Such a key accepts signatures that nobody made. Make a new one.");
        }
    return true;
}

/* --- public keys ------------------------------------------------------------------------------ */

EVP_PKEY *public_key_handle(const struct public_key *key)
{
    const uint8_t *at = key->spki;

    crypto_start();
    return d2i_PUBKEY(NULL, &at, (long)key->spki_size);
}

static bool has_head(struct bytes spki, const uint8_t *head, size_t head_size, size_t point_size)
{
    return spki.size == head_size + point_size && memcmp(spki.at, head, head_size) == 0;
}

bool public_key_from_spki(struct bytes spki, struct public_key *out, struct fail *f)
{
    struct public_key key = { .spki_size = spki.size };

    if (has_head(spki, ed25519_head, sizeof ed25519_head, ED25519_POINT)) {
        key.algorithm = KEY_ED25519;
        if (!ed25519_point_check(spki.at + sizeof ed25519_head, f))
            return false;
    } else if (has_head(spki, p256_head, sizeof p256_head, P256_POINT) && spki.at[sizeof p256_head] == 0x04) {
        key.algorithm = KEY_P256;
    } else {
        fail_named(f, FAIL_BALE, "key.encoding",
                   "the public key is neither Ed25519 nor uncompressed P-256 in its canonical encoding");
        return fail_hint(
            f, "RSA keys, other curves, compressed points and explicit parameters are not accepted.");
    }
    memcpy(key.spki, spki.at, spki.size);
    owned(pkey_release) EVP_PKEY *handle = public_key_handle(&key);
    if (!handle)
        return fail_named(f, FAIL_BALE, "key.point", "the public key is not a point of its curve");
    digest_hex(spki, key.id);
    *out = key;
    return true;
}

struct bytes public_key_pem(struct arena *a, const struct public_key *key)
{
    owned(pkey_release) EVP_PKEY *handle = public_key_handle(key);
    owned(bio_release) BIO *bio = BIO_new(BIO_s_mem());
    char *at = NULL;

    if (!handle || !bio || PEM_write_bio_PUBKEY(bio, handle) != 1) {
        fputs("libcrypto cannot write a public key\n", stderr);
        abort();
    }
    size_t size = (size_t)BIO_get_mem_data(bio, &at);
    return (struct bytes){ (const uint8_t *)arena_copy(a, at, size), size };
}

/* --- private keys ----------------------------------------------------------------------------- */

bool private_key_adopt(EVP_PKEY **handle, struct private_key **out, struct fail *f)
{
    uint8_t *der = NULL;
    int size = i2d_PUBKEY(*handle, &der);
    struct public_key half;

    if (size <= 0)
        return fail_named(f, FAIL_FAILED, "key.encoding",
                          "libcrypto cannot encode the public half of the key");
    bool good = public_key_from_spki((struct bytes){ der, (size_t)size }, &half, f);
    OPENSSL_free(der);
    if (!good)
        return false;
    struct private_key *key = calloc(1, sizeof *key);
    if (!key)
        abort();
    *key = (struct private_key){ .handle = *handle, .public_half = half };
    *handle = NULL;
    *out = key;
    return true;
}

bool private_key_generate(enum key_algorithm algorithm, struct private_key **out, struct fail *f)
{
    crypto_start();
    owned(pkey_release) EVP_PKEY *handle = algorithm == KEY_ED25519
                                               ? EVP_PKEY_Q_keygen(NULL, NULL, "ED25519")
                                               : EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");

    if (!handle)
        return fail_named(f, FAIL_FAILED, "key.generate", "libcrypto cannot generate a key");
    return private_key_adopt(&handle, out, f);
}

static void info_release(PKCS8_PRIV_KEY_INFO **info)
{
    PKCS8_PRIV_KEY_INFO_free(*info);
}

static void encrypted_release(X509_SIG **encrypted)
{
    X509_SIG_free(*encrypted);
}

/* libcrypto's own number of rounds dates from 2000; a stolen file must cost more than that to try. */
static bool write_encrypted(BIO *bio, const struct private_key *key, const char *passphrase)
{
    owned(info_release) PKCS8_PRIV_KEY_INFO *info = EVP_PKEY2PKCS8(key->handle);
    owned(encrypted_release) X509_SIG *encrypted = NULL;

    if (info)
        encrypted = PKCS8_encrypt(NID_hmacWithSHA256, EVP_aes_256_cbc(), passphrase, (int)strlen(passphrase),
                                  NULL, SALT, PASSPHRASE_ROUNDS, info);
    return encrypted && PEM_write_bio_PKCS8(bio, encrypted) == 1;
}

bool private_key_pem(struct arena *a, const struct private_key *key, const char *passphrase,
                     struct bytes *out, struct fail *f)
{
    owned(bio_release) BIO *bio = BIO_new(BIO_s_mem());
    char *at = NULL;

    if (!bio ||
        !(passphrase ? write_encrypted(bio, key, passphrase)
                     : PEM_write_bio_PKCS8PrivateKey(bio, key->handle, NULL, NULL, 0, NULL, NULL) == 1))
        return fail_named(f, FAIL_FAILED, "key.write", "libcrypto cannot write the private key");
    size_t written = (size_t)BIO_get_mem_data(bio, &at);
    *out = (struct bytes){ (const uint8_t *)arena_copy(a, at, written), written };
    return true;
}
