/*
 * replica_identity: REPLICA IDENTITY of a table other than the default.
 */
#include "kinds.h"
#include "replica_identity_sql.h"

enum { DEFINITION, N_ATTRIBUTES };

static void set(struct change *c)
{
    say(c, COST_BRIEF, "ALTER TABLE %s REPLICA IDENTITY %s", c->now->name, c->now->values[DEFINITION]);
}

static void drop(struct change *c)
{
    say(c, COST_BRIEF, "ALTER TABLE %s REPLICA IDENTITY DEFAULT", c->was->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [DEFINITION] = { "definition", REMEDY_ALTER, .alter = set },
};

const struct kind kind_replica_identity = {
    .name = "replica identity",
    .query = replica_identity_sql,
    .rank = 72,
    KIND_ATTRIBUTES(attributes),
    .create = set,
    .drop = drop,
};
