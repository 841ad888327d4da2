/*
 * extension_dependency: DEPENDS ON EXTENSION of a routine, trigger, index or materialized view.
 */
#include "extension_dependency_sql.h"
#include "kinds.h"

static void set(struct change *c)
{
    say(c, cost_of_whole(c->now->parent), "ALTER %s DEPENDS ON EXTENSION %s", c->now->parent->identity,
        c->now->name);
}

static void drop(struct change *c)
{
    say(c, cost_of_whole(c->was->parent), "ALTER %s NO DEPENDS ON EXTENSION %s", c->was->parent->identity,
        c->was->name);
}

const struct kind kind_extension_dependency = {
    .name = "extension dependency",
    .query = extension_dependency_sql,
    .rank = 94,
    .traits = KIND_SATELLITE,
    .create = set,
    .drop = drop,
};
