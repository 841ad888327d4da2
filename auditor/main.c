/*
 * main: pgbale-audit, the program of those who trust nobody: offline, and unable to reach a database.
 */
#include "audit.h"
#include "digest.h"

int main(int argc, char **argv)
{
    const struct cli_command commands[] = {
        command_verify, command_show,    command_compare, command_approve,
        command_export, command_extract, command_trust,
    };
    const struct cli_program program = {
        .name = "pgbale-audit",
        .summary = "verifies, shows, compares and approves bales, offline",
        .commands = commands,
        .n_commands = countof(commands),
        .environment = "  PGBALE_TRUST           trust store, unless --trust is given",
    };

    crypto_start();
    return cli_main(&program, argc, argv);
}
