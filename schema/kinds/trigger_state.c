/*
 * trigger_state: whether a trigger fires in one partition, where that is not as in the table above. It is
 * said again when that trigger is, for then PostgreSQL switches it in all partitions.
 */
#include "kinds.h"
#include "trigger_state_sql.h"

enum { STATE, OTHERWISE, N_ATTRIBUTES };

static const struct cost cost = { .lock = LOCK_SHARE_ROW_EXCLUSIVE };

static void set(struct change *c)
{
    say(c, cost, "ALTER %s %s TRIGGER %s", c->now->parent->identity, c->now->values[STATE], c->now->name);
}

/* The trigger is there with its partition; all that can be said comes after. */
static void create(struct change *c)
{
    (void)c;
}

static void drop(struct change *c)
{
    say(c, cost, "ALTER %s %s TRIGGER %s", c->was->parent->identity, c->was->values[OTHERWISE], c->was->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [STATE] = { "state", REMEDY_ALTER, .alter = set },
    [OTHERWISE] = { "otherwise", REMEDY_NONE },
};

const struct kind kind_trigger_state = {
    .name = "trigger state",
    .query = trigger_state_sql,
    .rank = 72,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .complete = set,
};
