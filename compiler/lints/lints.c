/*
 * lints: see lints.h. The list of rules, and the roles that requests come in.
 */
#include "rules.h"

#include "pg.h"

static const struct lint_rule *const rules[] = {
    &lint_auth_function_per_row,
    &lint_cascade_drops_policy,
    &lint_definer_open_to_anon,
    &lint_definer_search_path,
    &lint_force_missing,
    &lint_policies_overlap,
    &lint_policies_without_row_security,
    &lint_policy_always_true,
    &lint_policy_reads_user_metadata,
    &lint_policy_recursion,
    &lint_policy_target_missing,
    &lint_policy_unindexed_column,
    &lint_policy_without_to,
    &lint_row_security_without_policy,
    &lint_table_without_grants,
    &lint_table_without_row_security,
    &lint_update_without_check,
    &lint_view_without_invoker,
};

static bool of_a_client(const struct project *p, const char *role)
{
    for (size_t i = 0; i < p->n_clients; i++)
        for (size_t k = 0; k < p->clients[i].roles.count; k++)
            if (text_equal(p->clients[i].roles.at[k], role))
                return true;
    return false;
}

/*
 * The clients' roles; of a project that names none, all that are neither mighty nor PostgreSQL's own. PUBLIC
 * is one always: whoever can log in has its rights.
 */
static const bool *exposed_roles(struct arena *a, const struct project *p, const struct access_state *s)
{
    bool *exposed = arena_array(a, s->n_roles, sizeof *exposed);

    for (size_t i = ROLES_MADE_UP; i < s->n_roles; i++) {
        const struct access_role *role = &s->roles[i];
        bool plain = !role->superuser && !role->bypass && !role->system;
        exposed[i] = p->n_clients ? of_a_client(p, role->raw) : plain;
    }
    exposed[ROLE_PUBLIC] = true;
    return exposed;
}

static int by_rule(const void *a, const void *b)
{
    const struct lint_found *x = a, *y = b;
    int order = strcmp(x->rule, y->rule);

    return order ? order : strcmp(x->object, y->object);
}

bool lint_same(const struct lint_found *x, const struct lint_found *y)
{
    return strcmp(x->rule, y->rule) == 0 && strcmp(x->object, y->object) == 0;
}

/* A rule that finds the same object twice says it once. */
static struct lint_list look(struct arena *a, const struct lint_request *r, const bool *exposed, bool events)
{
    struct lint_looking l = { .arena = a, .request = r, .state = r->now, .exposed = exposed };

    for (size_t i = 0; i < countof(rules); i++)
        if (rules[i]->event == events)
            rules[i]->look(&l, rules[i]);
    if (l.n > 1)
        qsort(l.at, l.n, sizeof *l.at, by_rule);
    size_t n = 0;
    for (size_t i = 0; i < l.n; i++)
        if (n == 0 || !lint_same(&l.at[n - 1], &l.at[i]))
            l.at[n++] = l.at[i];
    return (struct lint_list){ l.at, n };
}

bool lints_look(struct arena *a, const struct lint_request *r, struct lint_list *state,
                struct lint_list *events, struct fail *f)
{
    const bool *exposed = exposed_roles(a, r->project, r->now);

    *state = look(a, r, exposed, false);
    if (events)
        *events = look(a, r, exposed, true);
    return !r->db || PQstatus(r->db) == CONNECTION_OK ||
           fail(f, FAIL_SERVER, "the scratch server is gone: %s", PQerrorMessage(r->db));
}

struct lint_list lints_without(struct arena *a, struct lint_list all, struct lint_list these)
{
    struct lint_found *list = arena_array(a, all.n, sizeof *list);
    size_t n = 0;

    for (size_t i = 0, k = 0; i < all.n; i++) {
        while (k < these.n && by_rule(&these.at[k], &all.at[i]) < 0)
            k++;
        if (k == these.n || by_rule(&these.at[k], &all.at[i]) != 0)
            list[n++] = all.at[i];
    }
    return (struct lint_list){ list, n };
}

const char *lint_code(size_t i)
{
    return i < countof(rules) ? rules[i]->code : NULL;
}

bool lint_known(const char *rule)
{
    return lint_hint(rule) != NULL;
}

const char *lint_hint(const char *rule)
{
    for (size_t i = 0; i < countof(rules); i++)
        if (strcmp(rules[i]->code, rule) == 0)
            return rules[i]->hint;
    return NULL;
}
