/*
 * verdict_routines: decisions about functions, and about who sees which rows.
 */
#include "verdict_inner.h"

#include "kinds/kinds.h"

static void callers(struct verdict_opinion *o, enum verdict v, const char *why)
{
    o->judged[AUDIENCE_READERS] = o->judged[AUDIENCE_CALLERS] = v;
    o->judged[AUDIENCE_WRITERS] = VERDICT_COMPATIBLE;
    o->why = why;
}

/* ------------------------------------------------------------ arguments */

struct arguments {
    const char **at;
    size_t n, defaults;
};

/* Types of the input arguments, from "schema.name(integer, numeric)". */
static struct arguments arguments_of(struct arena *a, const struct object *function)
{
    const char *open = strrchr(function->slot, '.')
                           ? strchr(function->name + strlen(function->slot + strlen("ROUTINE ")), '(')
                           : NULL;
    const char *defaults = object_value(function, "defaults");
    uint64_t n_defaults = 0;
    struct arguments out = { .n = 0 };

    if (!open || open[1] == ')')
        return out;
    out.at = list_split(a, arena_copy(a, open + 1, strlen(open) - 2), &out.n);
    if (defaults && number_read(defaults, 100, &n_defaults))
        out.defaults = (size_t)n_defaults;
    return out;
}

static bool same_first(const struct arguments *few, const struct arguments *many)
{
    for (size_t i = 0; i < few->n; i++)
        if (i >= many->n || !text_equal(few->at[i], many->at[i]))
            return false;
    return true;
}

/* The old names of the parameters, all first: named calls still find them. */
static bool same_names(const char *was, const char *now)
{
    size_t size = was ? strlen(was) : 0;

    return !was || (now && strncmp(was, now, size) == 0 && (!now[size] || now[size] == ','));
}

/* A call of `was` finds `now`: the same arguments first, the others have defaults. */
static bool takes_over(struct arena *a, const struct object *was, const struct object *now)
{
    struct arguments old = arguments_of(a, was), new = arguments_of(a, now);

    return same_first(&old, &new) &&
           new.n - new.defaults <=
               old.n - old.defaults &&text_equal(object_value(was, "result"), object_value(now, "result")) &&
           text_equal(object_value(was, "kind"), object_value(now, "kind")) &&
           same_names(object_value(was, "parameters"), object_value(now, "parameters"));
}

void decide_function_gone(const struct verdict_change *c, struct verdict_opinion *o)
{
    for (size_t i = 0; i < c->after->n_objects; i++) {
        const struct object *one = c->after->objects[i];
        if (!verdict_is(one, "function") || !text_equal(one->slot, c->was->slot))
            continue;
        if (takes_over(c->arena, c->was, one)) {
            callers(o, VERDICT_UNKNOWN,
                    format(c->arena, "%s answers its calls now and may do something else", one->identity));
            return;
        }
        o->why = format(c->arena, "what stays, %s, takes other arguments", one->identity);
    }
}

void decide_function_new(const struct verdict_change *c, struct verdict_opinion *o)
{
    struct arguments new = arguments_of(c->arena, c->now);

    for (size_t i = 0; i < c->before->n_objects; i++) {
        const struct object *one = c->before->objects[i];
        if (!verdict_is(one, "function") || !text_equal(one->slot, c->now->slot) ||
            !model_find(c->after, one->kind, one->identity))
            continue;
        struct arguments old = arguments_of(c->arena, one);
        bool both = new.n - new.defaults <= old.n &&old.n - old.defaults <= new.n;
        if (both)
            callers(o, same_first(&old, &new) ? VERDICT_BREAKING : VERDICT_UNKNOWN,
                    format(c->arena, "%s is there as well: a call may fit both and fail", one->identity));
        if (both && same_first(&old, &new))
            return;
    }
}

void decide_function_parameters(const struct verdict_change *c, struct verdict_opinion *o)
{
    if (c->old)
        callers(o, VERDICT_BREAKING,
                format(c->arena, "calls by name fail: the parameters were (%s) and are (%s)", c->old,
                       c->new ? c->new : ""));
}

void decide_function_defaults(const struct verdict_change *c, struct verdict_opinion *o)
{
    uint64_t was = 0, now = 0;
    bool known = (!c->old || number_read(c->old, 100, &was)) && (!c->new || number_read(c->new, 100, &now));

    if (!known || now < was)
        callers(o, VERDICT_BREAKING, "calls that leave out an argument fail");
}

/* What stands before the body: options, which pg_get_functiondef writes in a fixed form. */
static const char *head_of(struct arena *a, const char *definition)
{
    const char *end = strstr(definition, "\nAS ");

    if (!end)
        end = strstr(definition, "\nBEGIN ATOMIC");
    if (!end)
        end = strstr(definition, "\nRETURN ");
    return end ? arena_copy(a, definition, (size_t)(end - definition)) : definition;
}

static bool says(const char *head, const char *word)
{
    const char *options = strstr(head, "\n LANGUAGE ");

    return options && strstr(options, word);
}

static bool is_volatile(const char *head)
{
    return !says(head, " STABLE") && !says(head, " IMMUTABLE");
}

