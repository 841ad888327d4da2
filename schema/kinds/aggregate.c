/*
 * aggregate: an aggregate. CREATE OR REPLACE reaches all but another result and other names of arguments.
 */
#include "aggregate_sql.h"
#include "kinds.h"

enum { RESULT, SIGNATURE, DEFINITION, N_ATTRIBUTES };

static void say_aggregate(struct change *c, const char *verb)
{
    say(c, COST_FREE, "%s AGGREGATE %s (%s)", verb, c->now->values[SIGNATURE], c->now->values[DEFINITION]);
}

static void create(struct change *c)
{
    say_aggregate(c, "CREATE");
}

static void replace(struct change *c)
{
    say_aggregate(c, "CREATE OR REPLACE");
}

/* The arguments of an ordered-set aggregate are written in another way here than in its identity. */
static void drop(struct change *c)
{
    say(c, COST_FREE, "DROP ROUTINE %s", c->was->name);
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return format(a, "FUNCTION %s", o->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [RESULT] = { "result", REMEDY_REMAKE },
    [SIGNATURE] = { "signature", REMEDY_REMAKE },
    [DEFINITION] = { "definition", REMEDY_ALTER, .alter = replace },
};

const struct kind kind_aggregate = {
    .name = "aggregate",
    .query = aggregate_sql,
    .rank = 46,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .grant_type = 'f',
    .grant_target = grant_target,
};
