/*
 * policy_always_true: a policy for writing that lets every row pass. To let everybody read is often meant, so
 * SELECT is not looked at.
 */
#include "lint.h"

#include "formula.h"

/* Is it true for every row, as far as can be proven? */
static bool always(struct formulas *formulas, const struct access_policy *p, const char *text)
{
    const struct formula_source source = { .text = text, .plain = p->plain };

    return text && formula_implies(formulas, &formula_true, formula_parse(formulas, &source));
}

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    struct formulas *formulas = formulas_new(l->arena);

    for (size_t i = 0; i < l->state->n_policies; i++) {
        const struct access_policy *p = &l->state->policies[i];
        bool writes = p->command != 'r', deletes = p->command == 'd';
        const char *check = p->check ? p->check : p->using;
        if (!p->relation->schema->managed || !p->permissive || !writes || !lint_applies(l, p) ||
            !always(formulas, p, deletes ? p->using : check))
            continue;
        lint_policy(l, rule, p, access_command_text(p->command));
    }
}

const struct lint_rule lint_policy_always_true = {
    .code = "policy-always-true",
    .level = FINDING_ERROR,
    .message = "requests may write any row: the condition is always true",
    .hint = "Say which rows with USING and WITH CHECK.",
    .look = look,
};
