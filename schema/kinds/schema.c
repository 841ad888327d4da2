/*
 * schema: a managed schema.
 */
#include "kinds.h"
#include "schema_sql.h"

static void create(struct change *c)
{
    say(c, COST_FREE, "CREATE %s", c->now->identity);
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return arena_text(a, o->identity);
}

const struct kind kind_schema = {
    .name = "schema",
    .query = schema_sql,
    .rank = 10,
    .traits = KIND_CONTAINER | KIND_DROPPED_LATE,
    .create = create,
    .drop = drop_by_identity,
    .grant_type = 'n',
    .grant_target = grant_target,
};
