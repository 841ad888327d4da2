/*
 * server: a foreign server. Its type, its wrapper and the absence of a version cannot be set in place;
 * foreign tables and user mappings hang on it, and they hold no rows.
 */
#include "kinds.h"
#include "server_sql.h"

enum { WRAPPER, TYPE, VERSION, OPTIONS, N_ATTRIBUTES };

static void create(struct change *c)
{
    const char *const *v = c->now->values;

    say(c, COST_FREE, "CREATE %s%s%s FOREIGN DATA WRAPPER %s%s", c->now->identity,
        clause(c->arena, "TYPE", v[TYPE]), clause(c->arena, "VERSION", v[VERSION]), v[WRAPPER],
        foreign_options(c->arena, v[OPTIONS]));
}

static void alter_version(struct change *c)
{
    const char *version = c->now->values[VERSION];

    say(c, COST_FREE, "ALTER %s VERSION %s", c->now->identity, version ? version : "NULL");
}

static void alter_options(struct change *c)
{
    say(c, COST_FREE, "ALTER %s%s", c->now->identity,
        foreign_option_changes(c->arena, c->was->values[OPTIONS], c->now->values[OPTIONS]));
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return format(a, "FOREIGN %s", o->identity);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [WRAPPER] = { "wrapper", REMEDY_REMAKE },
    [TYPE] = { "type", REMEDY_REMAKE },
    [VERSION] = { "version", REMEDY_ALTER, .alter = alter_version },
    [OPTIONS] = { "options", REMEDY_ALTER, .alter = alter_options },
};

const struct kind kind_server = {
    .name = "foreign server",
    .query = server_sql,
    .rank = 48,
    .traits = KIND_CONTAINER | KIND_DROPPED_LATE,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .grant_type = 'S',
    .grant_target = grant_target,
};
