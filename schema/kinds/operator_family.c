/*
 * operator_family: an operator family. It is a name that classes and members refer to.
 */
#include "kinds.h"
#include "operator_family_sql.h"

static void create(struct change *c)
{
    say(c, COST_FREE, "CREATE %s", c->now->identity);
}

const struct kind kind_operator_family = {
    .name = "operator family",
    .query = operator_family_sql,
    .rank = 48,
    .traits = KIND_CONTAINER | KIND_DROPPED_LATE,
    .create = create,
    .drop = drop_by_identity,
};
