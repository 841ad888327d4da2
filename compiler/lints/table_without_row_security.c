/*
 * table_without_row_security: a table that requests reach, and that shows every row to whoever has a grant.
 */
#include "lint.h"

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_relations; i++) {
        const struct access_relation *r = &l->state->relations[i];
        if (!lint_is_table(r) || r->enabled || !lint_is_exposed(l, r))
            continue;
        lint_relation(l, rule, r, lint_is_granted(l, r, PRIVILEGES_ON_ROWS) ? NULL : "nobody has one yet");
    }
}

const struct lint_rule lint_table_without_row_security = {
    .code = "table-without-row-security",
    .level = FINDING_ERROR,
    .message = "every row is open to whoever has a grant, because row security is off",
    .hint = "ALTER TABLE ... ENABLE ROW LEVEL SECURITY, and a policy for each role that needs rows.",
    .look = look,
};
