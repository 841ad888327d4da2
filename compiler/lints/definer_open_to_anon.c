/*
 * definer_open_to_anon: a function that runs with the rights of its owner, and that anybody may call.
 * PostgreSQL lets PUBLIC execute a new function unless it is revoked. A trigger function cannot be called.
 */
#include "lint.h"

static const char anonymous[] = "anon";

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    size_t anon = access_role_named(l->state, anonymous);

    for (size_t i = 0; i < l->state->n_functions; i++) {
        const struct access_function *f = &l->state->functions[i];
        if (!f->schema->managed || !f->definer || f->trigger)
            continue;
        bool all = access_privileges(l->state, &f->grants, ROLE_PUBLIC, 0) & PRIVILEGE_EXECUTE;
        size_t role = all || anon == NO_ROLE ? ROLE_PUBLIC : anon;
        if (access_privileges(l->state, &f->grants, role, 0) & PRIVILEGE_EXECUTE &&
            access_privileges(l->state, &f->schema->grants, anon == NO_ROLE ? ROLE_PUBLIC : anon, 0) &
                PRIVILEGE_USAGE)
            lint_function(l, rule, f, format(l->arena, "%s has EXECUTE", l->state->roles[role].name));
    }
}

const struct lint_rule lint_definer_open_to_anon = {
    .code = "definer-open-to-anon",
    .level = FINDING_WARNING,
    .message = "it runs with its owner's rights, and requests without a login may call it",
    .hint = "REVOKE EXECUTE ... FROM PUBLIC, anon, and grant it to those who need it.",
    .look = look,
};
