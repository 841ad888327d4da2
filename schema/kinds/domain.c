/*
 * domain: a domain. Its base type and collation cannot be changed in place. Constraints are objects of
 * their own, because they may need functions that need the domain.
 */
#include "../model.h"
#include "domain_sql.h"
#include "kinds.h"

enum { BASE, COLLATION, NOT_NULL, DEFAULT, N_ATTRIBUTES };

/* Every column of the domain is read. */
static const struct cost checked = { .lock = LOCK_SHARE, .hazards = HAZARD_SCAN | HAZARD_MAY_FAIL };

static bool has_columns(const struct object *type)
{
    for (size_t i = 0; i < type->n_used_by; i++)
        if (type->used_by[i]->kind == &kind_column)
            return true;
    return false;
}

static bool is_contained_in(const struct object *user)
{
    if (user->kind == &kind_column)
        return text_ends(object_value(user, "type"), "[]");
    if (user->kind == &kind_composite_attribute)
        return user->parent && has_columns(user->parent);
    if (user->kind == &kind_range)
        return has_columns(user);
    return user->kind == &kind_domain && domain_is_contained(user);
}

bool domain_is_contained(const struct object *domain)
{
    for (size_t i = 0; i < domain->n_used_by; i++)
        if (is_contained_in(domain->used_by[i]))
            return true;
    return false;
}

static enum remedy decide_not_null(const struct change *c)
{
    return c->now->values[NOT_NULL] && domain_is_contained(c->was) ? REMEDY_REMAKE : REMEDY_ALTER;
}

static void create(struct change *c)
{
    const char *const *v = c->now->values;
    struct text constraints = text_new(c->arena);

    for (size_t i = 0; i < c->now->n_parts; i++)
        text_addf(&constraints, "\n    %s", c->now->parts[i]->kind->inline_text(c->arena, c->now->parts[i]));
    say(c, COST_FREE, "CREATE %s AS %s%s%s%s%s", c->now->identity, v[BASE],
        clause(c->arena, "COLLATE", v[COLLATION]), clause(c->arena, "DEFAULT", v[DEFAULT]),
        v[NOT_NULL] ? " NOT NULL" : "", constraints.at);
}

static void alter_not_null(struct change *c)
{
    const char *now = c->now->values[NOT_NULL];

    say(c, now ? checked : COST_FREE, "ALTER %s %s NOT NULL", c->now->identity, now ? "SET" : "DROP");
}

static void alter_default(struct change *c)
{
    const char *now = c->now->values[DEFAULT];

    say(c, COST_FREE, "ALTER %s %s DEFAULT%s%s", c->now->identity, now ? "SET" : "DROP", now ? " " : "",
        now ? now : "");
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return format(a, "TYPE %s", o->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [BASE] = { "base", REMEDY_REMAKE },
    [COLLATION] = { "collation", REMEDY_REMAKE },
    [NOT_NULL] = { "not_null", REMEDY_ALTER, decide_not_null, alter_not_null },
    [DEFAULT] = { "default", REMEDY_ALTER, .alter = alter_default, .expression = true },
};

const struct kind kind_domain = {
    .name = "domain",
    .query = domain_sql,
    .rank = 21,
    .traits = KIND_DEPARSED | KIND_DROPPED_LATE,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .make_way = make_way_by_identity,
    .grant_type = 'T',
    .grant_target = grant_target,
};
