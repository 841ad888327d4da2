/*
 * extension: an extension in a managed schema, or one that the project names.
 */
#include "extension_sql.h"
#include "kinds.h"

enum { SCHEMA, VERSION, N_ATTRIBUTES };

static void create(struct change *c)
{
    say(c, COST_FREE, "CREATE %s WITH SCHEMA %s%s", c->now->identity, c->now->values[SCHEMA],
        clause(c->arena, "VERSION", c->now->values[VERSION]));
}

static void alter_schema(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s SET SCHEMA %s", c->now->identity, c->now->values[SCHEMA]);
}

/* What it changes, only the extension knows. */
static void alter_version(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s UPDATE TO %s", c->now->identity, c->now->values[VERSION]);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [SCHEMA] = { "schema", REMEDY_ALTER, .alter = alter_schema },
    [VERSION] = { "version", REMEDY_ALTER, .alter = alter_version, .unstated = true },
};

const struct kind kind_extension = {
    .name = "extension",
    .query = extension_sql,
    .rank = 12,
    .traits = KIND_DATA | KIND_DROPPED_LATE,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
};
