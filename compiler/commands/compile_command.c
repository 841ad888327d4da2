/*
 * pgbale compile: packs the project's migrations into a bale. A pure function of files.
 */
#include "access_gate.h"
#include "commands.h"
#include "digest.h"
#include "loss.h"
#include "options.h"
#include "pack.h"
#include "passphrase.h"
#include "project_bale.h"
#include "prove_clients.h"
#include "semver.h"

#include <errno.h>

enum { PROJECT, OUTPUT, BREAKS, MIN_CLIENT, UPTO, NOT_BEFORE, NOT_AFTER, SIGN, PASSPHRASE, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [PROJECT] = OPTION_PROJECT,
    [OUTPUT] = { .name = "output",
                 .letter = 'o',
                 .value = "FILE",
                 .help = "the bale (default: NAME-VERSION.bale)" },
    [BREAKS] = { .name = "breaks-CLIENT",
                 .family = "breaks-",
                 .value = "y|n",
                 .repeats = true,
                 .help = "repeats or makes the newest migration's declaration, such as --breaks-lndb=n" },
    [MIN_CLIENT] = { .name = "min-client-CLIENT",
                     .family = "min-client-",
                     .value = "X.Y.Z",
                     .repeats = true,
                     .help = "the client's least version that works, when it breaks" },
    [UPTO] = { .name = "upto", .value = "VERSION", .help = "leave out the migrations after this version" },
    [NOT_BEFORE] = { .name = "not-before",
                     .value = "SECONDS",
                     .help = "valid from this time on, in seconds since 1970" },
    [NOT_AFTER] = { .name = "not-after",
                    .value = "SECONDS",
                    .help = "valid until this time, in seconds since 1970" },
    [SIGN] = { .name = "sign", .value = "KEY", .help = "sign it with this private key" },
    [PASSPHRASE] = { .name = "passphrase-file",
                     .value = "FILE",
                     .help = "the key's passphrase is the file's first line" },
};

struct compiling {
    struct cli *cli;
    struct arena *arena;
    struct project project;
    struct draft *drafts;
    size_t n;
    const struct source_file *schema;
    size_t n_schema;
    struct bale bale;
};

/* ------------------------------------------------------------ declarations about clients */

static bool undeclared(const struct draft *d, const char *client, bool newest, struct fail *f)
{
    fail_named(f, FAIL_BLOCKED, "breaks.undeclared", "%s does not say whether it breaks %s",
               d->migration->ini, client);
    if (!newest)
        return fail_hint(f, "Write \"breaks-%s = n\" (or y, with min-client-%s) there.", client, client);
    return fail_hint(f, "Write \"breaks-%s = n\" (or y, with min-client-%s) there, or give --breaks-%s=y|n.",
                     client, client, client);
}

/* What the command line says about one client: "CLIENT=VALUE" pairs made from --breaks-CLIENT=VALUE. */
static const char *said(const struct cli *c, size_t option, const char *client)
{
    for (size_t i = 0; i < c->values[option].count; i++) {
        const char *pair = c->values[option].at[i], *equals = strchr(pair, '=');
        if (equals && strlen(client) == (size_t)(equals - pair) && strncmp(pair, client, strlen(client)) == 0)
            return equals + 1;
    }
    return NULL;
}

static bool check_said(const struct compiling *k, struct fail *f)
{
    static const size_t both[] = { BREAKS, MIN_CLIENT };

    for (size_t o = 0; o < countof(both); o++)
        for (size_t i = 0; i < k->cli->values[both[o]].count; i++) {
            const char *pair = k->cli->values[both[o]].at[i];
            size_t size = strcspn(pair, "=");
            bool known = false;
            for (size_t c = 0; c < k->project.n_clients; c++)
                known = known || (strlen(k->project.clients[c].name) == size &&
                                  strncmp(k->project.clients[c].name, pair, size) == 0);
            if (!known) {
                fail(f, FAIL_USAGE, "%s has no client \"%.*s\"", k->project.ini, (int)strcspn(pair, "="),
                     pair);
                return fail_hint(f, "Clients are the sections [client NAME] of pgbale.ini.");
            }
        }
    return true;
}

/* The final claim about one client: the file's, which the command line may repeat or, if it is silent, make.
 */
