/*
 * user_mapping: a user mapping without its secrets.
 */
#include "kinds.h"
#include "user_mapping_sql.h"

enum { OPTIONS, N_ATTRIBUTES };

static void create(struct change *c)
{
    say(c, COST_FREE, "CREATE %s%s", c->now->identity, foreign_options(c->arena, c->now->values[OPTIONS]));
}

static void alter_options(struct change *c)
{
    say(c, COST_FREE, "ALTER %s%s", c->now->identity,
        foreign_option_changes(c->arena, c->was->values[OPTIONS], c->now->values[OPTIONS]));
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [OPTIONS] = { "options", REMEDY_ALTER, .alter = alter_options, .unstated = true },
};

const struct kind kind_user_mapping = {
    .name = "user mapping",
    .query = user_mapping_sql,
    .rank = 91,
    .traits = KIND_DROPPED_LATE,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
};
