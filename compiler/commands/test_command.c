/*
 * pgbale test: the project's own tests on a fresh database that holds the proven migrations.
 */
#include "client_test.h"
#include "commands.h"
#include "options.h"
#include "rls_test.h"
#include "test_run.h"

enum { PROJECT, SCRATCH, CLIENT, RLS, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [PROJECT] = OPTION_PROJECT,
    [SCRATCH] = OPTION_SCRATCH,
    [CLIENT] = { .name = "client",
                 .value = "NAME",
                 .help = "run the test that pgbale.ini names for this client, before and after the newest "
                         "migration,\nand put the result into its proof" },
    [RLS] = { .name = "rls", .help = "ask what tests/rls/*.sql ask about row security, and print TAP" },
};

static bool run(struct cli *c, struct fail *f)
{
    struct test_request r = { .folder = cli_value(c, PROJECT), .scratch = cli_value(c, SCRATCH) };

    if (cli_given(c, CLIENT) && c->n_operands) {
        fail(f, FAIL_USAGE, "--client takes its command from pgbale.ini");
        return fail_hint(f, "Leave out \"%s\".", c->operands[0]);
    }
    if (cli_given(c, RLS) && (cli_given(c, CLIENT) || c->n_operands)) {
        fail(f, FAIL_USAGE, "--rls is a test of its own");
        return fail_hint(f, "Give --rls alone; it takes its cases from tests/rls/*.sql.");
    }
    if (cli_given(c, RLS))
        return rls_test(c, r.folder, r.scratch, f);
    if (cli_given(c, CLIENT))
        return client_test(c, r.folder, r.scratch, cli_value(c, CLIENT), f);
    if (!c->n_operands) {
        fail(f, FAIL_USAGE, "say what to test");
        return fail_hint(
            f, "\"pgbale test -- CMD\" runs CMD with POSTGRES_DSN set; \"pgbale test --client NAME\" a "
               "client's test, and \"pgbale test --rls\" the cases of tests/rls.");
    }
    return test_run(c, &r, f);
}

const struct cli_command command_test = {
    .name = "test",
    .operands = "[-- CMD [ARGUMENT]...]",
    .most = SIZE_MAX,
    .summary = "run the project's tests on a fresh database with all migrations",
    .details = "CMD finds the database in POSTGRES_DSN. It holds the prelude and all migrations, which "
               "pgbale-apply\n"
               "applied from a bale, as on a target. It is gone when CMD ends.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
