/*
 * policies_without_row_security: policies that do nothing.
 */
#include "lint.h"

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_relations; i++) {
        const struct access_relation *r = &l->state->relations[i];
        if (lint_is_table(r) && r->n_policies && !r->enabled)
            lint_relation(l, rule, r, NULL);
    }
}

const struct lint_rule lint_policies_without_row_security = {
    .code = "policies-without-row-security",
    .level = FINDING_ERROR,
    .message = "it has policies, but row security is off, so they do nothing",
    .hint = "ALTER TABLE ... ENABLE ROW LEVEL SECURITY.",
    .look = look,
};
