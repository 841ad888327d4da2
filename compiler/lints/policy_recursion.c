/*
 * policy_recursion: a policy that reads its own table, directly or through other tables' policies, as
 * somebody whom they bind: every statement fails with "infinite recursion", or with the stack's end when
 * functions are on the way.
 */
#include "lint.h"

#include "access_changed.h"

struct search {
    struct arena *arena; /* ends with the search */
    const struct access_state *state;
    const struct access_relation *goal;
    bool *relations, *functions; /* by index and reader: seen */
    bool by_names; /* the way found leads through names in a body, which may mean other things */
};

static bool leads_back(struct search *s, struct access_uses uses, size_t reader, struct text *way);

static bool table_leads_back(struct search *s, const struct access_relation *r, size_t reader,
                             struct text *way)
{
    if (access_bypasses(s->state, r, reader))
        return false;
    if (r == s->goal)
        return true;
    for (size_t i = 0; i < r->n_policies; i++) {
        const struct access_policy *p = &r->policies[i];
        if ((p->command == 'r' || p->command == '*') && access_policy_applies(s->state, p, reader) &&
            leads_back(s, p->uses, reader, way))
            return true;
    }
    return false;
}

static bool relation_leads_back(struct search *s, const struct access_relation *r, size_t reader,
                                struct text *way)
{
    bool *seen = &s->relations[r->index * s->state->n_roles + reader];

    if (*seen)
        return false;
    *seen = r != s->goal;
    if (!r->definition)
        return table_leads_back(s, r, reader, way);
    /* The rows of a materialized view are there already. */
    size_t inside = r->invoker ? reader : r->owner;
    return r->kind == 'v' && inside != NO_ROLE && leads_back(s, r->uses, inside, way);
}

static bool function_leads_back(struct search *s, const struct access_function *f, size_t reader,
                                struct text *way)
{
    size_t inside = f->definer ? f->owner : reader;
    bool *seen = &s->functions[f->index * s->state->n_roles + reader];

    if (*seen || inside == NO_ROLE)
        return false;
    *seen = true;
    if (!leads_back(s, f->uses, inside, way))
        return false;
    s->by_names = s->by_names || !f->parsed;
    return true;
}

/* The way is written backwards, from the goal. */
static bool leads_back(struct search *s, struct access_uses uses, size_t reader, struct text *way)
{
    for (size_t i = 0; i < uses.n; i++) {
        const struct access_use *u = &uses.at[i];
        const char *name = u->relation ? u->relation->name : u->function->name;
        if (u->relation ? relation_leads_back(s, u->relation, reader, way)
                        : function_leads_back(s, u->function, reader, way)) {
            text_addf(way, "%s%s", way->size ? " from " : "", name);
            return true;
        }
    }
    return false;
}

static const char *find(struct lint_looking *l, const struct access_policy *p, size_t reader, bool *by_names)
{
    owned(arena_release) struct arena *a = arena_new();
    const struct access_state *state = l->state;
    struct search s = { .arena = a, .state = state, .goal = p->relation };
    struct text way = text_new(a);

    s.relations = arena_array(a, state->n_relations * state->n_roles, sizeof *s.relations);
    s.functions = arena_array(a, state->n_functions * state->n_roles, sizeof *s.functions);
    if (access_bypasses(state, p->relation, reader) || !leads_back(&s, p->uses, reader, &way))
        return NULL;
    *by_names = s.by_names;
    return format(l->arena, "it reads %s", way.at);
}

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_policies; i++) {
        const struct access_policy *p = &l->state->policies[i];
        const char *way = NULL;
        bool by_names = false;
        if (!p->relation->schema->managed || !p->relation->enabled)
            continue;
        for (size_t role = 0; role < l->state->n_roles && p->uses.n && !way; role++)
            if (l->exposed[role] && access_policy_applies(l->state, p, role))
                way = find(l, p, role, &by_names);
        if (!way)
            continue;
        lint_policy(l, rule, p, by_names ? format(l->arena, "%s, if names in bodies mean that", way) : way);
        if (by_names)
            l->at[l->n - 1].level = FINDING_WARNING;
    }
}

const struct lint_rule lint_policy_recursion = {
    .code = "policy-recursion",
    .level = FINDING_ERROR,
    .message = "it leads back to its own table, so that statements fail with infinite recursion",
    .hint = "Read the table in a SECURITY DEFINER function, whose owner the policies do not bind.",
    .look = look,
};
