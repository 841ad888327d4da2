/*
 * lint: see lint.h. What the rules share.
 */
#include "lint.h"

#include "access_changed.h"

static void add(struct lint_looking *l, const struct lint_rule *rule, struct lint_found one,
                const char *detail)
{
    one.rule = rule->code;
    one.level = rule->level;
    one.hint = rule->hint;
    one.message = detail ? format(l->arena, "%s: %s", rule->message, detail) : rule->message;
    if (l->n == l->room)
        l->at = arena_grow(l->arena, l->at, l->n, &l->room, sizeof *l->at);
    l->at[l->n++] = one;
}

static const char *word_for(char kind)
{
    switch (kind) {
    case 'v':
        return "VIEW";
    case 'm':
        return "MATERIALIZED VIEW";
    case 'f':
        return "FOREIGN TABLE";
    default:
        return "TABLE";
    }
}

void lint_relation(struct lint_looking *l, const struct lint_rule *rule, const struct access_relation *r,
                   const char *detail)
{
    add(l, rule,
        (struct lint_found){ .object = format(l->arena, "%s %s", word_for(r->kind), r->name),
                             .kind = access_relation_kind(r),
                             .schema = r->schema->raw,
                             .name = r->raw },
        detail);
}

void lint_policy(struct lint_looking *l, const struct lint_rule *rule, const struct access_policy *p,
                 const char *detail)
{
    add(l, rule,
        (struct lint_found){ .object = format(l->arena, "POLICY %s ON %s", p->name, p->relation->name),
                             .kind = "policy",
                             .schema = p->relation->schema->raw,
                             .name = p->raw,
                             .on = p->relation->raw },
        detail);
}

void lint_function(struct lint_looking *l, const struct lint_rule *rule, const struct access_function *f,
                   const char *detail)
{
    add(l, rule,
        (struct lint_found){
            .object = format(l->arena, "%s %s", f->kind == 'p' ? "PROCEDURE" : "FUNCTION", f->name),
            .kind = f->kind == 'p' ? "procedure" : "function",
            .schema = f->schema->raw,
            .name = f->raw },
        detail);
}

/* ------------------------------------------------------------ questions */

bool lint_is_table(const struct access_relation *r)
{
    return r->schema->managed && (r->kind == 'r' || r->kind == 'p');
}

static bool may_use(const struct lint_looking *l, size_t role, const struct access_schema *schema)
{
    return l->exposed[role] && (access_privileges(l->state, &schema->grants, role, 0) & PRIVILEGE_USAGE ||
                                l->state->roles[role].superuser);
}

bool lint_is_exposed(const struct lint_looking *l, const struct access_relation *r)
{
    for (size_t i = 0; i < l->state->n_roles; i++)
        if (may_use(l, i, r->schema))
            return true;
    return false;
}

bool lint_is_granted(const struct lint_looking *l, const struct access_relation *r, unsigned privileges)
{
    for (size_t i = 0; i < l->state->n_roles; i++) {
        if (!may_use(l, i, r->schema))
            continue;
        for (size_t g = 0; g < r->grants.n; g++)
            if (r->grants.at[g].privileges & privileges && access_has(l->state, i, r->grants.at[g].grantee))
                return true;
    }
    return false;
}

bool lint_applies(const struct lint_looking *l, const struct access_policy *p)
{
    for (size_t i = 0; i < l->state->n_roles; i++)
        if (l->exposed[i] && !l->state->roles[i].bypass && access_policy_applies(l->state, p, i))
            return true;
    return false;
}

/* ------------------------------------------------------------ functions */

struct reached {
    struct arena *arena;
    bool *relations; /* by index: seen */
    bool *functions;
    const struct access_function **at;
    size_t n, room;
};

static void reach(struct reached *r, struct access_uses uses)
{
    for (size_t i = 0; i < uses.n; i++) {
        const struct access_function *f = uses.at[i].function;
        const struct access_relation *v = uses.at[i].relation;
        if (v && v->definition && !r->relations[v->index]) {
            r->relations[v->index] = true;
            reach(r, v->uses);
        }
        if (!f || r->functions[f->index])
            continue;
        r->functions[f->index] = true;
        if (r->n == r->room)
            r->at = arena_grow(r->arena, r->at, r->n, &r->room, sizeof *r->at);
        r->at[r->n++] = f;
        reach(r, f->uses);
    }
}

const struct access_function *const *lint_functions(struct lint_looking *l, struct access_uses uses)
{
    const struct access_state *s = l->state;
    struct reached r = { .arena = l->arena };

    if (uses.n) {
        r.relations = arena_array(l->arena, s->n_relations, sizeof *r.relations);
        r.functions = arena_array(l->arena, s->n_functions, sizeof *r.functions);
        reach(&r, uses);
    }
    const struct access_function **list = arena_array(l->arena, r.n + 1, sizeof *list);
    for (size_t i = 0; i < r.n; i++)
        list[i] = r.at[i];
    return list;
}
