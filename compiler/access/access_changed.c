/*
 * access_changed: see access_changed.h.
 */
#include "access_changed.h"

#include <ctype.h>
#include <strings.h>

/* What was looked at already, and for whom: nothing is looked at twice, so circles end. */
struct visit {
    const void *object;
    size_t reader;
    const char *text;
};

struct walk {
    const struct access_pairs *pairs;
    struct visit *visits;
    size_t n_visits, room;
};

static const char *use_changed(struct walk *w, struct access_use use, size_t reader, const char *text);

static bool word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

bool access_mentions(const char *text, const char *name)
{
    struct bytes n = bytes_of(name);

    if (n.size > 2 && *name == '"')
        n = (struct bytes){ n.at + 1, n.size - 2 };
    for (const char *at = text; *at; at++)
        if (strncasecmp(at, (const char *)n.at, n.size) == 0 && (at == text || !word(at[-1])) &&
            !word(at[n.size]))
            return true;
    return false;
}

bool access_bypasses(const struct access_state *s, const struct access_relation *r, size_t role)
{
    if (!r->enabled || s->roles[role].superuser || s->roles[role].bypass)
        return true;
    return !r->forced && access_has(s, role, r->owner);
}

static bool same_role(const struct access_pairs *p, size_t was, size_t now)
{
    return was == NO_ROLE ? now == NO_ROLE : p->roles[was] == now;
}

static bool uses_differ(struct walk *w, struct access_uses uses, size_t reader, const char *text,
                        const char **cause)
{
    for (size_t i = 0; i < uses.n; i++) {
        *cause = use_changed(w, uses.at[i], reader, text);
        if (*cause)
            return true;
    }
    return false;
}

/* ------------------------------------------------------------ functions */

static void note(struct text *t, bool differs, const char *what)
{
    if (!differs)
        return;
    text_separate(t, 0, ", ");
    text_add(t, what);
}

const char *access_function_differs(const struct access_pairs *p, const struct access_function *was,
                                    const struct access_function *now)
{
    struct text t = text_new(p->arena);

    note(&t, !access_expression_same(p, was->body, was->body_tree, now->body, now->body_tree), "body");
    note(&t, !text_equal(was->language, now->language), "language");
    note(&t, was->definer != now->definer,
         now->definer ? "now SECURITY DEFINER" : "no longer SECURITY DEFINER");
    note(&t, !text_equal(was->settings, now->settings), "settings");
    note(&t, was->volatility != now->volatility, "volatility");
    note(&t, was->leakproof != now->leakproof, now->leakproof ? "now LEAKPROOF" : "no longer LEAKPROOF");
    note(&t, (was->definer || now->definer) && !same_role(p, was->owner, now->owner), "owner");
    note(&t, !was->parsed && strcmp(was->raw, now->raw) != 0 && access_mentions(was->body, was->raw), "name");
    return t.size ? t.at : NULL;
}

/* May the reader call it, before and after? */
static bool execute_differs(const struct access_pairs *p, const struct access_function *was,
                            const struct access_function *now, size_t reader)
{
    size_t after = p->roles[reader];

    if (after == NO_ROLE || reader == ROLE_OWNER)
        return false;
    return (access_privileges(p->was, &was->grants, reader, 0) & PRIVILEGE_EXECUTE) !=
           (access_privileges(p->now, &now->grants, after, 0) & PRIVILEGE_EXECUTE);
}

static const char *function_changed(struct walk *w, const struct access_function *was, size_t reader)
{
    const struct access_pairs *p = w->pairs;
    const struct access_function *now = p->functions[was->index];
    const char *cause = NULL;

    if (!now)
        return format(p->arena, "function %s: dropped", was->name);
    const char *differs = access_function_differs(p, was, now);
    if (differs)
        return format(p->arena, "function %s: %s", was->name, differs);
    if (execute_differs(p, was, now, reader))
        return format(p->arena, "function %s: EXECUTE", was->name);
    size_t inside = was->definer && was->owner != NO_ROLE ? was->owner : reader;
    uses_differ(w, was->uses, inside, was->parsed ? NULL : was->body, &cause);
    return cause;
}

