/*
 * key_read: keys out of PEM files, with a message for each kind of file that is not the one wanted.
 */
#define _GNU_SOURCE
#include "key.h"

#include "digest.h"
#include "file.h"
#include "key_inner.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

#define PEM_BEGIN "-----BEGIN "
#define PRIVATE_LABEL "PRIVATE KEY"
#define ENCRYPTED_LABEL "ENCRYPTED PRIVATE KEY"
#define PUBLIC_LABEL "PUBLIC KEY"

/* What a PEM label says to somebody who gave the wrong file. */
static const struct {
    const char *label, *what, *hint;
} kinds[] = {
    { PRIVATE_LABEL, "a private key", "Give the public key that belongs to it." },
    { ENCRYPTED_LABEL, "an encrypted private key", "Give the public key that belongs to it." },
    { PUBLIC_LABEL, "a public key", "Signing needs the private key; trusting needs the public one." },
    { "OPENSSH PRIVATE KEY", "an OpenSSH private key", "Make a key with \"pgbale keygen\"." },
    { "EC PRIVATE KEY", "an EC key in SEC1 form", "Convert it with \"openssl pkcs8 -topk8 -nocrypt\"." },
    { "EC PARAMETERS", "an EC key in SEC1 form", "Convert it with \"openssl pkcs8 -topk8 -nocrypt\"." },
    { "RSA PRIVATE KEY", "an RSA private key", "Make an Ed25519 key with \"pgbale keygen\"." },
    { "RSA PUBLIC KEY", "an RSA public key", "Make an Ed25519 key with \"pgbale keygen\"." },
    { "CERTIFICATE", "a certificate", "Give the key itself, as PEM." },
};

static bool wrong_kind(const char *where, const char *label, const char *wanted, struct fail *f)
{
    for (size_t i = 0; i < countof(kinds); i++)
        if (strcmp(kinds[i].label, label) == 0) {
            fail_named(f, FAIL_USAGE, "key.kind", "\"%s\" holds %s, not %s", where, kinds[i].what, wanted);
            return fail_hint(f, "%s", kinds[i].hint);
        }
    return fail_named(f, FAIL_USAGE, "key.kind", "\"%s\" holds \"%s\", not %s", where, label, wanted);
}

/* The label of the only PEM block, which must begin the file. In the arena. */
static bool pem_label(struct arena *a, struct bytes pem, const char *where, const char *wanted,
                      const char **label, struct fail *f)
{
    const char *text = (const char *)pem.at;
    size_t head = strlen(PEM_BEGIN);

    if (pem.size < head || memcmp(text, PEM_BEGIN, head) != 0 || memchr(text, '\0', pem.size)) {
        fail_named(f, FAIL_USAGE, "key.kind", "\"%s\" is not a PEM file with %s", where, wanted);
        return fail_hint(f, "It must begin with \"-----BEGIN\".");
    }
    const char *end = memmem(text + head, pem.size - head, "-----", 5);
    if (!end || end - text > 100)
        return fail_named(f, FAIL_USAGE, "key.kind", "\"%s\" is not a PEM file: its first line is cut",
                          where);
    *label = arena_copy(a, text + head, (size_t)(end - text) - head);
    size_t left = pem.size - (size_t)(end - text);
    if (memmem(end, left, PEM_BEGIN, head) && strcmp(*label, "EC PARAMETERS") != 0) {
        fail_named(f, FAIL_USAGE, "key.kind", "\"%s\" holds more than one PEM block", where);
        return fail_hint(f, "Give a file with exactly one key.");
    }
    return true;
}

static int give_passphrase(char *room, int size, int writing, void *from)
{
    const char *passphrase = from;
    size_t length = passphrase ? strlen(passphrase) : 0;

    (void)writing;
    if (!passphrase || length > (size_t)size)
        return -1;
    memcpy(room, passphrase, length);
    return (int)length;
}

static bool right_algorithm(const EVP_PKEY *handle, const char *where, struct fail *f)
{
    const char *name = EVP_PKEY_get0_type_name(handle);
    char group[32] = "";

    if (EVP_PKEY_is_a(handle, "ED25519"))
        return true;
    if (EVP_PKEY_is_a(handle, "EC") && EVP_PKEY_get_group_name(handle, group, sizeof group, NULL) == 1 &&
        strcmp(group, "prime256v1") == 0)
        return true;
    fail_named(f, FAIL_USAGE, "key.algorithm", "\"%s\" is a key for %s%s%s, which is not accepted", where,
               name ? name : "an unknown algorithm", *group ? " " : "", group);
    return fail_hint(f, "Ed25519 and ECDSA P-256 are. Make a key with \"pgbale keygen\".");
}

