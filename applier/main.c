/*
 * main: pgbale-apply, the program that carries out a verified bale.
 */
#include "digest.h"
#include "options.h"
#include "passphrase.h"
#include "promote.h"
#include "receipt_issue.h"

#include <sys/resource.h>

static const struct cli_option verify_options[VERIFY_OPTIONS] = {
    COMMAND_JSON,
    COMMAND_TRUST,
    COMMAND_ENV,
    [VERIFY_WITH] = COMMAND_WITH_RECEIPT,
    [VERIFY_WITH_APPROVAL] = COMMAND_WITH_APPROVAL,
    [VERIFY_WITH_BREAKGLASS] = COMMAND_WITH_BREAKGLASS,
};

static const struct cli_option receipt_options[RECEIPT_OPTIONS] = {
    COMMAND_JSON,
    COMMAND_TRUST,
    COMMAND_ENV,
    COMMAND_DSN,
    [RECEIPT_FILE] = COMMAND_RECEIPT,
    [RECEIPT_KEY] = COMMAND_RECEIPT_KEY,
    [RECEIPT_PASSPHRASE] = OPTION_PASSPHRASE,
};

static const struct cli_option status_options[] = { COMMAND_JSON, COMMAND_TRUST, COMMAND_ENV, COMMAND_DSN };

static const struct cli_option plan_options[PLAN_OPTIONS] = {
    COMMAND_JSON,
    COMMAND_TRUST,
    COMMAND_ENV,
    COMMAND_DSN,
    [PLAN_CHECK] = { .name = "check", .help = "exit with status 3 when something is pending" },
    [PLAN_WITH] = COMMAND_WITH_RECEIPT,
    [PLAN_WITH_APPROVAL] = COMMAND_WITH_APPROVAL,
    [PLAN_WITH_BREAKGLASS] = COMMAND_WITH_BREAKGLASS,
};

static const struct cli_option apply_options[APPLY_OPTIONS] = {
    COMMAND_JSON,
    COMMAND_TRUST,
    COMMAND_ENV,
    COMMAND_DSN,
    [APPLY_LOCK_WAIT] = { .name = "lock-wait",
                          .value = "TIME",
                          .help = "how long to wait for another applier (default 60s)" },
    [APPLY_LOCK_TIMEOUT] = { .name = "lock-timeout",
                             .value = "TIME",
                             .help = "how long a step may wait for a lock on a table (default 5s);\n"
                                     "standalone statements wait as long as they must" },
    [APPLY_RETRIES] = { .name = "retries",
                        .value = "N",
                        .help = "how often a segment that met a lock is tried again (default 10)" },
    [APPLY_RECEIPT] = COMMAND_RECEIPT,
    [APPLY_RECEIPT_KEY] = COMMAND_RECEIPT_KEY,
    [APPLY_PASSPHRASE] = OPTION_PASSPHRASE,
    [APPLY_WITH] = COMMAND_WITH_RECEIPT,
    [APPLY_WITH_APPROVAL] = COMMAND_WITH_APPROVAL,
    [APPLY_WITH_BREAKGLASS] = COMMAND_WITH_BREAKGLASS,
    [APPLY_DRY_RUN] = { .name = "dry-run",
                        .help = "run the transactional segments, roll them back, and say what could\nnot be "
                                "tried" },
    [APPLY_ACCEPT_BREAKING] = { .name = "accept-breaking",
                                .help = "go on although clients that are in use stop working" },
};

static const struct cli_option baseline_options[BASELINE_OPTIONS] = {
    COMMAND_JSON,
    COMMAND_TRUST,
    COMMAND_ENV,
    COMMAND_DSN,
    [BASELINE_AT] = { .name = "at", .value = "VERSION", .help = "the version whose state the database has" },
    [BASELINE_LOCK_WAIT] = { .name = "lock-wait",
                             .value = "TIME",
                             .help = "how long to wait for another applier (default 60s)" },
    [BASELINE_WITH] = COMMAND_WITH_RECEIPT,
    [BASELINE_WITH_APPROVAL] = COMMAND_WITH_APPROVAL,
    [BASELINE_WITH_BREAKGLASS] = COMMAND_WITH_BREAKGLASS,
};

static const struct cli_option log_options[LOG_OPTIONS] = {
    COMMAND_JSON,
    COMMAND_TRUST,
    COMMAND_ENV,
    COMMAND_DSN,
    [LOG_RECEIPT] = { .name = "receipt",
                      .value = "FILE",
                      .repeats = true,
                      .help = "with verify: a receipt of this target that the ledger must agree with" },
};