void decide_function_definition(const struct verdict_change *c, struct verdict_opinion *o)
{
    const char *was = head_of(c->arena, c->old), *now = head_of(c->arena, c->new);

    if (says(was, " SECURITY DEFINER") && !says(now, " SECURITY DEFINER")) {
        callers(o, VERDICT_BREAKING, "it runs with the rights of its caller now");
        o->judged[AUDIENCE_WRITERS] = VERDICT_BREAKING;
    } else if (!is_volatile(was) && is_volatile(now)) {
        callers(o, VERDICT_BREAKING,
                "it is VOLATILE now: an API refuses to call it with GET, and expressions run it per row");
    } else if (!says(was, " STRICT") && says(now, " STRICT")) {
        callers(o, VERDICT_UNKNOWN, "it answers NULL whenever an argument is NULL");
    } else if (is_volatile(was) && !is_volatile(now)) {
        callers(o, VERDICT_UNKNOWN, "it may not write any more");
    }
}

/* ------------------------------------------------------------ rows */

static bool is_enabled(const struct model *m, const struct object *table)
{
    const struct object *same = table ? model_find(m, table->kind, table->identity) : NULL;

    for (size_t i = 0; same && i < same->n_children; i++)
        if (verdict_is(same->children[i], "row security"))
            return object_value(same->children[i], "enabled");
    return false;
}

static bool has_policy(const struct model *m, const struct object *table)
{
    const struct object *same = table ? model_find(m, table->kind, table->identity) : NULL;

    for (size_t i = 0; same && i < same->n_children; i++)
        if (verdict_is(same->children[i], "policy"))
            return true;
    return false;
}

static void rows_hidden(struct verdict_opinion *o, enum verdict v, const char *why)
{
    o->judged[AUDIENCE_READERS] = o->judged[AUDIENCE_WRITERS] = v;
    o->why = why;
}

void decide_row_security(const struct verdict_change *c, struct verdict_opinion *o)
{
    const struct object *table = c->now->parent;

    if (!object_value(c->now, "enabled") || is_enabled(c->before, table))
        return;
    if (has_policy(c->after, table))
        rows_hidden(o, VERDICT_UNKNOWN, "only rows that a policy lets through are seen and written");
    else
        rows_hidden(o, VERDICT_BREAKING, "row security is on and no policy lets anything through");
}

/* Everything about a policy but its name. */
static bool same_policy(const struct object *x, const struct object *y)
{
    static const char *const columns[] = { "mode", "command", "roles", "using", "check" };

    for (size_t i = 0; i < countof(columns); i++)
        if (!text_equal(object_value(x, columns[i]), object_value(y, columns[i])))
            return false;
    return true;
}

/* The table in that model; NULL also when it belongs to others. */
static const struct object *table_of(const struct model *m, const struct object *policy)
{
    return policy->parent ? model_find(m, policy->parent->kind, policy->parent->identity) : NULL;
}

static bool is_twin(const struct model *m, const struct object *policy)
{
    const struct object *table = table_of(m, policy);

    for (size_t i = 0; table && i < table->n_children; i++)
        if (verdict_is(table->children[i], "policy") && same_policy(table->children[i], policy))
            return true;
    return false;
}

/* Does a permissive policy for the same command appear or change, which may stand in for the one that is
 * gone? */
static bool is_replaced(const struct verdict_change *c, const struct object *policy)
{
    const struct object *table = table_of(c->after, policy);
    const char *command = object_value(policy, "command");

    for (size_t i = 0; table && i < table->n_children; i++) {
        const struct object *one = table->children[i];
        if (verdict_is(one, "policy") && !is_twin(c->before, one) &&
            text_equal(object_value(one, "mode"), "PERMISSIVE") &&
            (text_equal(object_value(one, "command"), command) ||
             text_equal(object_value(one, "command"), "ALL") || text_equal(command, "ALL")))
            return true;
    }
    return false;
}

/* Does the policy's list of roles concern the client at all? */
static bool concerns(const struct verdict_scope *s, const struct object *policy)
{
    size_t n;
    struct arena *a = arena_new();
    const char **roles = list_split(a, object_value(policy, "roles"), &n);
    bool found = false;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < s->n_roles; k++)
            found = found || verdict_role_has(&s->roles[k], roles[i]);
    arena_free(a);
    return found;
}

static void narrowed(const struct object *policy, struct verdict_opinion *o, enum verdict v, const char *why)
{
    const char *command = object_value(policy, "command");
    bool reads = text_equal(command, "SELECT") || text_equal(command, "ALL");

    o->judged[AUDIENCE_READERS] = reads ? v : VERDICT_COMPATIBLE;
    o->judged[AUDIENCE_WRITERS] = v;
    o->why = why;
}

void decide_policy(const struct verdict_change *c, struct verdict_opinion *o)
{
    const struct object *policy = c->was ? c->was : c->now;
    bool permissive = text_equal(object_value(policy, "mode"), "PERMISSIVE");

    if (!is_enabled(c->before, policy->parent) || !is_enabled(c->after, policy->parent))
        return;
    if (!(c->was && concerns(c->scope, c->was)) && !(c->now && concerns(c->scope, c->now)))
        return;
    if (c->event == EVENT_CHANGED) {
        narrowed(policy, o, VERDICT_UNKNOWN,
                 format(c->arena, "its %s is another: rows may disappear without an error", c->attribute));
    } else if (c->event == EVENT_GONE && permissive && !is_twin(c->after, policy)) {
        if (is_replaced(c, policy))
            narrowed(policy, o, VERDICT_UNKNOWN,
                     "another policy stands in for it, which may let fewer rows through");
        else
            narrowed(policy, o, VERDICT_BREAKING,
                     "the rows that it let through are not seen or written any more");
    } else if (c->event == EVENT_NEW && !permissive && !is_twin(c->before, policy)) {
        narrowed(policy, o, VERDICT_BREAKING, "it keeps out rows that were let through");
    }
}
