/*
 * access_json_functions: in rls.json, the routines that policies rely on, directly or through others, and
 * that changed; and roles.
 */
#include "access_changed.h"
#include "access_json_inner.h"

enum { BODY_LIMIT = 65536 };

/* By function before: which policies reach it. */
static void mark(const struct access_pairs *p, const struct access_uses *uses, bool *functions,
                 bool *relations)
{
    for (size_t i = 0; i < uses->n; i++) {
        const struct access_function *f = uses->at[i].function;
        const struct access_relation *r = uses->at[i].relation;
        if (f && !functions[f->index]) {
            functions[f->index] = true;
            mark(p, &f->uses, functions, relations);
        }
        if (r && !relations[r->index]) {
            relations[r->index] = true;
            mark(p, &r->uses, functions, relations);
        }
    }
}

static json_t *function_json(const struct access_state *s, const struct access_function *f, bool body)
{
    const char *volatility = f->volatility == 'i'   ? "IMMUTABLE"
                             : f->volatility == 's' ? "STABLE"
                                                    : "VOLATILE";
    json_t *o = json_new_object();

    json_put_flag(o, "security_definer", f->definer);
    json_put_text(o, "owner", f->owner == NO_ROLE ? "?" : s->roles[f->owner].name);
    json_put_text(o, "volatility", volatility);
    json_put_flag(o, "leakproof", f->leakproof);
    json_put_text(o, "language", f->language);
    if (f->settings)
        json_put_text(o, "settings", f->settings);
    if (body && f->body && strlen(f->body) <= BODY_LIMIT && utf8_valid(f->body, strlen(f->body)))
        json_put_text(o, "body", f->body);
    return o;
}

static json_t *policies_reaching(struct arena *a, const struct access_pairs *p,
                                 const struct access_function *f)
{
    json_t *list = json_new_array();
    bool *functions = arena_array(a, p->was->n_functions, sizeof *functions);
    bool *relations = arena_array(a, p->was->n_relations, sizeof *relations);

    for (size_t i = 0; i < p->was->n_policies; i++) {
        const struct access_policy *policy = &p->was->policies[i];
        memset(functions, 0, p->was->n_functions * sizeof *functions);
        memset(relations, 0, p->was->n_relations * sizeof *relations);
        mark(p, &policy->uses, functions, relations);
        if (functions[f->index])
            json_push(list, json_string(format(a, "%s on %s", policy->name, policy->relation->name)));
    }
    return list;
}

json_t *access_functions_json(struct arena *a, const struct access_pairs *p)
{
    json_t *list = json_new_array();

    for (size_t i = 0; i < p->was->n_functions; i++) {
        const struct access_function *was = &p->was->functions[i], *now = p->functions[i];
        const char *what = now ? access_function_differs(p, was, now) : "dropped";
        if (!what)
            continue;
        json_t *policies = policies_reaching(a, p, was);
        if (!json_array_size(policies) && !was->definer && !(now && now->definer)) {
            json_decref(policies);
            continue;
        }
        bool body = now && !access_expression_same(p, was->body, was->body_tree, now->body, now->body_tree);
        json_t *o = json_new_object();
        json_put_text(o, "name", (now ? now : was)->name);
        if (now && strcmp(was->name, now->name) != 0)
            json_put_text(o, "was", was->name);
        json_put_text(o, "change", what);
        json_put(o, "policies", policies);
        json_put(o, "before", function_json(p->was, was, body));
        if (now)
            json_put(o, "after", function_json(p->now, now, body));
        json_push(list, o);
    }
    return list;
}

/* ------------------------------------------------------------ roles */

static json_t *role_json(const struct access_state *s, size_t role)
{
    const struct access_role *r = &s->roles[role];
    json_t *o = json_new_object(), *groups = json_new_array();

    for (size_t i = 0; i < r->n_groups; i++)
        json_push(groups, json_string(s->roles[r->groups[i]].name));
    json_put_flag(o, "bypassrls", r->bypass);
    json_put_flag(o, "superuser", r->superuser);
    json_put(o, "inherits", groups);
    return o;
}

json_t *access_roles_json(struct arena *a, const struct access_pairs *p)
{
    json_t *list = json_new_array();

    (void)a;
    for (size_t i = ROLES_MADE_UP; i < p->was->n_roles; i++) {
        const struct access_role *was = &p->was->roles[i];
        if (!p->role_changed[i] || was->system || (p->roles[i] == NO_ROLE && !was->mentioned))
            continue;
        json_t *o = json_new_object();
        json_put_text(o, "name", was->name);
        json_put(o, "before", role_json(p->was, i));
        if (p->roles[i] != NO_ROLE)
            json_put(o, "after", role_json(p->now, p->roles[i]));
        json_push(list, o);
    }
    for (size_t i = ROLES_MADE_UP; i < p->now->n_roles; i++) {
        if (p->old_roles[i] != NO_ROLE || p->now->roles[i].system || !p->now->roles[i].mentioned)
            continue;
        json_t *o = json_new_object();
        json_put_text(o, "name", p->now->roles[i].name);
        json_put(o, "after", role_json(p->now, i));
        json_push(list, o);
    }
    return list;
}
