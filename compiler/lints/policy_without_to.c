/*
 * policy_without_to: a policy that gives something to everybody, the roles of requests without a login among
 * them. A restrictive policy takes away, and should be for everybody.
 */
#include "lint.h"

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_policies; i++) {
        const struct access_policy *p = &l->state->policies[i];
        if (p->relation->schema->managed && p->permissive && p->n_roles && p->roles[0] == ROLE_PUBLIC)
            lint_policy(l, rule, p, NULL);
    }
}

const struct lint_rule lint_policy_without_to = {
    .code = "policy-without-to",
    .level = FINDING_WARNING,
    .message = "it is for PUBLIC: for every role, also for requests of nobody in particular",
    .hint = "Say for whom: CREATE POLICY ... TO ROLE.",
    .look = look,
};
