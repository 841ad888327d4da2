/*
 * cast: a cast between types.
 */
#include "cast_sql.h"
#include "kinds.h"

enum { METHOD, CONTEXT, N_ATTRIBUTES };

static void create(struct change *c)
{
    const char *context = c->now->values[CONTEXT];

    say(c, COST_FREE, "CREATE %s %s%s%s", c->now->identity, c->now->values[METHOD], context ? " " : "",
        context ? context : "");
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [METHOD] = { "method", REMEDY_REMAKE },
    [CONTEXT] = { "context", REMEDY_REMAKE },
};

const struct kind kind_cast = {
    .name = "cast",
    .query = cast_sql,
    .rank = 48,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
};
