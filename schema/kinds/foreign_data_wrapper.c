/*
 * foreign_data_wrapper: a foreign-data wrapper.
 */
#include "foreign_data_wrapper_sql.h"
#include "kinds.h"

enum { HANDLER, VALIDATOR, OPTIONS, N_ATTRIBUTES };

static void create(struct change *c)
{
    const char *const *v = c->now->values;

    say(c, COST_FREE, "CREATE %s%s%s%s", c->now->identity, clause(c->arena, "HANDLER", v[HANDLER]),
        clause(c->arena, "VALIDATOR", v[VALIDATOR]), foreign_options(c->arena, v[OPTIONS]));
}

static void alter_handler(struct change *c)
{
    const char *now = c->now->values[HANDLER];

    say(c, COST_FREE, "ALTER %s%s", c->now->identity, now ? clause(c->arena, "HANDLER", now) : " NO HANDLER");
}

static void alter_validator(struct change *c)
{
    const char *now = c->now->values[VALIDATOR];

    say(c, COST_FREE, "ALTER %s%s", c->now->identity,
        now ? clause(c->arena, "VALIDATOR", now) : " NO VALIDATOR");
}

static void alter_options(struct change *c)
{
    say(c, COST_FREE, "ALTER %s%s", c->now->identity,
        foreign_option_changes(c->arena, c->was->values[OPTIONS], c->now->values[OPTIONS]));
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return arena_text(a, o->identity);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [HANDLER] = { "handler", REMEDY_ALTER, .alter = alter_handler },
    [VALIDATOR] = { "validator", REMEDY_ALTER, .alter = alter_validator },
    [OPTIONS] = { "options", REMEDY_ALTER, .alter = alter_options },
};

const struct kind kind_foreign_data_wrapper = {
    .name = "foreign-data wrapper",
    .query = foreign_data_wrapper_sql,
    .rank = 47,
    .traits = KIND_DROPPED_LATE,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .grant_type = 'F',
    .grant_target = grant_target,
};