bool private_key_parse(struct arena *a, struct bytes pem, const char *where, const char *passphrase,
                       struct private_key **out, struct fail *f)
{
    const char *label;

    if (!pem_label(a, pem, where, "a private key", &label, f))
        return false;
    bool encrypted = strcmp(label, ENCRYPTED_LABEL) == 0;
    if (!encrypted && strcmp(label, PRIVATE_LABEL) != 0)
        return wrong_kind(where, label, "a private key", f);
    if (encrypted && !passphrase) {
        fail_named(f, FAIL_USAGE, "key.encrypted", "the private key \"%s\" is encrypted", where);
        return fail_hint(f, "Give its passphrase with --passphrase-file FILE.");
    }
    crypto_start();
    owned(bio_release) BIO *bio = BIO_new_mem_buf(pem.at, (int)pem.size);
    owned(pkey_release) EVP_PKEY *handle = NULL;
    const char *borrowed = passphrase;
    if (bio) /* libcrypto hands the pointer back to give_passphrase unchanged. */
        handle = PEM_read_bio_PrivateKey(bio, NULL, give_passphrase, (void *)(uintptr_t)borrowed);
    ERR_clear_error();
    if (!handle && encrypted) {
        fail_named(
            f, FAIL_USAGE, "key.passphrase",
            "the private key \"%s\" cannot be decrypted: the passphrase is wrong, or the file is damaged",
            where);
        return fail_hint(f, "The passphrase is the first line of the file that --passphrase-file names.");
    }
    if (!handle) {
        fail_named(f, FAIL_USAGE, "key.kind", "the private key \"%s\" is damaged", where);
        return fail_hint(f, "Take it from where it is kept; \"pgbale keygen\" makes a new one.");
    }
    return right_algorithm(handle, where, f) && private_key_adopt(&handle, out, f);
}

/* As ssh does: a private key that others can read is not private. */
static bool permissions_check(const char *path, struct fail *f)
{
    struct stat st;

    if (stat(path, &st) != 0)
        return fail(f, FAIL_USAGE, "cannot open \"%s\": %s", path, strerror(errno));
    if (S_ISREG(st.st_mode) && (st.st_mode & 077) != 0) {
        fail_named(f, FAIL_USAGE, "key.permissions",
                   "the private key \"%s\" can be read or changed by others (mode %04o)", path,
                   (unsigned)(st.st_mode & 07777));
        return fail_hint(f, "Run \"chmod 600\" on it; if others had access, make a new key.");
    }
    return true;
}

bool private_key_read(struct arena *a, const char *path, const char *passphrase, struct private_key **out,
                      struct fail *f)
{
    struct bytes pem;

    if (!file_read(a, path, KEY_FILE_LIMIT, &pem, f)) {
        fail_context(f, "private key");
        return fail_hint(f, "Name the file with the key; \"pgbale keygen\" makes one.");
    }
    const char *label;
    if (!pem_label(a, pem, path, "a private key", &label, f))
        return false;
    /* Only a file that is a private key is asked for a private key's permissions. */
    if (strstr(label, PRIVATE_LABEL) && !permissions_check(path, f))
        return false;
    bool good = private_key_parse(a, pem, path, passphrase, out, f);
    /* The arena lives on: leave no copy of the key in it. Both are our own memory. */
    OPENSSL_cleanse((void *)(uintptr_t)pem.at, pem.size);
    return good;
}

bool public_key_parse(struct arena *a, struct bytes pem, const char *where, struct public_key *out,
                      struct fail *f)
{
    const char *label;

    if (!pem_label(a, pem, where, "a public key", &label, f))
        return false;
    if (strcmp(label, PUBLIC_LABEL) != 0)
        return wrong_kind(where, label, "a public key", f);
    crypto_start();
    owned(bio_release) BIO *bio = BIO_new_mem_buf(pem.at, (int)pem.size);
    char *name = NULL, *header = NULL;
    unsigned char *der = NULL;
    long size = 0;
    bool read = bio && PEM_read_bio(bio, &name, &header, &der, &size) == 1;
    bool good = read && public_key_from_spki((struct bytes){ der, (size_t)size }, out, f);
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_free(der);
    ERR_clear_error();
    if (!read)
        return fail_named(f, FAIL_USAGE, "key.kind", "the public key \"%s\" is damaged", where);
    if (good)
        return true;
    f->code = FAIL_USAGE;
    return fail_context(f, "\"%s\"", where);
}

bool public_key_read(struct arena *a, const char *path, struct public_key *out, struct fail *f)
{
    struct bytes pem;

    if (!file_read(a, path, KEY_FILE_LIMIT, &pem, f))
        return fail_context(f, "public key");
    return public_key_parse(a, pem, path, out, f);
}