/* ------------------------------------------------------------ relations */

bool access_policy_applies(const struct access_state *s, const struct access_policy *policy, size_t role)
{
    for (size_t i = 0; i < policy->n_roles; i++)
        if (access_has(s, role, policy->roles[i]))
            return true;
    return false;
}

/* A column that the text names is gone, renamed or of another type. */
static const char *columns_changed(const struct access_pairs *p, const struct access_relation *was,
                                   const struct access_relation *now, const char *text)
{
    for (size_t i = 0; i < was->n_columns; i++) {
        const struct access_column *column = access_column_pair(p, was, &was->columns[i], now);
        if (column && strcmp(column->name, was->columns[i].name) == 0 &&
            strcmp(column->type, was->columns[i].type) == 0)
            continue;
        if (access_mentions(text, was->columns[i].name))
            return format(p->arena, "column %s of %s", was->columns[i].name, was->name);
    }
    return NULL;
}

/* A subquery reads; a string body may do anything. */
static bool matters(const struct access_state *s, const struct access_policy *policy, size_t reader,
                    bool reads_only)
{
    return access_policy_applies(s, policy, reader) &&
           (!reads_only || policy->command == 'r' || policy->command == '*');
}

static const char *policies_changed(struct walk *w, const struct access_relation *was,
                                    const struct access_relation *now, size_t reader, bool reads_only)
{
    const struct access_pairs *p = w->pairs;
    const char *cause = NULL;

    for (size_t i = 0; i < now->n_policies; i++)
        if (!p->old_policies[now->policies[i].index] &&
            matters(p->now, &now->policies[i], p->roles[reader], reads_only))
            return format(p->arena, "policies of %s", was->name);
    for (size_t i = 0; i < was->n_policies; i++) {
        const struct access_policy *after = p->policies[was->policies[i].index];
        if (!matters(p->was, &was->policies[i], reader, reads_only) &&
            !(after && matters(p->now, after, p->roles[reader], reads_only)))
            continue;
        if (!after || !access_policy_same(p, &was->policies[i], after))
            return format(p->arena, "policies of %s", was->name);
        if (uses_differ(w, was->policies[i].uses, reader, NULL, &cause))
            return cause;
    }
    return NULL;
}

static const char *view_changed(struct walk *w, const struct access_relation *was, size_t reader);

static const char *relation_changed(struct walk *w, const struct access_relation *was, size_t reader,
                                    const char *text)
{
    const struct access_pairs *p = w->pairs;
    const struct access_relation *now = p->relations[was->index];
    size_t after = p->roles[reader];
    const char *cause = NULL;

    if (!now)
        return format(p->arena, "%s: dropped", was->name);
    if (text && strcmp(was->raw, now->raw) != 0)
        return format(p->arena, "%s: renamed", was->name);
    if (text && (cause = columns_changed(p, was, now, text)))
        return cause;
    if (reader != ROLE_OWNER && after != NO_ROLE &&
        (access_privileges(p->was, &was->grants, reader, 0) & PRIVILEGE_SELECT) !=
            (access_privileges(p->now, &now->grants, after, 0) & PRIVILEGE_SELECT))
        return format(p->arena, "SELECT on %s", was->name);
    if (after == NO_ROLE)
        return format(p->arena, "role %s: dropped", p->was->roles[reader].name);
    if (was->definition || now->definition)
        return view_changed(w, was, reader);
    bool free_before = access_bypasses(p->was, was, reader);
    bool free_after = access_bypasses(p->now, now, after);
    if (free_before != free_after || was->enabled != now->enabled)
        return free_before && free_after ? NULL : format(p->arena, "row security of %s", was->name);
    return free_before ? NULL : policies_changed(w, was, now, reader, !text);
}