static const struct cli_option init_options[INIT_OPTIONS] = {
    [INIT_PRINT_SQL] = { .name = "print-sql", .help = "print the SQL (there is no other way)" },
    [INIT_LOGIN] = { .name = "login",
                     .value = "NAME",
                     .help = "role that will apply; made when it does not exist (default pgbale_apply)" },
    [INIT_OWNER] = { .name = "owner",
                     .value = "NAME",
                     .help = "role without login that owns the ledger (default pgbale_owner)" },
    [INIT_ROLE] = { .name = "role",
                    .value = "NAME",
                    .repeats = true,
                    .help = "role that steps run as (role = in pgbale.ini); it must exist" },
    [INIT_SCHEMA] = { .name = "schema",
                      .value = "NAME",
                      .repeats = true,
                      .help = "existing schema in which steps make objects" },
    [INIT_ENV] = { .name = "env",
                   .value = "NAME",
                   .help = "environment that the target remembers (default: that of the first apply)" },
    [INIT_LINEAGE] = { .name = "lineage",
                       .value = "NAME",
                       .help = "project that the target belongs to; with --env" },
};

static const struct cli_command commands[] = {
    {
        .name = "verify",
        .operands = "BALE",
        .least = 1,
        .most = 1,
        .summary = "verify a bale, without any network",
        .details = "With --env, the policy of that environment is checked too.",
        .run = command_verify,
        .options = verify_options,
        .n_options = countof(verify_options),
    },
    {
        .name = "plan",
        .operands = "BALE",
        .least = 1,
        .most = 1,
        .summary = "show what apply would do to the target, and change nothing",
        .run = command_plan,
        .options = plan_options,
        .n_options = countof(plan_options),
    },
    {
        .name = "apply",
        .operands = "BALE",
        .least = 1,
        .most = 1,
        .summary = "bring the target to the newest migration of a bale",
        .details =
            "Each transactional segment commits together with its rows in the ledger (schema pgbale).\n"
            "Whatever interrupts a run: run it again, and it goes on from where the target stands.",
        .run = command_apply,
        .options = apply_options,
        .n_options = countof(apply_options),
    },
    {
        .name = "status",
        .operands = "[BALE]",
        .most = 1,
        .summary = "show what has been applied to the target",
        .details =
            "With a bale, the target is compared with it: what is pending, and whether the state is the\n"
            "one that the bale promises.",
        .run = command_status,
        .options = status_options,
        .n_options = countof(status_options),
    },
    {
        .name = "baseline",
        .operands = "BALE",
        .least = 1,
        .most = 1,
        .summary = "adopt a database that no bale was applied to",
        .details = "Its state must be that of the version that --at names. Only the ledger is written.",
        .run = command_baseline,
        .options = baseline_options,
        .n_options = countof(baseline_options),
    },
    {
        .name = "receipt",
        .operands = "BALE",
        .least = 1,
        .most = 1,
        .summary = "write the receipt of a bale that was applied, once more",
        .details = "The target must be at the bale's newest migration, by this very bale, and in its state.",
        .run = command_receipt,
        .options = receipt_options,
        .n_options = countof(receipt_options),
    },
    {
        .name = "init",
        .operands = "",
        .summary = "print what a DBA runs once, so that no superuser is needed to apply",
        .details = "Without it, the first apply makes the ledger, and its login owns it.",
        .run = command_init,
        .options = init_options,
        .n_options = countof(init_options),
    },
    {
        .name = "log",
        .operands = "[verify]",
        .most = 1,
        .summary = "show all entries of the target's ledger, or verify it",
        .details =
            "\"log verify\" recomputes the chain of hashes. With a trust store, the signatures of all "
            "stored\n"
            "bales are checked too. A chain can be written anew by whoever controls the schema; a receipt\n"
            "that was kept elsewhere shows that.",
        .run = command_log,
        .options = log_options,
        .n_options = countof(log_options),
    },
};

static const struct cli_program program = {
    .name = "pgbale-apply",
    .summary = "verifies a bale and applies it to a PostgreSQL database, exactly once",
    .commands = commands,
    .n_commands = countof(commands),
    .environment =
        "  PGBALE_ENV, LAMIN_ENV  environment of the target, unless --env is given\n"
        "  POSTGRES_DSN           the target, unless --dsn is given\n"
        "  PGBALE_TRUST           trust store, unless --trust is given\n"
        "  PGHOST, PGPORT...      libpq's variables, service and password files; PGOPTIONS is ignored",
};

/* A memory image could hold a password. */
static void forbid_core_files(void)
{
    const struct rlimit none = { 0, 0 };

    setrlimit(RLIMIT_CORE, &none);
}

int main(int argc, char **argv)
{
    forbid_core_files();
    crypto_start();
    /* Settings of a session come from us alone. */
    unsetenv("PGOPTIONS");
    return cli_main(&program, argc, argv);
}
