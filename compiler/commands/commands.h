/*
 * commands: the commands of pgbale, one per file.
 */
#ifndef PGBALE_COMMANDS_H
#define PGBALE_COMMANDS_H

#include "cli.h"

extern const struct cli_command command_init, command_diff, command_generate, command_prove, command_compile,
    command_keygen, command_sign, command_attach, command_access, command_check, command_test, command_drift,
    command_pull, command_changelog, command_contract;

#endif
