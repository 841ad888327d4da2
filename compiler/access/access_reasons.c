/*
 * access_reasons: what made a cell of the matrix change, for people. Says which facts differ; the class does
 * not depend on it.
 */
#include "access_changed.h"
#include "access_judge.h"

struct reasons {
    struct arena *arena;
    const char **at;
    size_t n, room;
};

static void add(struct reasons *r, const char *reason)
{
    for (size_t i = 0; i < r->n; i++)
        if (strcmp(r->at[i], reason) == 0)
            return;
    if (r->n == r->room)
        r->at = arena_grow(r->arena, r->at, r->n, &r->room, sizeof *r->at);
    r->at[r->n++] = reason;
}

static bool applies(const struct access_side *side, const struct access_policy *policy)
{
    for (size_t i = 0; i < side->n_policies; i++)
        if (side->policies[i] == policy)
            return true;
    return false;
}

static const char *word_for(const struct access_policy *p)
{
    return p->permissive ? "policy" : "restrictive policy";
}

/* Policies that apply on one side only, or in another form. */
static void add_policies(struct reasons *r, struct access_judge *j, const struct access_case *one)
{
    const struct access_pairs *p = j->pairs;

    for (size_t i = 0; i < one->after.n_policies; i++) {
        const struct access_policy *now = one->after.policies[i], *was = p->old_policies[now->index];
        if (!was)
            add(r, format(r->arena, "%s %s added", word_for(now), now->name));
        else if (!applies(&one->before, was))
            add(r, format(r->arena, "%s %s now applies", word_for(now), now->name));
        else if (!access_policy_same(p, was, now))
            add(r, format(r->arena, "%s %s changed", word_for(now), now->name));
    }
    for (size_t i = 0; i < one->before.n_policies; i++) {
        const struct access_policy *was = one->before.policies[i], *now = p->policies[was->index];
        if (!now)
            add(r, format(r->arena, "%s %s dropped", word_for(was), was->name));
        else if (!applies(&one->after, now))
            add(r, format(r->arena, "%s %s no longer applies", word_for(was), was->name));
        const char *cause = access_meaning_changed(j->old, was, one->old_role);
        if (now && cause)
            add(r, format(r->arena, "meaning of policy %s may have changed: %s", was->name, cause));
    }
}

static void add_flags(struct reasons *r, const struct access_judge *j, const struct access_case *one)
{
    const struct access_pairs *p = j->pairs;

    if (j->parts.gained[one->now->index])
        add(r, "a table that was there became a part of it");
    if (j->parts.lost[one->now->index])
        add(r, "a table that is still there was a part of it");
    if (one->was->enabled != one->now->enabled)
        add(r, one->now->enabled ? "row security enabled" : "row security disabled");
    if (one->was->forced != one->now->forced)
        add(r, one->now->forced ? "row security forced" : "row security no longer forced");
    if (one->was->invoker != one->now->invoker)
        add(r, one->now->invoker ? "security_invoker set" : "security_invoker removed");
    if (!access_expression_same(p, one->was->definition, one->was->definition_tree, one->now->definition,
                                one->now->definition_tree))
        add(r, "definition changed");
}

static bool same_columns(const struct access_case *one)
{
    if (one->before.all_columns != one->after.all_columns || one->before.n_columns != one->after.n_columns)
        return false;
    for (size_t i = 0; i < one->before.n_columns; i++)
        if (one->before.columns[i] != one->after.columns[i])
            return false;
    return true;
}

static void add_grants(struct reasons *r, const struct access_case *one)
{
    bool none = one->before.level == ACCESS_NONE, gone = one->after.level == ACCESS_NONE;

    if (none && !gone && text_equal(one->before.why, "not granted"))
        add(r, "granted");
    if (none && !gone && one->before.why && text_starts(one->before.why, "no USAGE"))
        add(r, "USAGE on the schema granted");
    if (gone && !none && one->after.why)
        add(r, strcmp(one->after.why, "not granted") == 0 ? "revoked" : one->after.why);
    if (!none && !gone && !same_columns(one))
        add(r, "other columns");
}

static void add_objects(struct reasons *r, const struct access_case *one)
{
    bool was = one->was || one->old_function, now = one->now || one->new_function;

    if (!was)
        add(r, one->now ? one->now->definition ? "new view" : "new table" : "new function");
    if (!now)
        add(r, "dropped");
}

const char *const *access_reasons(struct access_judge *j, const struct access_case *one, size_t *n)
{
    struct reasons r = { .arena = j->arena };

    add_objects(&r, one);
    if (!r.n && (one->old_role == NO_ROLE || one->new_role == NO_ROLE))
        add(&r, one->old_role == NO_ROLE ? "new role" : "role dropped");
    if (!r.n && one->class != ACCESS_EQUAL) {
        if (j->pairs->role_changed[one->old_role])
            add(&r, "the role's memberships or powers");
        if (one->was && one->now) {
            add_flags(&r, j, one);
            add_policies(&r, j, one);
        }
        add_grants(&r, one);
        if (one->old_function) {
            const char *cause = access_function_changed(j->pairs, one->old_function, one->old_role);
            if (cause)
                add(&r, cause);
        }
        if (one->was && one->was->kind == 'v' && one->before.level == ACCESS_OWNER) {
            const char *cause = access_view_changed(j->pairs, one->was, one->old_role);
            if (cause)
                add(&r, cause);
        }
    }
    *n = r.n;
    return r.at;
}
