/*
 * foreign_table: a foreign table. Its rows are elsewhere, so it may be remade.
 */
#include "foreign_table_sql.h"
#include "kinds.h"

enum { SERVER, OPTIONS, N_ATTRIBUTES };

static void create(struct change *c)
{
    const struct object *o = c->now;
    const char *parents, *parts = table_parts(c->arena, o, &parents);

    say(c, *parents ? COST_BESIDE : COST_FREE, "CREATE %s (%s%s)%s SERVER %s%s", o->identity, parts,
        *parts ? "\n" : "", parents, o->values[SERVER], foreign_options(c->arena, o->values[OPTIONS]));
}

static void alter_options(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s%s", c->now->identity,
        foreign_option_changes(c->arena, c->was->values[OPTIONS], c->now->values[OPTIONS]));
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return format(a, "TABLE %s", o->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [SERVER] = { "server", REMEDY_REMAKE },
    [OPTIONS] = { "options", REMEDY_ALTER, .alter = alter_options },
};

const struct kind kind_foreign_table = {
    .name = "foreign table",
    .query = foreign_table_sql,
    .rank = 49,
    .traits = KIND_DROPPED_LATE,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .grant_type = 'r',
    .grant_target = grant_target,
};
