/*
 * policies_overlap: several permissive policies that apply to one role and command: each of them is evaluated
 * for each row, and whoever reads one of them does not see the whole.
 */
#include "lint.h"

#include "access_changed.h"

static const char commands[] = { 'r', 'a', 'w', 'd' };

/* The policies of one command for a role; "" when there are fewer than two. */
static const char *list(struct lint_looking *l, const struct access_relation *r, size_t role, char command)
{
    struct text t = text_new(l->arena);
    size_t n = 0;

    for (size_t i = 0; i < r->n_policies; i++) {
        const struct access_policy *p = &r->policies[i];
        if (!p->permissive || (p->command != command && p->command != '*') ||
            !access_policy_applies(l->state, p, role))
            continue;
        text_addf(&t, "%s%s", n++ ? ", " : "", p->name);
    }
    return n > 1 ? t.at : "";
}

/* "SELECT for anon, authenticated by P, Q": roles with the same policies stand together. */
static void add_command(struct lint_looking *l, const struct access_relation *r, char command,
                        struct text *out)
{
    const struct access_state *s = l->state;
    const char **lists = arena_array(l->arena, s->n_roles, sizeof *lists);

    for (size_t i = 0; i < s->n_roles; i++)
        lists[i] = l->exposed[i] && !s->roles[i].bypass ? list(l, r, i, command) : "";
    /* What PUBLIC has, all have. */
    for (size_t i = ROLES_MADE_UP; i < s->n_roles; i++)
        if (strcmp(lists[i], lists[ROLE_PUBLIC]) == 0)
            lists[i] = "";
    for (size_t i = 0; i < s->n_roles; i++) {
        if (!*lists[i])
            continue;
        const char *same = lists[i];
        text_addf(out, "%s%s for %s", out->size ? "; " : "", access_command_text(command), s->roles[i].name);
        for (size_t k = i + 1; k < s->n_roles; k++)
            if (strcmp(lists[k], same) == 0) {
                text_addf(out, ", %s", s->roles[k].name);
                lists[k] = "";
            }
        text_addf(out, " by %s", same);
    }
}

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_relations; i++) {
        const struct access_relation *r = &l->state->relations[i];
        struct text t = text_new(l->arena);
        if (!lint_is_table(r) || r->n_policies < 2)
            continue;
        for (size_t c = 0; c < countof(commands); c++)
            add_command(l, r, commands[c], &t);
        if (t.size)
            lint_relation(l, rule, r, t.at);
    }
}

const struct lint_rule lint_policies_overlap = {
    .code = "policies-overlap",
    .level = FINDING_WARNING,
    .message = "several permissive policies apply to one role and command",
    .hint = "Join them with OR in one policy, or make what limits restrictive.",
    .look = look,
};
