/*
 * trust: checks a trust store, and brings its next version into force.
 */
#include "audit.h"
#include "file.h"
#include "pae.h"
#include "passphrase.h"
#include "sign.h"
#include "trust_print.h"
#include "trust_update.h"

#include <inttypes.h>
#include <sys/stat.h>

enum { OUTPUT = AUDIT_WITH_JSON, KEY, PASSPHRASE, PRINT_PAE, PUBLIC, SIGNATURE, N_OPTIONS };
enum { SIGNATURE_FILE_LIMIT = 4096 };

static const struct cli_option options[N_OPTIONS] = {
    AUDIT_COMMON_OPTIONS,
    AUDIT_JSON_OPTION,
    [OUTPUT] = { .name = "output",
                 .letter = 'o',
                 .value = "FILE",
                 .help = "propose: where to write the update" },
    [KEY] = { .name = "key",
              .letter = 'k',
              .value = "FILE",
              .help = "sign: your private root key (PKCS#8 PEM)" },
    [PASSPHRASE] = OPTION_PASSPHRASE,
    [PRINT_PAE] = { .name = "print-pae",
                    .help = "sign: only print the bytes that an HSM or openssl has to sign" },
    [PUBLIC] = { .name = "public", .value = "FILE", .help = "sign: the public key (PEM) of --signature" },
    [SIGNATURE] = { .name = "signature",
                    .value = "FILE",
                    .help = "sign: a signature that was made elsewhere" },
};

/* --- check ------------------------------------------------------------------------------------ */

static bool check(struct cli *c, struct audit *s, const char *path, struct fail *f)
{
    /* The store that is checked is the operand, whatever --trust says. */
    s->trust_path = path;
    if (!sandbox_read(&s->paths, path, f) || !audit_enter(c, s, f))
        return false;
    if (cli_given(c, AUDIT_JSON))
        print_json(c->arena, trust_tree(s->trust));
    else
        trust_print(c->arena, s->trust);
    return true;
}

/* --- propose ---------------------------------------------------------------------------------- */

static bool propose(struct cli *c, struct audit *s, const char *path, struct fail *f)
{
    const char *output = cli_value(c, OUTPUT);
    struct bytes next, update;

    if (!output) {
        fail(f, FAIL_USAGE, "propose needs --output");
        return fail_hint(f, "The update is written there; root keys then sign it.");
    }
    if (!audit_begin(c, s, f) || !sandbox_read(&s->paths, path, f) || !sandbox_write(&s->paths, output, f) ||
        !audit_enter(c, s, f) || !file_read(c->arena, path, TRUST_LIMIT, &next, f) ||
        !trust_update_make(c->arena, s->trust, next, &update, f) || !file_create(output, update, 0644, f))
        return false;
    printf("%s\n", output);
    cli_note(c, "needs %zu root signatures of version %" PRIu64 ", and those that the new version asks for",
             s->trust->roles[ROLE_ROOT].threshold, s->trust->version);
    return true;
}

/* --- sign ------------------------------------------------------------------------------------- */

static bool print_pae(struct cli *c, struct bytes statement, struct fail *f)
{
    struct bytes pae = pae_of(c->arena, statement);

    return fwrite(pae.at, 1, pae.size, stdout) == pae.size ||
           fail(f, FAIL_FAILED, "cannot write to standard output");
}

/* Makes the signature, or takes the one that was made elsewhere. */
static bool signature(struct cli *c, const char *passphrase, struct bytes statement, struct public_key *key,
                      struct bytes *raw, struct fail *f)
{
    owned(private_key_release) struct private_key *private = NULL;

    if (cli_given(c, KEY)) {
        if (!private_key_read(c->arena, cli_value(c, KEY), passphrase, &private, f) ||
            !sign_statement(c->arena, private, statement, raw, f))
            return false;
        *key = *private_key_public(private);
        return true;
    }
    if (!public_key_read(c->arena, cli_value(c, PUBLIC), key, f) ||
        !file_read(c->arena, cli_value(c, SIGNATURE), SIGNATURE_FILE_LIMIT, raw, f))
        return false;
    *raw = signature_normal(c->arena, key, *raw);
    return true;
}

