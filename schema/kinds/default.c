/*
 * default: the default of a column, apart from the column because it may need functions and
 * sequences that need the table.
 */
#include "default_sql.h"
#include "kinds.h"

enum { EXPRESSION, RELATION, N_ATTRIBUTES };

static const char *inline_text(struct arena *a, const struct object *o)
{
    return format(a, "DEFAULT %s", o->values[EXPRESSION]);
}

/* A view's column has no place for it in CREATE VIEW. */
static bool inlines(const struct object *o)
{
    return o->parent && o->parent->parent && !text_starts(o->values[RELATION], "VIEW ");
}

/* The columns of partitions and of tables that inherit have defaults of their own. */
static const char *relation(struct arena *a, const struct object *o)
{
    bool copied = o->parent && o->parent->n_copies > 0;

    return copied ? format(a, "TABLE ONLY %s", o->values[RELATION] + strlen("TABLE ")) : o->values[RELATION];
}

static void set(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s ALTER COLUMN %s SET DEFAULT %s", relation(c->arena, c->now), c->now->name,
        c->now->values[EXPRESSION]);
}

static void drop(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s ALTER COLUMN %s DROP DEFAULT", relation(c->arena, c->was), c->was->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [EXPRESSION] = { "expression", REMEDY_ALTER, .alter = set, .expression = true },
    [RELATION] = { "relation", REMEDY_REMAKE },
};

const struct kind kind_default = {
    .name = "default",
    .query = default_sql,
    .rank = 38,
    .traits = KIND_DEPARSED | KIND_SUSPENDED,
    KIND_ATTRIBUTES(attributes),
    .create = set,
    .drop = drop,
    .inline_text = inline_text,
    .inlines = inlines,
};
