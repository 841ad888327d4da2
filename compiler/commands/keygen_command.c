/*
 * pgbale keygen: makes a key pair, and a first trust store for it.
 */
#include "commands.h"
#include "file.h"
#include "key.h"
#include "passphrase.h"
#include "project.h"
#include "trust.h"

#include <ctype.h>

enum { OUT, TYPE, PASSPHRASE, TRUST, ENVIRONMENT, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [OUT] = { .name = "out",
              .letter = 'o',
              .value = "DIR",
              .help = "folder for the files (default: the current one)" },
    [TYPE] = { .name = "type", .value = "TYPE", .help = "ed25519 (default) or ecdsa-p256" },
    [PASSPHRASE] = OPTION_PASSPHRASE,
    [TRUST] = { .name = "trust",
                .value = "FILE",
                .help = "also write a trust store in which this key alone may release" },
    [ENVIRONMENT] = { .name = "environment",
                      .value = "NAME",
                      .repeats = true,
                      .help = "an environment of that trust store (default: the project's)" },
};

static bool check_name(const char *name, struct fail *f)
{
    for (const char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c) && !strchr("-_.", *c))
            return fail(f, FAIL_USAGE, "\"%s\" cannot be a key's name: use letters, digits, '-', '_' and '.'",
                        name);
    return *name && *name != '.' ? true : fail(f, FAIL_USAGE, "\"%s\" cannot be a key's name", name);
}

static bool algorithm_of(const char *type, enum key_algorithm *out, struct fail *f)
{
    *out = KEY_ED25519;
    if (!type)
        return true;
    for (int i = 0; i < KEY_ALGORITHMS; i++)
        if (text_equal(type, key_algorithm_name((enum key_algorithm)i))) {
            *out = (enum key_algorithm)i;
            return true;
        }
    return fail(f, FAIL_USAGE, "--type is ed25519 or ecdsa-p256, not \"%s\"", type);
}

/* The environments of the trust store: those given, else those of the project here, else none. */
static struct names environments(const struct cli *c)
{
    struct names names = { c->values[ENVIRONMENT].at, c->values[ENVIRONMENT].count };
    struct fail *ignored = arena_alloc(c->arena, sizeof *ignored);
    struct project project;

    if (!names.count && project_open(c->arena, NULL, &project, ignored))
        names = project.environments;
    return names;
}

static bool write_trust(const struct cli *c, const struct public_key *key, struct fail *f)
{
    const char *path = cli_value(c, TRUST), *name = c->operands[0];
    struct names names = environments(c);
    struct trust_draft draft = { .keys = &key,
                                 .names = &name,
                                 .n_keys = 1,
                                 .threshold = 1,
                                 .environments = names.at,
                                 .n_environments = names.count };
    struct bytes text;

    if (!path)
        return true;
    if (!trust_draft_text(c->arena, &draft, &text, f) || !file_create(path, text, 0644, f))
        return false;
    printf("%s\n", path);
    return true;
}

static bool run(struct cli *c, struct fail *f)
{
    const char *name = c->operands[0], *out = cli_value(c, OUT), *passphrase;
    owned(private_key_release) struct private_key *key = NULL;
    enum key_algorithm algorithm;
    struct bytes pem;

    if (!check_name(name, f) || !algorithm_of(cli_value(c, TYPE), &algorithm, f) ||
        !passphrase_read(c->arena, cli_value(c, PASSPHRASE), &passphrase, f) ||
        (out && !file_make_folders(out, f)))
        return false;
    const char *private_path = format(c->arena, "%s%s%s.key", out ? out : "", out ? "/" : "", name);
    const char *public_path = format(c->arena, "%s%s%s.pub", out ? out : "", out ? "/" : "", name);
    const char *trust_path = cli_value(c, TRUST);
    if (file_exists(public_path) || (trust_path && file_exists(trust_path))) {
        fail(f, FAIL_USAGE, "\"%s\" exists already", file_exists(public_path) ? public_path : trust_path);
        return fail_hint(f, "A key is never overwritten: choose another name or folder.");
    }
    if (!private_key_generate(algorithm, &key, f) || !private_key_pem(c->arena, key, passphrase, &pem, f) ||
        !file_create(private_path, pem, 0600, f) ||
        !file_create(public_path, public_key_pem(c->arena, private_key_public(key)), 0644, f))
        return false;
    printf("%s\n%s\n", private_path, public_path);
    if (!write_trust(c, private_key_public(key), f))
        return false;
    cli_note(c, "key id %s; keep %s secret", private_key_public(key)->id, private_path);
    return true;
}

const struct cli_command command_keygen = {
    .name = "keygen",
    .operands = "NAME",
    .least = 1,
    .most = 1,
    .summary = "make a key pair: NAME.key and NAME.pub",
    .details = "The private key is PKCS#8 PEM, readable by you alone; openssl can read both files.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
