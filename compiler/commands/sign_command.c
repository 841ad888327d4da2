/*
 * pgbale sign: adds a signature to a bale, or prints what a signer elsewhere has to sign. The bale's id stays
 * what it is.
 */
#include "commands.h"
#include "file.h"
#include "pack.h"
#include "passphrase.h"

enum { KEY, PASSPHRASE, OUTPUT, PRINT_PAE, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [KEY] = { .name = "key", .letter = 'k', .value = "FILE", .help = "the private key (PKCS#8 PEM)" },
    [PASSPHRASE] = OPTION_PASSPHRASE,
    [OUTPUT] = { .name = "output",
                 .letter = 'o',
                 .value = "FILE",
                 .help = "write here instead of over BALE" },
    [PRINT_PAE] = { .name = "print-pae",
                    .help = "sign nothing: print the bytes that an HSM, a KMS or openssl has to sign;\n"
                            "\"pgbale attach\" takes the signature" },
};

/*
 * What leaves for a signer elsewhere must be a bale. So a key that nobody keeps signs it first: that opens
 * the result through the same door as everywhere.
 */
static bool rehearse(struct bytes bale, struct fail *f)
{
    owned(arena_release) struct arena *draft = arena_new();
    owned(private_key_release) struct private_key *nobody = NULL;
    struct bytes ignored;

    return private_key_generate(KEY_ED25519, &nobody, f) &&
           bale_add_signature(draft, bale, nobody, &ignored, f);
}

static bool print_pae(struct cli *c, struct bytes bale, struct fail *f)
{
    uint8_t pae[PAE_MOST];
    struct frame frame;

    if (cli_given(c, KEY) || cli_given(c, PASSPHRASE) || cli_given(c, OUTPUT))
        return fail(f, FAIL_USAGE, "--print-pae signs and writes nothing, so it goes with no other option");
    if (!rehearse(bale, f) || !frame_walk(bale, &frame, f))
        return false;
    size_t size = pae_encode(frame.seal, pae);
    if (fwrite(pae, 1, size, stdout) != size)
        return fail(f, FAIL_FAILED, "cannot write to standard output");
    return true;
}

static bool add_signature(struct cli *c, struct bytes bale, struct fail *f)
{
    const char *path = c->operands[0], *output = cli_value(c, OUTPUT), *passphrase;
    owned(private_key_release) struct private_key *key = NULL;

    if (!cli_given(c, KEY)) {
        fail(f, FAIL_USAGE, "sign needs a key");
        return fail_hint(f, "Give --key FILE; \"pgbale keygen NAME\" makes one.");
    }
    if ((!output && !file_changes_in_place(path, f)) ||
        !passphrase_read(c->arena, cli_value(c, PASSPHRASE), &passphrase, f) ||
        !private_key_read(c->arena, cli_value(c, KEY), passphrase, &key, f) ||
        !bale_add_signature(c->arena, bale, key, &bale, f) ||
        !file_write(output ? output : path, bale, 0644, f))
        return false;
    printf("%s\n", output ? output : path);
    cli_note(c, "signed by %s", private_key_public(key)->id);
    return true;
}

static bool run(struct cli *c, struct fail *f)
{
    struct bytes bale;

    if (!file_read(c->arena, c->operands[0], BALE_SIZE_LIMIT, &bale, f))
        return false;
    if (cli_given(c, PRINT_PAE) ? print_pae(c, bale, f) : add_signature(c, bale, f))
        return true;
    if (f->code == FAIL_BALE)
        fail_context(f, "%s", c->operands[0]);
    return f->code == FAIL_BALE && !f->hint[0]
               ? fail_hint(f, "Sign what \"pgbale compile\" wrote, as it wrote it.")
               : false;
}

const struct cli_command command_sign = {
    .name = "sign",
    .operands = "BALE",
    .least = 1,
    .most = 1,
    .summary = "add a signature to a bale, or print what is to be signed elsewhere",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
