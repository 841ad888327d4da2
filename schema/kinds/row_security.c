/*
 * row_security: ENABLE and FORCE ROW LEVEL SECURITY of a table. It is enabled before any grant
 * and disabled after every policy is gone.
 */
#include "kinds.h"
#include "row_security_sql.h"

enum { ENABLED, FORCED, N_ATTRIBUTES };

static void say_state(struct change *c, const struct object *o, const char *state)
{
    say(c, COST_BRIEF, "ALTER TABLE %s %s ROW LEVEL SECURITY", o->name, state);
}

static void create(struct change *c)
{
    if (c->now->values[ENABLED])
        say_state(c, c->now, "ENABLE");
    if (c->now->values[FORCED])
        say_state(c, c->now, "FORCE");
}

static void drop(struct change *c)
{
    if (c->was->values[FORCED])
        say_state(c, c->was, "NO FORCE");
    if (c->was->values[ENABLED])
        say_state(c, c->was, "DISABLE");
}

static void alter_enabled(struct change *c)
{
    say_state(c, c->now, c->now->values[ENABLED] ? "ENABLE" : "DISABLE");
}

static void alter_forced(struct change *c)
{
    say_state(c, c->now, c->now->values[FORCED] ? "FORCE" : "NO FORCE");
}

static bool restricts(const struct object *o)
{
    return o != NULL;
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [ENABLED] = { "enabled", REMEDY_ALTER, .alter = alter_enabled },
    [FORCED] = { "forced", REMEDY_ALTER, .alter = alter_forced },
};

const struct kind kind_row_security = {
    .name = "row security",
    .query = row_security_sql,
    .rank = 80,
    .traits = KIND_ACCESS | KIND_DROPPED_LATE,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .restricts = restricts,
};