static bool add_signature(struct cli *c, const char *path, const char *passphrase, struct bytes update,
                          struct bytes statement, struct fail *f)
{
    struct public_key key;
    struct bytes raw;

    if (!signature(c, passphrase, statement, &key, &raw, f) ||
        !trust_update_attach(c->arena, update, &key, raw, &update, f) || !file_write(path, update, 0644, f))
        return false;
    printf("%s\n", path);
    cli_note(c, "signed by %s", key.id);
    return true;
}

/* No trust store is needed: whose signature counts is judged when the update is taken. */
static bool sign(struct cli *c, struct audit *s, const char *path, struct fail *f)
{
    bool elsewhere = cli_given(c, PUBLIC) && cli_given(c, SIGNATURE);
    struct bytes update, statement;
    const char *passphrase;

    if (cli_given(c, KEY) + cli_given(c, PRINT_PAE) + elsewhere != 1) {
        fail(f, FAIL_USAGE, "sign needs one of --key, --print-pae, and --public with --signature");
        return fail_hint(f, "Read the new store with \"trust check\" before you sign it.");
    }
    if (!passphrase_read(c->arena, cli_value(c, PASSPHRASE), &passphrase, f) ||
        !sandbox_read(&s->paths, path, f) || !sandbox_read(&s->paths, cli_value(c, KEY), f) ||
        !sandbox_read(&s->paths, cli_value(c, PUBLIC), f) ||
        !sandbox_read(&s->paths, cli_value(c, SIGNATURE), f) || !sandbox_write(&s->paths, path, f) ||
        !audit_confine(c, s, f) || !file_read(c->arena, path, TRUST_UPDATE_LIMIT, &update, f) ||
        !trust_update_statement(c->arena, update, &statement, f))
        return false;
    return cli_given(c, PRINT_PAE) ? print_pae(c, statement, f)
                                   : add_signature(c, path, passphrase, update, statement, f);
}

/* --- update ----------------------------------------------------------------------------------- */

static bool update(struct cli *c, struct audit *s, const char *path, struct fail *f)
{
    struct trust_update u;
    struct bytes file;
    struct stat st;

    if (!audit_begin(c, s, f) || !sandbox_read(&s->paths, path, f) ||
        !sandbox_write(&s->paths, s->trust_path, f) || !audit_enter(c, s, f) ||
        !file_read(c->arena, path, TRUST_UPDATE_LIMIT, &file, f) ||
        !trust_update_open(c->arena, file, s->trust, s->now, &u, f))
        return false;
    if (stat(s->trust_path, &st) != 0)
        return fail(f, FAIL_FAILED, "cannot look at \"%s\"", s->trust_path);
    if (!file_write(s->trust_path, u.text, st.st_mode & 0744, f))
        return false;
    printf("%s\n", s->trust_path);
    cli_note(c, "version %" PRIu64 " replaces %" PRIu64 "; signed by %s", u.next->version, s->trust->version,
             joined(c->arena, u.signers, u.n_signers, "nobody"));
    return true;
}

/* --- the command ------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    bool (*run)(struct cli *c, struct audit *s, const char *path, struct fail *f);
} verbs[] = {
    { "check", check },
    { "propose", propose },
    { "sign", sign },
    { "update", update },
};

static bool run(struct cli *c, struct fail *f)
{
    struct audit *s = arena_alloc(c->arena, sizeof *s);

    for (size_t i = 0; i < countof(verbs); i++)
        if (strcmp(verbs[i].name, c->operands[0]) == 0)
            return audit_judging_time(c, s, f) && verbs[i].run(c, s, c->operands[1], f);
    fail(f, FAIL_USAGE, "unknown command \"trust %s\"", c->operands[0]);
    return fail_hint(f, "There are \"trust check\", \"trust propose\", \"trust sign\" and \"trust update\".");
}

const struct cli_command command_trust = {
    .name = "trust",
    .operands = "check|propose|sign|update FILE",
    .least = 2,
    .most = 2,
    .summary = "check a trust store, and bring its next version into force",
    .details =
        "check FILE: read a trust store as strictly as verification does, and show what it says.\n"
        "propose FILE: make an update of the installed store (--trust) from the next version in FILE.\n"
        "sign FILE: add a root key's signature to an update.\n"
        "update FILE: replace the installed store, when enough root keys of both versions have signed.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
