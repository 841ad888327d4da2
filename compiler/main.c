/*
 * pgbale: the compiler. Turns declared schema files into signed migration bundles.
 */
#include "commands.h"

int main(int argc, char **argv)
{
    const struct cli_command commands[] = {
        command_init,   command_diff,  command_generate, command_prove,     command_compile,
        command_keygen, command_sign,  command_attach,   command_access,    command_check,
        command_test,   command_drift, command_pull,     command_changelog, command_contract,
    };
    const struct cli_program program = {
        .name = "pgbale",
        .summary = "turn declared PostgreSQL schemas into signed migration bales",
        .commands = commands,
        .n_commands = countof(commands),
        .environment = "  POSTGRES_DSN        database that \"generate\" and \"drift\" compare with\n"
                       "                      and that \"pull\" reads\n"
                       "  PGBALE_PG_BINDIR    folder with the PostgreSQL programs for throw-away clusters\n"
                       "  SOURCE_DATE_EPOCH   time that \"compile\" writes into a bale\n"
                       "  XDG_CACHE_HOME, TMPDIR, NO_COLOR",
    };

    return cli_main(&program, argc, argv);
}
