/*
 * domain_constraint: a CHECK constraint of a domain. On a domain that exists it is added without
 * looking at the tables that use it, and validated afterwards.
 */
#include "domain_constraint_sql.h"
#include "kinds.h"

enum { DEFINITION, VALIDITY, N_ATTRIBUTES };

static const struct cost late = { LOCK_SHARE, HAZARD_SCAN | HAZARD_MAY_FAIL, .standalone = true,
                                  .late = true };

static const char *inline_text(struct arena *a, const struct object *o)
{
    return format(a, "CONSTRAINT %s %s", o->name, o->values[DEFINITION]);
}

/* CREATE DOMAIN has no NOT VALID. */
static bool inlines(const struct object *o)
{
    return o->parent && !o->values[VALIDITY];
}

static void validate(struct change *c)
{
    struct cost cost = late;

    cost.standalone = cost.late = !c->plain;
    say(c, cost, "ALTER %s VALIDATE CONSTRAINT %s", c->now->parent->identity, c->now->name);
}

static void create(struct change *c)
{
    const struct object *o = c->now;
    bool online = c->existing && !c->plain && !o->values[VALIDITY];
    struct cost cost = { 0 };

    if (c->existing && !online && !o->values[VALIDITY])
        cost = (struct cost){ .lock = LOCK_SHARE, .hazards = HAZARD_SCAN | HAZARD_MAY_FAIL };
    say(c, cost, "ALTER %s ADD CONSTRAINT %s %s%s", o->parent->identity, o->name, o->values[DEFINITION],
        online || o->values[VALIDITY] ? " NOT VALID" : "");
    if (online)
        validate(c);
}

static void drop(struct change *c)
{
    say(c, COST_FREE, "ALTER %s DROP CONSTRAINT %s", c->was->parent->identity, c->was->name);
}

static enum remedy decide_validity(const struct change *c)
{
    return c->now->values[VALIDITY] ? REMEDY_REMAKE : REMEDY_ALTER;
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [DEFINITION] = { "definition", REMEDY_REMAKE, .expression = true },
    [VALIDITY] = { "validity", REMEDY_ALTER, decide_validity, validate },
};

const struct kind kind_domain_constraint = {
    .name = "domain constraint",
    .query = domain_constraint_sql,
    .rank = 50,
    .traits = KIND_DEPARSED,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .needs_new_parent = domain_is_contained,
    .inline_text = inline_text,
    .inlines = inlines,
};
