/*
 * hazards: what a capability means to somebody who has to sign a bale off. See objects.h.
 */
#include "objects.h"

static const struct {
    const char *capability, *hazard;
} hazards[] = {
    { "alter_column_type", "may rewrite the table" },
    { "call", "runs code that its text does not show" },
    { "change_owner", "changes who may do everything" },
    { "create_extension", "installs code" },
    { "delete", "removes rows" },
    { "disable_rls", "opens a table" },
    { "disable_trigger", "switches triggers off" },
    { "do_block", "runs code that its text does not show" },
    { "drop_column", "loses data" },
    { "drop_constraint", "lets in what was refused" },
    { "drop_materialized_view", "loses data" },
    { "drop_policy", "may widen access" },
    { "drop_schema", "loses data" },
    { "drop_sequence", "loses data" },
    { "drop_table", "loses data" },
    { "drop_type", "may lose data" },
    { "dynamic_sql", "runs SQL that its text does not show" },
    { "grant", "may widen access" },
    { "grant_role", "may widen access" },
    { "no_force_rls", "opens a table to its owner" },
    { "opaque", "was not understood by the compiler" },
    { "remote_call", "reaches other servers" },
    { "rewrite_table", "rewrites the table" },
    { "security_definer", "lends its owner's rights" },
    { "server_control", "acts on the whole server" },
    { "server_file", "reaches files of the server" },
    { "set_not_null", "scans the table" },
    { "signal_backend", "ends other sessions" },
    { "truncate", "removes all rows" },
};

const char *hazard_of(const char *capability)
{
    for (size_t i = 0; i < countof(hazards); i++)
        if (strcmp(hazards[i].capability, capability) == 0)
            return hazards[i].hazard;
    return NULL;
}
