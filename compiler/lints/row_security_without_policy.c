/*
 * row_security_without_policy: a table whose grants give nothing. A partition is read through its parent, so
 * it needs no policy of its own.
 */
#include "lint.h"

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_relations; i++) {
        const struct access_relation *r = &l->state->relations[i];
        if (lint_is_table(r) && r->enabled && !r->n_policies && !r->partition_of &&
            lint_is_granted(l, r, PRIVILEGES_ON_ROWS))
            lint_relation(l, rule, r, NULL);
    }
}

const struct lint_rule lint_row_security_without_policy = {
    .code = "row-security-without-policy",
    .level = FINDING_WARNING,
    .message = "requests may use it, but without a policy they see no row and write none",
    .hint = "Add the policies that are missing, or revoke the privileges.",
    .look = look,
};
