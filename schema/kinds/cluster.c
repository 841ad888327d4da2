/*
 * cluster: the index by which CLUSTER orders a table. Nothing is moved by saying so.
 */
#include "cluster_sql.h"
#include "kinds.h"

enum { INDEX, N_ATTRIBUTES };

static const struct cost cost = { .lock = LOCK_SHARE_UPDATE_EXCLUSIVE };

static void set(struct change *c)
{
    say(c, cost, "ALTER %s CLUSTER ON %s", c->now->parent->identity, c->now->values[INDEX]);
}

static void drop(struct change *c)
{
    say(c, cost, "ALTER %s SET WITHOUT CLUSTER", c->was->parent->identity);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [INDEX] = { "index", REMEDY_ALTER, .alter = set },
};

const struct kind kind_cluster = {
    .name = "cluster",
    .query = cluster_sql,
    .rank = 72,
    KIND_ATTRIBUTES(attributes),
    .create = set,
    .drop = drop,
};
