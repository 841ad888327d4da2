/*
 * table_type: OF of a typed table. The table is made with its columns and then tied to the type.
 */
#include "kinds.h"
#include "table_type_sql.h"

enum { TYPE, N_ATTRIBUTES };

static void create(struct change *c)
{
    say(c, COST_BRIEF, "ALTER TABLE %s OF %s", c->now->name, c->now->values[TYPE]);
}

static void drop(struct change *c)
{
    say(c, COST_BRIEF, "ALTER TABLE %s NOT OF", c->was->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [TYPE] = { "type", REMEDY_REMAKE },
};

const struct kind kind_table_type = {
    .name = "table type",
    .query = table_type_sql,
    .rank = 56,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
};
