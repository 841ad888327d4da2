/*
 * pgbale attach: puts a signature that was made elsewhere into a bale. (attach.c is about directives.)
 *
 * The private key stays in its HSM or KMS. What comes back is verified, and the whole bale opened with the
 * key as the only trusted one, before the file changes.
 */
#include "commands.h"
#include "file.h"
#include "pack.h"

enum { KEY, SIGNATURE, OUTPUT, N_OPTIONS };
enum { SIGNATURE_FILE_LIMIT = 4096 };

static const struct cli_option options[N_OPTIONS] = {
    [KEY] = { .name = "key", .letter = 'k', .value = "PUBLIC", .help = "the signer's public key (PEM)" },
    [SIGNATURE] = { .name = "signature",
                    .letter = 's',
                    .value = "FILE",
                    .help = "the signature: 64 bytes for Ed25519; DER, or r and s, for P-256" },
    [OUTPUT] = { .name = "output",
                 .letter = 'o',
                 .value = "FILE",
                 .help = "write here instead of over BALE" },
};

static bool run(struct cli *c, struct fail *f)
{
    const char *path = c->operands[0], *output = cli_value(c, OUTPUT);
    struct public_key key;
    struct bytes bale, raw;

    if (!cli_given(c, KEY) || !cli_given(c, SIGNATURE)) {
        fail(f, FAIL_USAGE, "attach needs the signer's public key and a signature");
        return fail_hint(f, "Give --key and --signature; \"pgbale sign --print-pae\" prints what is signed.");
    }
    if ((!output && !file_changes_in_place(path, f)) ||
        !public_key_read(c->arena, cli_value(c, KEY), &key, f) ||
        !file_read(c->arena, cli_value(c, SIGNATURE), SIGNATURE_FILE_LIMIT, &raw, f) ||
        !file_read(c->arena, path, BALE_SIZE_LIMIT, &bale, f))
        return false;
    raw = signature_normal(c->arena, &key, raw);
    if (!bale_attach_signature(c->arena, bale, &key, raw, &bale, f) ||
        !file_write(output ? output : path, bale, 0644, f))
        return false;
    printf("%s\n", output ? output : path);
    cli_note(c, "signed by %s", key.id);
    return true;
}

const struct cli_command command_attach = {
    .name = "attach",
    .operands = "BALE",
    .least = 1,
    .most = 1,
    .summary = "add a signature that an HSM, a KMS or openssl made",
    .details =
        "Sign the output of \"pgbale sign --print-pae BALE\", byte for byte. Only a signature that holds\n"
        "is taken; the bale's id stays what it is.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
