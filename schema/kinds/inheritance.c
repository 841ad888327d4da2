/*
 * inheritance: INHERITS of a table: one object per parent.
 */
#include "inheritance_sql.h"
#include "kinds.h"

enum { PARENT, N_ATTRIBUTES };

static const char *inline_text(struct arena *a, const struct object *o)
{
    return arena_text(a, o->values[PARENT]);
}

static bool inlines(const struct object *o)
{
    return o->parent != NULL;
}

static void create(struct change *c)
{
    say(c, COST_BRIEF, "ALTER TABLE %s INHERIT %s", c->now->parent->name, c->now->values[PARENT]);
}

static void drop(struct change *c)
{
    say(c, COST_BRIEF, "ALTER TABLE %s NO INHERIT %s", c->was->parent->name, c->was->values[PARENT]);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [PARENT] = { "parent", REMEDY_REMAKE },
};

const struct kind kind_inheritance = {
    .name = "inheritance",
    .query = inheritance_sql,
    .rank = 56,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .inline_text = inline_text,
    .inlines = inlines,
};
