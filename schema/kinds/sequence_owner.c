/*
 * sequence_owner: OWNED BY of a sequence.
 */
#include "kinds.h"
#include "sequence_owner_sql.h"

enum { COLUMN, N_ATTRIBUTES };

static const struct cost cost = { .lock = LOCK_SHARE_ROW_EXCLUSIVE };

static void own(struct change *c)
{
    say(c, cost, "ALTER SEQUENCE %s OWNED BY %s", c->now->name, c->now->values[COLUMN]);
}

static void disown(struct change *c)
{
    say(c, cost, "ALTER SEQUENCE %s OWNED BY NONE", c->was->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [COLUMN] = { "column", REMEDY_ALTER, .alter = own },
};

const struct kind kind_sequence_owner = {
    .name = "sequence owner",
    .query = sequence_owner_sql,
    .rank = 40,
    KIND_ATTRIBUTES(attributes),
    .create = own,
    .drop = disown,
};
