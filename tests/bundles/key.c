/*
 * Keys: files of the wrong kind, weak points, one encoding per key; and single signatures.
 */
#include "key.h"

#include "digest.h"
#include "file.h"
#include "pae.h"
#include "sample.h"
#include "sign.h"

#include <criterion/criterion.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const ed25519_head = "302a300506032b6570032100";
static const char *const p256_head = "3059301306072a8648ce3d020106082a8648ce3d030107034200";

static bool spki(const char *head, const char *point, struct public_key *out, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *hex = format(a, "%s%s", head, point);
    uint8_t raw[256];
    size_t size = strlen(hex) / 2;

    cr_assert(hex_read(hex, raw, size));
    return public_key_from_spki((struct bytes){ raw, size }, out, f);
}

Test(key, known_answer)
{
    owned(arena_release) struct arena *a = arena_new();
    struct fail *f = fail_new(a);
    struct public_key key;

    /* RFC 8032, 7.1, test 1. */
    cr_assert(spki(ed25519_head, "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", &key, f),
              "%s", f->message);
    cr_assert_eq(key.algorithm, KEY_ED25519);
    char id[ID_TEXT];
    digest_hex((struct bytes){ key.spki, key.spki_size }, id);
    cr_assert_str_eq(key.id, id);
}

Test(key, weak_and_foreign_encodings)
{
    static const struct {
        const char *head, *point, *name;
    } bad[] = {
        /* Small order: order 4, identity, order 2, the order 8 points, with and without the sign bit. */
        { ed25519_head, "0000000000000000000000000000000000000000000000000000000000000000",
          "key.small-order" },
        { ed25519_head, "0000000000000000000000000000000000000000000000000000000000000080",
          "key.small-order" },
        { ed25519_head, "0100000000000000000000000000000000000000000000000000000000000000",
          "key.small-order" },
        { ed25519_head, "0100000000000000000000000000000000000000000000000000000000000080",
          "key.small-order" },
        { ed25519_head, "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "key.small-order" },
        { ed25519_head, "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
          "key.small-order" },
        { ed25519_head, "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
          "key.small-order" },
        { ed25519_head, "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
          "key.small-order" },
        { ed25519_head, "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
          "key.small-order" },
        { ed25519_head, "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
          "key.small-order" },
        /* Not canonical: p, p + 1, 2^255 - 1. */
        { ed25519_head, "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "key.point" },
        { ed25519_head, "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "key.point" },
        { ed25519_head, "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "key.point" },
        { ed25519_head, "00", "key.encoding" },
        { "302a300506032b6571032100", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
          "key.encoding" },
        { p256_head,
          "04"
          "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
          "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f6",
          "key.point" },
        /* Compressed. */
        { "3039301306072a8648ce3d020106082a8648ce3d030107032200",
          "036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", "key.encoding" },
    };

    for (size_t i = 0; i < countof(bad); i++) {
        owned(arena_release) struct arena *a = arena_new();
        struct fail *f = fail_new(a);
        struct public_key key;
        cr_expect(!spki(bad[i].head, bad[i].point, &key, f), "accepted %s", bad[i].point);
        cr_expect_str_eq(f->name, bad[i].name, "%s: %s", bad[i].point, f->name);
    }
}

Test(key, pem_round_trip)
{
    for (int algorithm = 0; algorithm < KEY_ALGORITHMS; algorithm++) {
        owned(arena_release) struct arena *a = arena_new();
        owned(private_key_release) struct private_key *key = NULL;
        struct fail *f = fail_new(a);
        struct public_key half;
        struct bytes pem;

        cr_assert(private_key_generate((enum key_algorithm)algorithm, &key, f), "%s", f->message);
        for (int encrypted = 0; encrypted < 2; encrypted++) {
            owned(private_key_release) struct private_key *again = NULL;
            const char *passphrase = encrypted ? "open sesame" : NULL;
            cr_assert(private_key_pem(a, key, passphrase, &pem, f));
            cr_assert(private_key_parse(a, pem, "k", passphrase, &again, f), "%s", f->message);
            cr_assert_str_eq(private_key_public(key)->id, private_key_public(again)->id);
        }
        owned(private_key_release) struct private_key *never = NULL;
        cr_assert(!private_key_parse(a, pem, "k", NULL, &never, f));
        cr_assert_str_eq(f->name, "key.encrypted");
        cr_assert(!private_key_parse(a, pem, "k", "wrong", &never, f));
        cr_assert_str_eq(f->name, "key.passphrase");
        pem = public_key_pem(a, private_key_public(key));
        cr_assert(public_key_parse(a, pem, "k", &half, f), "%s", f->message);
        cr_assert_str_eq(half.id, private_key_public(key)->id);
        cr_assert(!private_key_parse(a, pem, "k", NULL, &never, f));
        cr_assert_str_eq(f->name, "key.kind");
        cr_assert(strstr(f->message, "holds a public key"));
    }
}

Test(key, files_of_another_kind)
{
    static const char *const bad[] = {
        "",
        "not a key\n",
        "-----BEGIN ",
        "-----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n",
        "-----BEGIN EC PRIVATE KEY-----\nMAAA\n-----END EC PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nMAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n-----BEGIN PRIVATE KEY-----\nA\n",
    };

    for (size_t i = 0; i < countof(bad); i++) {
        owned(arena_release) struct arena *a = arena_new();
        owned(private_key_release) struct private_key *key = NULL;
        struct fail *f = fail_new(a);
        cr_expect(!private_key_parse(a, bytes_of(bad[i]), "k", NULL, &key, f));
        cr_expect_str_eq(f->name, "key.kind", "%s", f->message);
        cr_expect_eq(f->code, FAIL_USAGE);
    }
}

Test(key, a_private_key_that_others_can_read_is_refused)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *key = key_new(), *again = NULL;
    struct fail *f = fail_new(a);
    struct bytes pem;
    char path[] = "/tmp/pgbale-key-XXXXXX";
    int fd = mkstemp(path);

    cr_assert(fd >= 0);
    close(fd);
    cr_assert(private_key_pem(a, key, NULL, &pem, f) && file_write(path, pem, 0644, f));
    cr_assert(!private_key_read(a, path, NULL, &again, f));
    cr_assert_str_eq(f->name, "key.permissions");
    cr_assert(chmod(path, 0600) == 0);
    cr_assert(private_key_read(a, path, NULL, &again, f), "%s", f->message);
    unlink(path);
}

Test(pae, as_dsse_defines_it)
{
    owned(arena_release) struct arena *a = arena_new();
    uint8_t room[PAE_MOST];
    size_t size = pae_encode(bytes_of("hello"), room);
    struct bytes other = pae_of(a, bytes_of("hello"));

    cr_assert(bytes_equal((struct bytes){ room, size },
                          bytes_of("DSSEv1 28 application/vnd.in-toto+json 5 hello")));
    cr_assert(bytes_equal((struct bytes){ room, size }, other));
}

Test(sign, only_the_same_key_and_statement)
{
    for (int algorithm = 0; algorithm < KEY_ALGORITHMS; algorithm++) {
        owned(arena_release) struct arena *a = arena_new();
        owned(private_key_release) struct private_key *key = NULL, *other = NULL;
        struct fail *f = fail_new(a);
        struct bytes raw, statement = bytes_of("{}\n");

        cr_assert(private_key_generate((enum key_algorithm)algorithm, &key, f));
        cr_assert(private_key_generate((enum key_algorithm)algorithm, &other, f));
        const struct public_key *half = private_key_public(key);
        cr_assert(sign_statement(a, key, statement, &raw, f), "%s", f->message);
        cr_expect(signature_holds(half, statement, raw));
        cr_expect(!signature_holds(private_key_public(other), statement, raw));
        cr_expect(!signature_holds(half, bytes_of("{}"), raw));
        cr_expect(!signature_holds(half, statement, (struct bytes){ raw.at, raw.size - 1 }));
        uint8_t longer[SIGNATURE_MOST + 1] = { 0 };
        memcpy(longer, raw.at, raw.size);
        cr_expect(!signature_holds(half, statement, (struct bytes){ longer, raw.size + 1 }));
        for (size_t bit = 0; bit < raw.size * 8; bit++) {
            memcpy(longer, raw.at, raw.size);
            longer[bit / 8] ^= (uint8_t)(1u << bit % 8);
            cr_expect(!signature_holds(half, statement, (struct bytes){ longer, raw.size }), "bit %zu", bit);
        }
    }
}
