/*
 * rule: a rewrite rule of a table or view.
 */
#include "kinds.h"
#include "rule_sql.h"

enum { DEFINITION, ENABLED, N_ATTRIBUTES };

static void create(struct change *c)
{
    say(c, COST_BRIEF, "%s", c->now->values[DEFINITION]);
}

/* ENABLE and DISABLE are for tables; it also works for views. */
static void say_enabled(struct change *c)
{
    const char *state = c->now->values[ENABLED];

    say(c, COST_BRIEF, "ALTER TABLE %s %s RULE %s", c->now->parent->name, state ? state : "ENABLE",
        c->now->name);
}

static void complete(struct change *c)
{
    if (c->now->values[ENABLED])
        say_enabled(c);
}

static void replace(struct change *c)
{
    say(c, COST_BRIEF, "CREATE OR REPLACE %s", c->now->values[DEFINITION] + strlen("CREATE "));
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [DEFINITION] = { "definition", REMEDY_ALTER, .alter = replace, .expression = true },
    [ENABLED] = { "enabled", REMEDY_ALTER, .alter = say_enabled },
};

const struct kind kind_rule = {
    .name = "rule",
    .query = rule_sql,
    .rank = 71,
    .traits = KIND_DEPARSED | KIND_LOOKS_UP | KIND_SUSPENDED,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .complete = complete,
};
