/*
 * trigger: a trigger on a table or view.
 */
#include "kinds.h"
#include "trigger_sql.h"

enum { KIND, DEFINITION, ENABLED, N_ATTRIBUTES };

static const struct cost cost = { .lock = LOCK_SHARE_ROW_EXCLUSIVE };

static void create(struct change *c)
{
    say(c, cost, "%s", c->now->values[DEFINITION]);
}

/* Its identity is "TRIGGER name ON table". */
static const char *table_of(const struct object *o)
{
    return o->identity + strlen("TRIGGER ") + strlen(o->name) + strlen(" ON ");
}

static void say_enabled(struct change *c)
{
    const char *state = c->now->values[ENABLED];

    say(c, cost, "ALTER TABLE %s %s TRIGGER %s", table_of(c->now), state ? state : "ENABLE", c->now->name);
}

static void complete(struct change *c)
{
    if (c->now->values[ENABLED])
        say_enabled(c);
}

/* There is no CREATE OR REPLACE CONSTRAINT TRIGGER. */
static enum remedy decide_definition(const struct change *c)
{
    return c->was->values[KIND] || c->now->values[KIND] ? REMEDY_REMAKE : REMEDY_ALTER;
}

/* REPLACE enables a disabled trigger, so its state is said again. */
static void replace(struct change *c)
{
    say(c, cost, "CREATE OR REPLACE %s", c->now->values[DEFINITION] + strlen("CREATE "));
    complete(c);
}

static void alter_enabled(struct change *c)
{
    if (!attribute_differs(c, DEFINITION))
        say_enabled(c);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [KIND] = { "kind", REMEDY_REMAKE },
    [DEFINITION] = { "definition", REMEDY_ALTER, decide_definition, replace, .expression = true },
    [ENABLED] = { "enabled", REMEDY_ALTER, .alter = alter_enabled, .suspends = true },
};

const struct kind kind_trigger = {
    .name = "trigger",
    .query = trigger_sql,
    .rank = 70,
    .traits = KIND_TWINS | KIND_DEPARSED | KIND_LOOKS_UP | KIND_SUSPENDED,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .complete = complete,
};