static bool claim(const struct compiling *k, const struct draft *d, const struct migration_client *m,
                  bool newest, struct bale_client *out, struct fail *f)
{
    const char *word = newest ? said(k->cli, BREAKS, m->name) : NULL;
    const char *min = newest ? said(k->cli, MIN_CLIENT, m->name) : NULL;

    if (word && strcmp(word, "y") != 0 && strcmp(word, "n") != 0) {
        fail(f, FAIL_USAGE, "--breaks-%s is y or n, not \"%s\"", m->name, word);
        return fail_hint(f, "Declare y when the client stops working with this version, else n.");
    }
    if (min && !semver_valid(min)) {
        fail(f, FAIL_USAGE, "--min-client-%s=%s is not a version", m->name, min);
        return fail_hint(f, "Use SemVer 2.0, such as 0.42.0.");
    }
    if (m->breaks == BREAKS_UNDECLARED && !word)
        return undeclared(d, m->name, newest, f);
    bool breaks = word ? *word == 'y' : m->breaks == BREAKS_YES;
    if (m->breaks != BREAKS_UNDECLARED && word && breaks != (m->breaks == BREAKS_YES)) {
        fail_named(f, FAIL_BLOCKED, "breaks.contradiction", "--breaks-%s=%s contradicts %s:%u", m->name, word,
                   d->migration->ini, m->breaks_line);
        return fail_hint(f, "Correct one of them; the file is what reviewers see.");
    }
    *out = (struct bale_client){ m->name, breaks, m->min_version ? m->min_version : min };
    if (breaks && !out->min_version) {
        fail_named(f, FAIL_BLOCKED, "breaks.no-version",
                   "%s breaks %s but does not say which version still works", d->migration->folder, m->name);
        return fail_hint(f, "Write \"min-client-%s = X.Y.Z\" in %s%s%s%s.", m->name, d->migration->ini,
                         newest ? ", or give --min-client-" : "", newest ? m->name : "",
                         newest ? "=X.Y.Z" : "");
    }
    return true;
}

static bool set_claims(struct compiling *k, struct draft *d, bool newest, struct fail *f)
{
    const struct migration *m = d->migration;
    struct bale_client *clients = arena_array(k->arena, m->n_clients, sizeof *clients);

    for (size_t i = 0; i < m->n_clients; i++)
        if (!claim(k, d, &m->clients[i], newest, &clients[i], f))
            return false;
    d->bale.clients = clients;
    return true;
}

/* ------------------------------------------------------------ proofs */

static bool no_proof(const struct draft *d, struct fail *f)
{
    fail_named(f, FAIL_BLOCKED, "proof.missing", "%s has no proof", d->migration->folder);
    return fail_hint(f, "Run \"pgbale prove\".");
}

static bool check_schema(const struct compiling *k, const struct proof *p, const struct draft *d,
                         struct fail *f)
{
    if (text_equal(p->declared, proof_declared(k->arena, k->project.schema_folder, k->schema, k->n_schema)))
        return true;
    fail_named(f, FAIL_BLOCKED, "proof.stale", "the schema files are not those that %s was proven against",
               d->migration->folder);
    return fail_hint(f, "Run \"pgbale prove\"; a change of the schema needs a migration.");
}

/* What was computed must not be worse than what is declared. */
static bool check_verdicts(const struct compiling *k, const struct proof *p, const struct draft *d,
                           struct fail *f)
{
    for (size_t i = 0; i < d->bale.n_clients; i++) {
        const struct bale_client *claim = &d->bale.clients[i];
        const struct verdict_client *found = NULL;
        for (size_t v = 0; v < p->n_verdicts; v++)
            if (text_equal(p->verdicts[v].client, claim->name))
                found = &p->verdicts[v];
        if (!found && !claim->breaks) {
            fail_named(f, FAIL_BLOCKED, "breaks.unjudged", "the proof of %s says nothing about the client %s",
                       d->migration->folder, claim->name);
            return fail_hint(f, "Run \"pgbale prove\".");
        }
        if (found && !verdict_allows(k->arena, found, d->migration, claim->breaks, f))
            return false;
    }
    return true;
}

static bool take_proof(struct compiling *k, size_t i, const char *parent, bool whole,
                       const struct proof **out, struct fail *f)
{
    struct draft *d = &k->drafts[i];
    const struct proof *p;
    bool newest = i + 1 == k->n;

    if (!proof_read(k->arena, d->migration, &p, f))
        return false;
    if (!p)
        return no_proof(d, f);
    if (!set_claims(k, d, newest, f) || !proof_fresh(k->arena, p, d, parent, f) || !loss_check(d, p, f) ||
        (newest && whole &&
         (!check_schema(k, p, d, f) || !prove_clients_fresh(k->arena, &k->project, p, d, f))) ||
        !check_verdicts(k, p, d, f))
        return false;
    proof_apply(k->arena, p, d);
    *out = p;
    return access_gate(k->arena, d, f);
}

