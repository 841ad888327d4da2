/*
 * operator_family_member: an operator or function that ALTER OPERATOR FAMILY added to a family.
 */
#include "kinds.h"
#include "operator_family_member_sql.h"

enum { DEFINITION, N_ATTRIBUTES };

static void create(struct change *c)
{
    say(c, COST_FREE, "ALTER %s ADD %s", c->now->parent->identity, c->now->values[DEFINITION]);
}

static void drop(struct change *c)
{
    say(c, COST_FREE, "ALTER %s DROP %s", c->was->parent->identity, c->was->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [DEFINITION] = { "definition", REMEDY_REMAKE },
};

const struct kind kind_operator_family_member = {
    .name = "operator family member",
    .query = operator_family_member_sql,
    .rank = 49,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
};
