/*
 * force_missing: a table whose owner requests run as: policies do not bind an owner unless row security is
 * forced. On a target the owner is the role that steps run as (role in pgbale.ini), unless a step says
 * otherwise.
 */
#include "lint.h"

/* Does a client run as this role, or as one that has its rights? */
static const char *client_of(const struct lint_looking *l, size_t owner)
{
    const struct project *p = l->request->project;

    for (size_t i = 0; i < p->n_clients; i++)
        for (size_t k = 0; k < p->clients[i].roles.count; k++)
            for (size_t role = ROLES_MADE_UP; role < l->state->n_roles; role++)
                if (text_equal(l->state->roles[role].raw, p->clients[i].roles.at[k]) &&
                    access_has(l->state, role, owner))
                    return p->clients[i].name;
    return NULL;
}

/* The owner under the name that it has on targets; NO_ROLE: not known. */
static size_t owner_of(const struct lint_looking *l, const struct access_relation *r)
{
    const char *name = l->request->project->role;

    if (r->owner != ROLE_OWNER)
        return r->owner;
    for (size_t i = ROLES_MADE_UP; name && i < l->state->n_roles; i++)
        if (strcmp(l->state->roles[i].raw, name) == 0)
            return i;
    return NO_ROLE;
}

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_relations; i++) {
        const struct access_relation *r = &l->state->relations[i];
        if (!lint_is_table(r) || !r->enabled || r->forced)
            continue;
        size_t owner = owner_of(l, r);
        const char *client = owner == NO_ROLE ? NULL : client_of(l, owner);
        if (client)
            lint_relation(l, rule, r,
                          format(l->arena, "%s, by the client %s", l->state->roles[owner].name, client));
    }
}

const struct lint_rule lint_force_missing = {
    .code = "force-missing",
    .level = FINDING_ERROR,
    .message = "requests run as its owner, whom policies do not bind",
    .hint = "ALTER TABLE ... FORCE ROW LEVEL SECURITY, or let requests run as another role.",
    .look = look,
};