/* ------------------------------------------------------------ the bale */

static bool cut(struct compiling *k, struct fail *f)
{
    const char *upto = cli_value(k->cli, UPTO);

    for (size_t i = 0; upto && i < k->n; i++)
        if (text_equal(k->drafts[i].bale.version, upto)) {
            k->n = i + 1;
            return true;
        }
    if (upto) {
        fail(f, FAIL_USAGE, "no migration has version \"%s\"", upto);
        return fail_hint(f, "The newest has %s.",
                         k->n ? k->drafts[k->n - 1].bale.version : "none: there is no migration");
    }
    if (!k->n) {
        fail(f, FAIL_USAGE, "there is no migration in \"%s\"", k->project.migrations_folder);
        return fail_hint(f, "\"pgbale generate NAME\" writes the first.");
    }
    return true;
}

static bool seconds(const struct cli *c, size_t option, uint64_t *out, struct fail *f)
{
    const char *value = cli_value(c, option);

    if (value && !number_read(value, (uint64_t)1 << 40, out))
        return fail(f, FAIL_USAGE, "--%s is a number of seconds since 1970, not \"%s\"", options[option].name,
                    value);
    return true;
}

static bool epoch(uint64_t *out, struct fail *f)
{
    const char *value = getenv("SOURCE_DATE_EPOCH");

    if (value && *value && !number_read(value, (uint64_t)1 << 33, out))
        return fail(f, FAIL_USAGE, "SOURCE_DATE_EPOCH is a number of seconds since 1970, not \"%s\"", value);
    return true;
}

static bool fill(struct compiling *k, struct fail *f)
{
    struct project_bale_parts parts = { &k->project, k->drafts, NULL, k->n, 0, k->schema, k->n_schema };
    const char *parent = BALE_GENESIS;

    if (!cut(k, f))
        return false;
    const struct proof **proofs = arena_array(k->arena, k->n, sizeof *proofs);
    for (size_t i = 0; i < k->n; i++) {
        if (!take_proof(k, i, parent, k->n == parts.n_drafts, &proofs[i], f))
            return false;
        parent = k->drafts[i].bale.id;
    }
    parts.proofs = proofs;
    parts.n = k->n;
    k->bale = project_bale(k->arena, &parts);
    struct bale *b = &k->bale;
    return seconds(k->cli, NOT_BEFORE, &b->not_before, f) && seconds(k->cli, NOT_AFTER, &b->not_after, f) &&
           epoch(&b->created, f);
}

static bool sign(const struct compiling *k, struct bytes *bale, struct fail *f)
{
    const char *path = cli_value(k->cli, SIGN), *passphrase = NULL;
    owned(private_key_release) struct private_key *key = NULL;

    if (!path)
        return true;
    return passphrase_read(k->arena, cli_value(k->cli, PASSPHRASE), &passphrase, f) &&
           private_key_read(k->arena, path, passphrase, &key, f) &&
           bale_add_signature(k->arena, *bale, key, bale, f);
}

static bool run(struct cli *c, struct fail *f)
{
    struct compiling k = { .cli = c, .arena = c->arena };
    struct bytes bale;
    char digest[ID_TEXT];

    if (!project_open(c->arena, cli_value(c, PROJECT), &k.project, f) || !check_said(&k, f) ||
        !drafts_read(c->arena, &k.project, &k.drafts, &k.n, f) ||
        !project_schema(c->arena, &k.project, &k.schema, &k.n_schema, f) || !fill(&k, f) ||
        !bale_pack(c->arena, &k.bale, &bale, f) || !sign(&k, &bale, f))
        return false;
    const struct bale_migration *newest = bale_newest(&k.bale);
    const char *path = cli_value(c, OUTPUT);
    if (!path)
        path = format(c->arena, "%s-%s.bale", k.project.name, newest->version);
    if (!file_write(path, bale, 0644, f))
        return false;
    digest_hex(bale, digest);
    printf("%s\n", path);
    cli_note(c, "lineage %s, %zu migration%s up to %s, %s, sha256 %s", k.project.name, k.n,
             k.n == 1 ? "" : "s", newest->version, cli_given(c, SIGN) ? "signed" : "not signed yet", digest);
    return true;
}

const struct cli_command command_compile = {
    .name = "compile",
    .operands = "",
    .summary = "pack the proven migrations into a bale",
    .details = "Needs no database: the same files give the same bytes, whoever compiles them and wherever.\n"
               "SOURCE_DATE_EPOCH sets the time that is written into the bale (default: 0).",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
