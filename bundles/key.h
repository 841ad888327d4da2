/*
 * key: signing keys and the keys that are trusted.
 *
 * A public key is plain data: its canonical SubjectPublicKeyInfo bytes. There is exactly one
 * accepted encoding per key (Ed25519: 44 bytes; P-256: named curve, uncompressed, 91 bytes), so
 * the key id, the SHA-256 of those bytes, names one key and one key has one id.
 */
#ifndef PGBALE_KEY_H
#define PGBALE_KEY_H

#include "bale.h"

enum { KEY_SPKI_MOST = 91, KEY_FILE_LIMIT = 16384 };

enum key_algorithm { KEY_ED25519, KEY_P256, KEY_ALGORITHMS };

/* "ed25519", "ecdsa-p256": as trust stores and messages spell it. */
const char *key_algorithm_name(enum key_algorithm algorithm);

struct public_key {
    enum key_algorithm algorithm;
    char id[ID_TEXT];
    uint8_t spki[KEY_SPKI_MOST];
    size_t spki_size;
};

/* A private key in libcrypto's memory. Release with private_key_free. */
struct private_key;
void private_key_free(struct private_key *key);     /* NULL is allowed */
void private_key_release(struct private_key **key); /* for owned(private_key_release) */

/* The public half of a private key. */
const struct public_key *private_key_public(const struct private_key *key);

/*
 * Makes a key pair. Never needs a file; write it with private_key_pem and public_key_pem.
 */
bool private_key_generate(enum key_algorithm algorithm, struct private_key **out, struct fail *f) must_check;

/*
 * Reads a PKCS#8 PEM file. `passphrase` is NULL for a key that is not encrypted. Refuses, each with
 * its own message: other kinds of files (public key, certificate, OpenSSH, SEC1), other algorithms,
 * more than one PEM block, an encrypted key without passphrase, a wrong passphrase, and a file that
 * others can read or write. Names: key.kind, key.algorithm, key.encrypted, key.passphrase, key.permissions.
 */
bool private_key_read(struct arena *a, const char *path, const char *passphrase, struct private_key **out,
                      struct fail *f) must_check;

/* The same from bytes in memory; `where` stands for the path in messages. */
bool private_key_parse(struct arena *a, struct bytes pem, const char *where, const char *passphrase,
                       struct private_key **out, struct fail *f) must_check;

/* PKCS#8 PEM text, encrypted (PBES2, AES-256) when `passphrase` is not NULL. In the arena. */
bool private_key_pem(struct arena *a, const struct private_key *key, const char *passphrase,
                     struct bytes *out, struct fail *f) must_check;

/* Reads a public key from a PEM file ("BEGIN PUBLIC KEY"). Refusals as public_key_from_spki, and key.kind. */
bool public_key_read(struct arena *a, const char *path, struct public_key *out, struct fail *f) must_check;

/* The same from bytes in memory. */
bool public_key_parse(struct arena *a, struct bytes pem, const char *where, struct public_key *out,
                      struct fail *f) must_check;

/*
 * Takes canonical SPKI bytes. Refuses any other encoding or algorithm (key.encoding), Ed25519 points of
 * small order (key.small-order), points that are not canonical (key.point) or not on the curve (key.point).
 */
bool public_key_from_spki(struct bytes spki, struct public_key *out, struct fail *f) must_check;

/* PEM text of a public key, in the arena. Byte for byte what `openssl pkey -pubin` prints. */
struct bytes public_key_pem(struct arena *a, const struct public_key *key);

#endif
