/*
 * update_without_check: an UPDATE policy that leaves open what a row may become. PostgreSQL takes USING for
 * it then, which reads as an oversight.
 */
#include "lint.h"

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_policies; i++) {
        const struct access_policy *p = &l->state->policies[i];
        if (p->relation->schema->managed && p->permissive && p->command == 'w' && p->using && !p->check)
            lint_policy(l, rule, p, NULL);
    }
}

const struct lint_rule lint_update_without_check = {
    .code = "update-without-check",
    .level = FINDING_WARNING,
    .message = "it says which rows may be changed, but not what they may become",
    .hint = "Add WITH CHECK, if need be with the same condition as USING.",
    .look = look,
};
