/*
 * partition: what makes a table a partition of another. The table itself stays what it is when it is
 * attached or detached, with its rows.
 */
#include "kinds.h"
#include "partition_sql.h"

enum { TABLE, BOUND, N_ATTRIBUTES };

static void create(struct change *c)
{
    const struct cost cost = { .lock = LOCK_ACCESS_EXCLUSIVE,
                               .hazards = c->existing ? HAZARD_SCAN | HAZARD_MAY_FAIL : 0 };

    say(c, cost, "ALTER TABLE %s ATTACH PARTITION %s %s", c->now->values[TABLE], c->now->name,
        c->now->values[BOUND]);
}

static void drop(struct change *c)
{
    say(c, COST_BRIEF, "ALTER TABLE %s DETACH PARTITION %s", c->was->values[TABLE], c->was->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [TABLE] = { "table", REMEDY_REMAKE },
    [BOUND] = { "bound", REMEDY_REMAKE },
};

const struct kind kind_partition = {
    .name = "partition",
    .query = partition_sql,
    .rank = 56,
    .traits = KIND_FREES,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
};
