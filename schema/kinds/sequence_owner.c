/*
 * sequence_owner: OWNED BY of a sequence.
 */
#include "../model.h"
#include "kinds.h"
#include "sequence_owner_sql.h"

enum { COLUMN, N_ATTRIBUTES };

static const struct cost cost = { .lock = LOCK_SHARE_ROW_EXCLUSIVE };

static void disown(struct change *c)
{
    say(c, cost, "ALTER SEQUENCE %s OWNED BY NONE", c->was->name);
    if (!text_equal(owner_of(c->was->parent), "CURRENT_USER"))
        say(c, COST_BRIEF, "ALTER SEQUENCE %s OWNER TO CURRENT_USER", c->was->name);
}

/* PostgreSQL wants sequence and table to have one owner, and changes that of a sequence only while it is
 * free. */
static void own(struct change *c)
{
    const char *owner = owner_of(c->now->parent);

    if (c->was && !text_equal(owner_of(c->was->parent), owner))
        disown(c);
    if (!text_equal(owner, "CURRENT_USER"))
        say(c, COST_BRIEF, "ALTER SEQUENCE %s OWNER TO %s", c->now->name, owner);
    say(c, cost, "ALTER SEQUENCE %s OWNED BY %s", c->now->name, c->now->values[COLUMN]);
}

static bool is_number(const struct object *column)
{
    static const char *const types[] = { "smallint", "integer", "bigint" };

    for (size_t i = 0; i < countof(types); i++)
        if (text_equal(object_value(column, "type"), types[i]))
            return true;
    return false;
}

/* A new sequence on a column that has numbers already must not give them again. */
static void create(struct change *c)
{
    const struct object *sequence = c->now->parent;

    own(c);
    if (c->existing || !c->meets_old)
        return;
    for (size_t i = 0; i < c->now->n_needs; i++)
        if (c->now->needs[i]->kind == &kind_column && is_number(c->now->needs[i]))
            sequence_follow(c, c->now->name, object_value(sequence, "increment"), c->now->needs[i]);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [COLUMN] = { "column", REMEDY_ALTER, .alter = own },
};

const struct kind kind_sequence_owner = {
    .name = "sequence owner",
    .query = sequence_owner_sql,
    .rank = 40,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = disown,
};
