/*
 * index_partition: ATTACH PARTITION of an index. It is done once the index is part of the other already,
 * which happens when its table is attached. It ends with its table's partition, never by a statement.
 */
#include "index_partition_sql.h"
#include "kinds.h"

enum { INDEX, N_ATTRIBUTES };

static void create(struct change *c)
{
    /* On the index that is attached: queries of its table wait. */
    const struct cost cost = { .lock = LOCK_ACCESS_EXCLUSIVE };

    say(c, cost, "ALTER INDEX %s ATTACH PARTITION %s", c->now->values[INDEX], c->now->name);
}

static void drop(struct change *c)
{
    (void)c;
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [INDEX] = { "index", REMEDY_REMAKE },
};

const struct kind kind_index_partition = {
    .name = "index partition",
    .query = index_partition_sql,
    .rank = 57,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
};
