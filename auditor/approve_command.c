/*
 * approve: signs what a person has decided about a bale.
 *
 * Only a verified bale can be approved or get its glass broken, and only by a key that the trust store names
 * for it; the file that is written is opened again as a verifier would.
 */
#include "approval.h"
#include "audit.h"
#include "bale_name.h"
#include "file.h"
#include "passphrase.h"

enum {
    KEY = AUDIT_COMMON,
    PASSPHRASE,
    ENVIRONMENT,
    REASON,
    REJECT,
    BREAKGLASS,
    UNTIL,
    ADD_TO,
    OUTPUT,
    N_OPTIONS
};

static const struct cli_option options[N_OPTIONS] = {
    AUDIT_COMMON_OPTIONS,
    [KEY] = { .name = "key", .letter = 'k', .value = "FILE", .help = "your private key (PKCS#8 PEM)" },
    [PASSPHRASE] = OPTION_PASSPHRASE,
    [ENVIRONMENT] = { .name = "env",
                      .letter = 'e',
                      .value = "NAME",
                      .help = "for this environment only (default: any)" },
    [REASON] = { .name = "reason", .value = "TEXT", .help = "why, for people" },
    [REJECT] = { .name = "reject", .help = "the bale must not be applied; needs a reason" },
    [BREAKGLASS] = { .name = "breakglass",
                     .help = "it may be applied although a receipt or an approval is missing;\n"
                             "needs an environment, a reason and --until" },
    [UNTIL] = { .name = "until", .value = "SECONDS", .help = "the decision ends then (seconds since 1970)" },
    [ADD_TO] = { .name = "add-to",
                 .value = "FILE",
                 .help = "sign the decision in FILE too, instead of a new one" },
    [OUTPUT] = { .name = "output",
                 .letter = 'o',
                 .value = "FILE",
                 .help = "where to write (default: BALE with \".approval\" after it, or FILE of --add-to)" },
};

static const char *const endings[DECISIONS] = {
    [DECISION_APPROVE] = "approval",
    [DECISION_REJECT] = "rejection",
    [DECISION_BREAKGLASS] = "breakglass",
};

static enum trust_role_name role_for(enum approval_decision decision)
{
    return decision == DECISION_BREAKGLASS ? ROLE_BREAKGLASS : ROLE_APPROVE;
}

/* What the options say; the bale's part is filled in later. */
static bool decide(const struct cli *c, const struct audit *s, struct approval *out, struct fail *f)
{
    const char *environment = cli_value(c, ENVIRONMENT), *reason = cli_value(c, REASON);
    const char *until = cli_value(c, UNTIL);
    struct approval p = { .environment = environment ? environment : "",
                          .reason = reason ? reason : "",
                          .made = s->now };

    if (cli_given(c, REJECT) && cli_given(c, BREAKGLASS))
        return fail(f, FAIL_USAGE, "--reject and --breakglass exclude each other");
    p.decision = cli_given(c, REJECT)       ? DECISION_REJECT
                 : cli_given(c, BREAKGLASS) ? DECISION_BREAKGLASS
                                            : DECISION_APPROVE;
    if (environment && !bale_name_valid(environment))
        return fail(f, FAIL_USAGE, "\"%s\" cannot be the name of an environment", environment);
    if (until && !number_read(until, (uint64_t)JSON_LARGEST, &p.not_after))
        return fail(f, FAIL_USAGE, "--until is a number of seconds since 1970, not \"%s\"", until);
    *out = p;
    return true;
}

/* Whose key is it, and may it decide this? A signature that nobody counts is worth nothing. */
static bool may_decide(const struct audit *s, const struct private_key *key, const struct approval *p,
                       struct fail *f)
{
    const struct public_key *half = private_key_public(key);
    const struct trust_key *known = trust_find(s->trust, half->id);
    const char *role = trust_role_text(role_for(p->decision));

    if (!known || !trust_has_role(s->trust, known, role_for(p->decision))) {
        fail(f, FAIL_USAGE, "your key %s does not have the role \"%s\" in this trust store", half->id, role);
        return fail_hint(f, "Is it the right key, and the right trust store?");
    }
    if (!trust_key_valid(known, s->now))
        return fail(f, FAIL_USAGE, "your key \"%s\" is revoked, not valid yet or expired", known->name);
    if (!trust_key_covers(known, p->lineage))
        return fail(f, FAIL_USAGE, "your key \"%s\" may not speak for the lineage \"%s\"", known->name,
                    p->lineage);
    return true;
}

