/*
 * publication_schema: all tables of a schema in a publication.
 */
#include "kinds.h"
#include "publication_schema_sql.h"

static const struct cost cost = { .lock = LOCK_SHARE_UPDATE_EXCLUSIVE };

static void create(struct change *c)
{
    say(c, cost, "ALTER %s ADD TABLES IN SCHEMA %s", c->now->parent->identity, c->now->name);
}

static void drop(struct change *c)
{
    say(c, cost, "ALTER %s DROP TABLES IN SCHEMA %s", c->was->parent->identity, c->was->name);
}

const struct kind kind_publication_schema = {
    .name = "publication schema",
    .query = publication_schema_sql,
    .rank = 74,
    .create = create,
    .drop = drop,
};
