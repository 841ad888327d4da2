/*
 * main: pgbale-audit, the program of those who trust nobody: offline, and unable to reach a database.
 */
#include "audit.h"
#include "digest.h"

#define TRUST_OPTION                                                                                         \
    {                                                                                                        \
        .name = "trust", .value = "FILE", .help = "trust store (default: PGBALE_TRUST)"                      \
    }
#define JSON_OPTION                                                                                          \
    {                                                                                                        \
        .name = "json", .help = "print JSON instead of text"                                                 \
    }
#define AT_OPTION                                                                                            \
    {                                                                                                        \
        .name = "at", .value = "SECONDS", .help = "judge keys as of this time (seconds since 1970), not now" \
    }

static const struct cli_option verify_options[] = {
    [AUDIT_TRUST] = TRUST_OPTION,
    [AUDIT_JSON] = JSON_OPTION,
    [AUDIT_AT] = AT_OPTION,
};

static const struct cli_option show_options[AUDIT_OPTIONS] = {
    [AUDIT_TRUST] = TRUST_OPTION,
    [AUDIT_JSON] = JSON_OPTION,
    [AUDIT_AT] = AT_OPTION,
    [AUDIT_SQL] = { .name = "sql", .help = "show the text of each step, escaped" },
};

static const struct cli_option trust_options[] = { JSON_OPTION };

static const struct cli_command commands[] = {
    {
        .name = "verify",
        .operands = "BALE",
        .least = 1,
        .most = 1,
        .summary = "make every check on a bale and print them, one per line",
        .details = "The last line tells whether the bale is verified. \"-\" reads it from standard input.",
        .run = audit_verify,
        .options = verify_options,
        .n_options = countof(verify_options),
    },
    {
        .name = "show",
        .operands = "BALE",
        .least = 1,
        .most = 1,
        .summary = "verify a bale and show what it would do",
        .details = "Text out of the bale is shown with control, reordering and invisible characters escaped.",
        .run = audit_show,
        .options = show_options,
        .n_options = countof(show_options),
    },
    {
        .name = "trust",
        .operands = "check FILE",
        .least = 2,
        .most = 2,
        .summary = "check a trust store and show what it says",
        .run = audit_trust,
        .options = trust_options,
        .n_options = countof(trust_options),
    },
};

static const struct cli_program program = {
    .name = "pgbale-audit",
    .summary = "verifies and shows bales, offline",
    .commands = commands,
    .n_commands = countof(commands),
    .environment = "  PGBALE_TRUST           trust store, unless --trust is given",
};

int main(int argc, char **argv)
{
    crypto_start();
    return cli_main(&program, argc, argv);
}
