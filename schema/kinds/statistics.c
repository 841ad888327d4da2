/*
 * statistics: extended statistics of a table.
 */
#include "kinds.h"
#include "statistics_sql.h"

enum { DEFINITION, TARGET, N_ATTRIBUTES };

static const struct cost cost = { .lock = LOCK_SHARE_UPDATE_EXCLUSIVE };

static void create(struct change *c)
{
    say(c, cost, "%s", c->now->values[DEFINITION]);
}

static void drop(struct change *c)
{
    say(c, cost, "DROP %s", c->was->identity);
}

static void say_target(struct change *c)
{
    const char *target = c->now->values[TARGET];

    say(c, COST_FREE, "ALTER %s SET STATISTICS %s", c->now->identity, target ? target : "-1");
}

static void complete(struct change *c)
{
    if (c->now->values[TARGET])
        say_target(c);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [DEFINITION] = { "definition", REMEDY_REMAKE, .expression = true },
    [TARGET] = { "target", REMEDY_ALTER, .alter = say_target },
};

const struct kind kind_statistics = {
    .name = "statistics",
    .query = statistics_sql,
    .rank = 54,
    .traits = KIND_DEPARSED | KIND_LOOKS_UP,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .complete = complete,
};
