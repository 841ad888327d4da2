/*
 * access_pair: see access_pair.h.
 */
#include "access_pair.h"

static const struct access_relation *relation_after(const struct access_pairs *p,
                                                    const struct access_relation *was)
{
    const struct access_relation *same = p->same_database ? access_relation_at(p->now, was->oid) : NULL;

    return same ? same : access_relation_named(p->now, was->name);
}

static const struct access_function *function_after(const struct access_pairs *p,
                                                    const struct access_function *was)
{
    const struct access_function *same = p->same_database ? access_function_at(p->now, was->oid) : NULL;

    return same ? same : access_function_named(p->now, was->name);
}

/* A name that was given up and taken by another object may lead to one that has its partner already. */
static void pair_relations(struct access_pairs *p)
{
    for (int exact = 1; exact >= 0; exact--)
        for (size_t i = 0; i < p->was->n_relations; i++) {
            const struct access_relation *was = &p->was->relations[i], *now = relation_after(p, was);
            bool same = now && p->same_database && now->oid == was->oid;
            if (!now || p->relations[i] || p->old_relations[now->index] || same != (bool)exact)
                continue;
            p->relations[i] = now;
            p->old_relations[now->index] = was;
        }
}

static void pair_functions(struct access_pairs *p)
{
    for (int exact = 1; exact >= 0; exact--)
        for (size_t i = 0; i < p->was->n_functions; i++) {
            const struct access_function *was = &p->was->functions[i], *now = function_after(p, was);
            bool same = now && p->same_database && now->oid == was->oid;
            if (!now || p->functions[i] || p->old_functions[now->index] || same != (bool)exact)
                continue;
            p->functions[i] = now;
            p->old_functions[now->index] = was;
        }
}

static void pair_roles(struct access_pairs *p)
{
    for (size_t i = 0; i < p->now->n_roles; i++)
        p->old_roles[i] = NO_ROLE;
    for (size_t i = 0; i < p->was->n_roles; i++) {
        p->roles[i] = access_role_named(p->now, p->was->roles[i].name);
        if (p->roles[i] != NO_ROLE)
            p->old_roles[p->roles[i]] = i;
    }
}

static bool role_differs(const struct access_pairs *p, size_t was)
{
    size_t now = p->roles[was];

    if (now == NO_ROLE)
        return true;
    const struct access_role *x = &p->was->roles[was], *y = &p->now->roles[now];
    if (x->superuser != y->superuser || x->bypass != y->bypass)
        return true;
    for (size_t i = 0; i < p->was->n_roles; i++)
        if (x->has[i] && !(p->roles[i] != NO_ROLE && y->has[p->roles[i]]))
            return true;
    for (size_t i = 0; i < p->now->n_roles; i++)
        if (y->has[i] && !(p->old_roles[i] != NO_ROLE && x->has[p->old_roles[i]]))
            return true;
    return false;
}

/* ------------------------------------------------------------ policies */

bool access_expression_same(const struct access_pairs *p, const char *was, const char *was_tree,
                            const char *now, const char *now_tree)
{
    return text_equal(was, now) || (p->same_database && was_tree && text_equal(was_tree, now_tree));
}

bool access_policy_roles_same(const struct access_pairs *p, const struct access_policy *was,
                              const struct access_policy *now)
{
    if (was->n_roles != now->n_roles)
        return false;
    for (size_t i = 0; i < was->n_roles; i++) {
        bool found = false;
        for (size_t k = 0; k < now->n_roles && !found; k++)
            found = now->roles[k] == p->roles[was->roles[i]];
        if (!found)
            return false;
    }
    return true;
}

bool access_policy_same(const struct access_pairs *p, const struct access_policy *was,
                        const struct access_policy *now)
{
    return was->permissive == now->permissive && was->command == now->command &&
           access_policy_roles_same(p, was, now) &&
           access_expression_same(p, was->using, was->using_tree, now->using, now->using_tree) &&
           access_expression_same(p, was->check, was->check_tree, now->check, now->check_tree);
}

enum likeness { SAME_OID, SAME_NAME_AND_CONTENT, SAME_CONTENT, SAME_NAME, LIKENESSES };

static bool alike(const struct access_pairs *p, const struct access_policy *was,
                  const struct access_policy *now, enum likeness l)
{
    bool name = strcmp(was->name, now->name) == 0;

    switch (l) {
    case SAME_OID:
        return p->same_database && was->oid == now->oid;
    case SAME_NAME_AND_CONTENT:
        return name && access_policy_same(p, was, now);
    case SAME_CONTENT:
        return access_policy_same(p, was, now);
    case SAME_NAME:
        return name;
    case LIKENESSES:
        break;
    }
    return false;
}

static void pair_policies_of(struct access_pairs *p, const struct access_relation *was,
                             const struct access_relation *now)
{
    for (size_t l = 0; l < LIKENESSES; l++)
        for (size_t i = 0; i < was->n_policies; i++)
            for (size_t k = 0; k < now->n_policies && !p->policies[was->policies[i].index]; k++) {
                if (p->old_policies[now->policies[k].index] ||
                    !alike(p, &was->policies[i], &now->policies[k], (enum likeness)l))
                    continue;
                p->policies[was->policies[i].index] = &now->policies[k];
                p->old_policies[now->policies[k].index] = &was->policies[i];
            }
}

struct access_pairs *access_pair(struct arena *a, const struct access_state *was,
                                 const struct access_state *now, bool same_database)
{
    struct access_pairs *p = arena_alloc(a, sizeof *p);

    *p = (struct access_pairs){
        .arena = a,
        .was = was,
        .now = now,
        .same_database = same_database,
        .relations = arena_array(a, was->n_relations, sizeof *p->relations),
        .policies = arena_array(a, was->n_policies, sizeof *p->policies),
        .functions = arena_array(a, was->n_functions, sizeof *p->functions),
        .old_relations = arena_array(a, now->n_relations, sizeof *p->old_relations),
        .old_policies = arena_array(a, now->n_policies, sizeof *p->old_policies),
        .old_functions = arena_array(a, now->n_functions, sizeof *p->old_functions),
        .roles = arena_array(a, was->n_roles, sizeof *p->roles),
        .old_roles = arena_array(a, now->n_roles, sizeof *p->old_roles),
        .role_changed = arena_array(a, was->n_roles, sizeof *p->role_changed),
    };
    pair_relations(p);
    pair_functions(p);
    pair_roles(p);
    for (size_t i = 0; i < was->n_roles; i++)
        p->role_changed[i] = role_differs(p, i);
    for (size_t i = 0; i < was->n_relations; i++)
        if (p->relations[i])
            pair_policies_of(p, &was->relations[i], p->relations[i]);
    return p;
}

const struct access_column *access_column_pair(const struct access_pairs *p,
                                               const struct access_relation *was,
                                               const struct access_column *column,
                                               const struct access_relation *now)
{
    bool by_number = p->same_database && was->oid == now->oid;

    for (size_t i = 0; i < now->n_columns; i++)
        if (by_number ? now->columns[i].number == column->number
                      : strcmp(now->columns[i].name, column->name) == 0)
            return &now->columns[i];
    return NULL;
}
