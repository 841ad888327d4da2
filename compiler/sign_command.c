/*
 * pgbale sign: adds a signature to a bale. The bale's id stays what it is.
 */
#include "commands.h"
#include "file.h"
#include "keys.h"
#include "pack.h"

enum { KEY, PASSPHRASE, OUTPUT, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [KEY] = { .name = "key", .letter = 'k', .value = "FILE", .help = "the private key (PKCS#8 PEM)" },
    [PASSPHRASE] = OPTION_PASSPHRASE,
    [OUTPUT] = { .name = "output", .letter = 'o', .value = "FILE", .help = "write here instead of over BALE" },
};

static bool run(struct cli *c, struct fail *f)
{
    const char *path = c->operands[0], *output = cli_value(c, OUTPUT), *passphrase;
    owned(private_key_release) struct private_key *key = NULL;
    struct bytes bale;

    if (!cli_given(c, KEY)) {
        fail(f, FAIL_USAGE, "sign needs a key");
        return fail_hint(f, "Give --key FILE; \"pgbale keygen NAME\" makes one.");
    }
    if (!key_passphrase(c->arena, cli_value(c, PASSPHRASE), &passphrase, f) ||
        !private_key_read(c->arena, cli_value(c, KEY), passphrase, &key, f) ||
        !file_read(c->arena, path, BALE_SIZE_LIMIT, &bale, f) ||
        !bale_add_signature(c->arena, bale, key, &bale, f) || !file_write(output ? output : path, bale, 0644, f))
        return false;
    printf("%s\n", output ? output : path);
    cli_note(c, "signed by %s", private_key_public(key)->id);
    return true;
}

const struct cli_command command_sign = {
    .name = "sign",
    .operands = "BALE",
    .least = 1,
    .most = 1,
    .summary = "add a signature to a bale",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