/* The statement of --add-to must be about this bale and be decided already by somebody who may. */
static bool read_decision(const struct cli *c, const struct audit *s, const char *path, struct approval *p,
                          struct bytes *file, struct fail *f)
{
    struct attestation at;
    struct approval found;
    const char *bale = p->bale;

    if (!attestation_read(c->arena, path, file, f) ||
        !attestation_open(c->arena, *file, path, s->trust, role_for(p->decision), s->now, &at, f) ||
        !approval_parse(c->arena, &at, &found, f))
        return false;
    if (strcmp(found.bale, bale) != 0)
        return fail_named(f, FAIL_BALE, "statement.bale", "%s is about another bale", path);
    *p = found;
    return true;
}

static bool sign_new(const struct cli *c, const struct approval *p, const struct private_key *key,
                     struct bytes *out, struct fail *f)
{
    struct bytes statement;

    return approval_text(c->arena, p, &statement, f) && attestation_sign(c->arena, statement, key, out, f);
}

/* What is written must be what a verifier accepts. */
static bool opens(const struct cli *c, const struct audit *s, const struct approval *p, struct bytes file,
                  struct fail *f)
{
    struct attestation at;
    struct approval again;

    return attestation_open(c->arena, file, "the new statement", s->trust, role_for(p->decision), s->now, &at,
                            f) &&
           approval_parse(c->arena, &at, &again, f);
}

static bool decide_and_write(struct cli *c, struct audit *s, const char *output, struct fail *f)
{
    owned(audited_close) struct audited audited = { 0 };
    owned(private_key_release) struct private_key *key = NULL;
    const char *passphrase, *add_to = cli_value(c, ADD_TO);
    struct approval p;
    struct bytes file;

    /* A descriptor cannot be named to the sandbox, so the passphrase is read before. */
    if (!decide(c, s, &p, f) || !passphrase_read(c->arena, cli_value(c, PASSPHRASE), &passphrase, f) ||
        !audit_enter(c, s, f) || !audited_open(c, s, c->operands[0], &audited, f))
        return false;
    memcpy(p.bale, audited.bale->id, sizeof p.bale);
    p.lineage = audited.bale->lineage;
    if (!private_key_read(c->arena, cli_value(c, KEY), passphrase, &key, f) ||
        (add_to && !read_decision(c, s, add_to, &p, &file, f)) || !may_decide(s, key, &p, f) ||
        !(add_to ? attestation_add_signature(c->arena, file, key, &file, f)
                 : sign_new(c, &p, key, &file, f)) ||
        !opens(c, s, &p, file, f))
        return false;
    if (!(add_to ? file_write(output, file, 0644, f) : file_create(output, file, 0644, f)))
        return false;
    printf("%s\n", output);
    cli_note(c, "%s: %s %s, for %s", approval_decision_text(p.decision), audited.bale->lineage,
             bale_newest(audited.bale)->version, *p.environment ? p.environment : "any environment");
    return true;
}

static bool run(struct cli *c, struct fail *f)
{
    struct audit *s = arena_alloc(c->arena, sizeof *s);
    const char *output = cli_value(c, OUTPUT), *add_to = cli_value(c, ADD_TO);
    enum approval_decision decision = cli_given(c, REJECT)       ? DECISION_REJECT
                                      : cli_given(c, BREAKGLASS) ? DECISION_BREAKGLASS
                                                                 : DECISION_APPROVE;

    if (!cli_given(c, KEY)) {
        fail(f, FAIL_USAGE, "approve needs your private key");
        return fail_hint(f, "Give --key FILE. Read \"pgbale-audit show\" before.");
    }
    if (!output && !add_to && strcmp(c->operands[0], "-") == 0)
        return fail(f, FAIL_USAGE, "a bale from standard input needs --output");
    if (!output)
        output = add_to ? add_to : format(c->arena, "%s.%s", c->operands[0], endings[decision]);
    return audit_begin(c, s, f) && sandbox_read(&s->paths, c->operands[0], f) &&
           sandbox_read(&s->paths, cli_value(c, KEY), f) && sandbox_read(&s->paths, add_to, f) &&
           sandbox_write(&s->paths, output, f) && decide_and_write(c, s, output, f);
}

const struct cli_command command_approve = {
    .name = "approve",
    .operands = "BALE",
    .least = 1,
    .most = 1,
    .summary = "sign an approval of a verified bale, or its rejection",
    .details = "The key must have the role \"approve\" (with --breakglass, \"breakglass\") in the trust "
               "store. The file\n"
               "is a statement of its own and does not change the bale; appliers and verify take it.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
