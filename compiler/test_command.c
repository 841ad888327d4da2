/*
 * pgbale test: the project's own tests on a fresh database that holds the proven migrations.
 */
#include "commands.h"
#include "options.h"
#include "test_run.h"

enum { PROJECT, SCRATCH, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    [PROJECT] = OPTION_PROJECT,
    [SCRATCH] = OPTION_SCRATCH,
};

static bool run(struct cli *c, struct fail *f)
{
    struct test_request r = { .folder = cli_value(c, PROJECT), .scratch = cli_value(c, SCRATCH) };

    if (!c->n_operands) {
        fail(f, FAIL_USAGE, "say what to test");
        return fail_hint(f, "\"pgbale test -- CMD\" runs CMD with POSTGRES_DSN set.");
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
