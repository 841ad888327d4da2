/*
 * digest: see digest.h.
 */
#include "digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

void crypto_start(void)
{
    if (OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) != 1) {
        fputs("libcrypto does not start\n", stderr);
        abort();
    }
}

void digest_raw(struct bytes from, uint8_t out[DIGEST_SIZE])
{
    unsigned size = 0;

    crypto_start();
    if (EVP_Digest(from.size ? (const void *)from.at : "", from.size, out, &size, EVP_sha256(), NULL) != 1 ||
        size != DIGEST_SIZE) {
        fputs("libcrypto has no SHA-256\n", stderr);
        abort();
    }
}

void digest_hex(struct bytes from, char out[ID_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t raw[DIGEST_SIZE];

    digest_raw(from, raw);
    for (size_t i = 0; i < DIGEST_SIZE; i++) {
        out[2 * i] = digits[raw[i] >> 4];
        out[2 * i + 1] = digits[raw[i] & 15];
    }
    out[ID_TEXT - 1] = '\0';
}

bool digest_is_text(const char *text)
{
    uint8_t raw[DIGEST_SIZE];

    return hex_read(text, raw, sizeof raw);
}