static const char *view_changed(struct walk *w, const struct access_relation *was, size_t reader)
{
    const struct access_pairs *p = w->pairs;
    const struct access_relation *now = p->relations[was->index];
    const char *cause = NULL;

    if (!now)
        return format(p->arena, "view %s: dropped", was->name);
    if (was->invoker != now->invoker)
        return format(p->arena, "view %s: security_invoker", was->name);
    if (!was->invoker && !same_role(p, was->owner, now->owner))
        return format(p->arena, "view %s: owner", was->name);
    if (!access_expression_same(p, was->definition, was->definition_tree, now->definition,
                                now->definition_tree))
        return format(p->arena, "view %s: definition", was->name);
    uses_differ(w, was->uses, was->invoker || was->owner == NO_ROLE ? reader : was->owner, NULL, &cause);
    return cause;
}

/* ------------------------------------------------------------ the walk */

static bool visited(struct walk *w, const void *object, size_t reader, const char *text)
{
    for (size_t i = 0; i < w->n_visits; i++)
        if (w->visits[i].object == object && w->visits[i].reader == reader && w->visits[i].text == text)
            return true;
    if (w->n_visits == w->room)
        w->visits = arena_grow(w->pairs->arena, w->visits, w->n_visits, &w->room, sizeof *w->visits);
    w->visits[w->n_visits++] = (struct visit){ object, reader, text };
    return false;
}

static const char *use_changed(struct walk *w, struct access_use use, size_t reader, const char *text)
{
    const void *object = use.relation ? (const void *)use.relation : (const void *)use.function;

    if (visited(w, object, reader, text))
        return NULL;
    return use.relation ? relation_changed(w, use.relation, reader, text)
                        : function_changed(w, use.function, reader);
}

/*
 * A column that the text names is gone, or of another type. One with another name is followed when the text
 * is taken apart, which a text that is not plain is not.
 */
static const char *own_column_changed(const struct access_pairs *p, const struct access_policy *was,
                                      const char *text)
{
    const struct access_relation *now = p->relations[was->relation->index];

    for (size_t i = 0; text && i < was->relation->n_columns; i++) {
        const struct access_column *before = &was->relation->columns[i];
        const struct access_column *after = access_column_pair(p, was->relation, before, now);
        if (after && strcmp(after->type, before->type) == 0 &&
            (was->plain || strcmp(after->name, before->name) == 0))
            continue;
        if (access_mentions(text, before->name))
            return format(p->arena, "column %s", before->name);
    }
    return NULL;
}

static const char *own_columns_changed(const struct access_pairs *p, const struct access_policy *was)
{
    const struct access_policy *after = p->policies[was->index];
    const char *cause;

    if (!p->relations[was->relation->index] ||
        (after && p->same_database && text_equal(was->using_tree, after->using_tree) &&
         text_equal(was->check_tree, after->check_tree)))
        return NULL;
    cause = own_column_changed(p, was, was->using);
    return cause ? cause : own_column_changed(p, was, was->check);
}

const char *access_policy_changed(const struct access_pairs *p, const struct access_policy *was,
                                  size_t reader)
{
    struct walk w = { .pairs = p };
    const char *cause = own_columns_changed(p, was);

    if (!cause && was->uses.n && p->role_changed[reader])
        cause = format(p->arena, "role %s", p->was->roles[reader].name);
    if (!cause)
        uses_differ(&w, was->uses, reader, NULL, &cause);
    return cause;
}

const char *access_view_changed(const struct access_pairs *p, const struct access_relation *was,
                                size_t reader)
{
    struct walk w = { .pairs = p };

    return view_changed(&w, was, reader);
}

const char *access_function_changed(const struct access_pairs *p, const struct access_function *was,
                                    size_t reader)
{
    struct walk w = { .pairs = p };

    return function_changed(&w, was, reader);
}
