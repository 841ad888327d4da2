/*
 * default_privileges: ALTER DEFAULT PRIVILEGES for one role and one grantee. Changed after all else, so
 * that what the plan creates is granted what the present default privileges say, which the planner knows.
 */
#include "default_privileges_sql.h"
#include "kinds.h"

enum { CREATOR, SCHEMA, TYPE, GRANTEE, PRIVILEGES, GRANTABLE, BUILTIN, N_ATTRIBUTES };

static const struct cost late = { .late = true };

static void say_default(struct change *c, const struct object *o, const char *verb, const char *privileges,
                        const char *link, const char *option)
{
    const char *const *v = o->values;

    if (privileges)
        say(c, late, "ALTER DEFAULT PRIVILEGES%s%s %s %s ON %s %s %s%s",
            clause(c->arena, "FOR ROLE", v[CREATOR]), clause(c->arena, "IN SCHEMA", v[SCHEMA]), verb,
            privileges, v[TYPE], link, v[GRANTEE], option);
}

static bool holds(const char **items, size_t n, const char *item)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal(items[i], item))
            return true;
    return false;
}

/* The privileges of `list` that `other` lacks; NULL when none. */
static const char *without(struct arena *a, const char *list, const char *other)
{
    size_t n_list, n_other;
    const char **items = list_split(a, list, &n_list), **others = list_split(a, other, &n_other);
    struct text t = text_new(a);

    for (size_t i = 0; i < n_list; i++)
        if (!holds(others, n_other, items[i]))
            text_addf(&t, "%s%s", t.size ? ", " : "", items[i]);
    return t.size ? t.at : NULL;
}

static void change_privileges(struct change *c)
{
    const struct object *o = c->now ? c->now : c->was;
    const char *was = c->was ? c->was->values[PRIVILEGES] : o->values[BUILTIN];
    const char *now = c->now ? c->now->values[PRIVILEGES] : o->values[BUILTIN];
    const char *was_option = c->was ? c->was->values[GRANTABLE] : NULL;
    const char *now_option = c->now ? c->now->values[GRANTABLE] : NULL;

    say_default(c, o, "REVOKE", without(c->arena, was, now), "FROM", "");
    say_default(c, o, "REVOKE GRANT OPTION FOR",
                without(c->arena, without(c->arena, was_option, now_option), without(c->arena, was, now)),
                "FROM", "");
    say_default(c, o, "GRANT", without(c->arena, without(c->arena, now, was), now_option), "TO", "");
    say_default(c, o, "GRANT", without(c->arena, now_option, was_option), "TO", " WITH GRANT OPTION");
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [CREATOR] = { "creator", REMEDY_REMAKE },
    [SCHEMA] = { "schema", REMEDY_REMAKE },
    [TYPE] = { "type", REMEDY_REMAKE },
    [GRANTEE] = { "grantee", REMEDY_REMAKE },
    [PRIVILEGES] = { "privileges", REMEDY_ALTER, .alter = change_privileges },
    [GRANTABLE] = { "grantable", REMEDY_ALTER, .alter = change_privileges },
    [BUILTIN] = { "builtin", REMEDY_NONE },
};

const struct kind kind_default_privileges = {
    .name = "default privileges",
    .query = default_privileges_sql,
    .rank = 300,
    .traits = KIND_ACCESS | KIND_SATELLITE | KIND_GIVES,
    KIND_ATTRIBUTES(attributes),
    .create = change_privileges,
    .drop = change_privileges,
};
