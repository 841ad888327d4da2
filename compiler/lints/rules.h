/*
 * rules: one per file of this folder.
 */
#ifndef PGBALE_LINT_RULES_H
#define PGBALE_LINT_RULES_H

#include "lint.h"

extern const struct lint_rule lint_auth_function_per_row, lint_cascade_drops_policy,
    lint_definer_open_to_anon, lint_definer_search_path, lint_force_missing, lint_policies_overlap,
    lint_policies_without_row_security, lint_policy_always_true, lint_policy_reads_user_metadata,
    lint_policy_recursion, lint_policy_target_missing, lint_policy_unindexed_column, lint_policy_without_to,
    lint_row_security_without_policy, lint_table_without_grants, lint_table_without_row_security,
    lint_update_without_check, lint_view_without_invoker;

#endif
