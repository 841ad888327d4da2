/*
 * pgbale contract record: a first contract of a client, from what a server has seen of it.
 */
#include "commands.h"
#include "contract_record.h"
#include "options.h"

enum { PROJECT, CLIENT, LOG, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [PROJECT] = OPTION_PROJECT,
    [CLIENT] = { .name = "client",
                 .value = "NAME",
                 .help =
                     "the client, whose roles decide what is taken (default: the only one of the project)" },
    [LOG] = { .name = "log",
              .value = "FILE",
              .help =
                  "a server log in CSV form (default: pg_stat_statements in the database of POSTGRES_DSN)" },
};

static const struct project_client *choose(const struct project *p, const char *name, struct fail *f)
{
    for (size_t i = 0; i < p->n_clients; i++)
        if (name ? strcmp(p->clients[i].name, name) == 0 : p->n_clients == 1)
            return &p->clients[i];
    fail(f, FAIL_USAGE, name ? "%s declares no client \"%s\"" : "%s declares more or less than one client",
         p->ini, name);
    fail_hint(f, "Say --client NAME, as below [client NAME] in %s.", p->ini);
    return NULL;
}

static bool gather(struct cli *c, const struct project_client *client, const struct recorded **list,
                   size_t *n, struct fail *f)
{
    owned(pg_finish) PGconn *db = NULL;
    const char *dsn = getenv("POSTGRES_DSN");

    if (cli_given(c, LOG))
        return contract_record_log(c->arena, cli_value(c, LOG), client, list, n, f);
    if (!dsn || !*dsn) {
        fail(f, FAIL_USAGE, "nothing says where to look");
        return fail_hint(
            f, "Set POSTGRES_DSN to a database with pg_stat_statements, or name a log with --log FILE.");
    }
    return pg_connect(dsn, "pgbale", NULL, &db, f) &&
           contract_record_server(c->arena, db, client, list, n, f);
}

static bool run(struct cli *c, struct fail *f)
{
    struct project p;
    const struct project_client *client;
    const struct recorded *found;
    size_t n;

    if (strcmp(c->operands[0], "record") != 0) {
        fail(f, FAIL_USAGE, "there is nothing to do with a contract that is called \"%s\"", c->operands[0]);
        return fail_hint(f, "Known: record.");
    }
    if (!project_open(c->arena, cli_value(c, PROJECT), &p, f) ||
        !(client = choose(&p, cli_value(c, CLIENT), f)) || !gather(c, client, &found, &n, f))
        return false;
    struct recorded *list = arena_array(c->arena, n, sizeof *list);
    for (size_t i = 0; i < n; i++)
        list[i] = found[i];
    printf("%s", contract_record_text(c->arena, client, list, n));
    return true;
}

const struct cli_command command_contract = {
    .name = "contract",
    .operands = "record",
    .least = 1,
    .most = 1,
    .summary = "write down what a client was seen to send, as a contract",
    .details =
        "Prints a contract of the statements that the client's roles sent, to be looked through and saved "
        "as\n"
        "contracts/NAME.sql. See docs/contracts.md.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
