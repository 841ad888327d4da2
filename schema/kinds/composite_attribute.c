/*
 * composite_attribute: an attribute of a composite type. Its type can be changed while no column
 * holds values of the composite type.
 */
#include "composite_attribute_sql.h"
#include "kinds.h"

enum { TYPE, COLLATION, N_ATTRIBUTES };

static const char *inline_text(struct arena *a, const struct object *o)
{
    return format(a, "%s %s%s", o->name, o->values[TYPE], clause(a, "COLLATE", o->values[COLLATION]));
}

static bool inlines(const struct object *o)
{
    return o->parent != NULL;
}

/* The columns of typed tables follow. */
static const char *cascade(const struct object *o)
{
    return o->n_copies ? " CASCADE" : "";
}

static void create(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s ADD ATTRIBUTE %s%s", c->now->parent->identity, inline_text(c->arena, c->now),
        cascade(c->now));
}

static void drop(struct change *c)
{
    say(c, COST_LOSES_DATA, "ALTER %s DROP ATTRIBUTE %s%s", c->was->parent->identity, c->was->name,
        cascade(c->was));
}

/* Values in columns keep their old layout, so PostgreSQL refuses; they are moved to a type of that name. */
static enum remedy decide(const struct change *c)
{
    const struct object *type = c->was->parent;

    for (size_t i = 0; type && i < type->n_used_by; i++)
        if (kind_holds_data(type->used_by[i]))
            return REMEDY_REMAKE;
    return REMEDY_ALTER;
}

static void alter_type(struct change *c)
{
    const char *const *v = c->now->values;
    const char *collation = v[COLLATION]                ? v[COLLATION]
                            : c->was->values[COLLATION] ? "pg_catalog.\"default\""
                                                        : NULL;

    say(c, COST_BRIEF, "ALTER %s ALTER ATTRIBUTE %s TYPE %s%s%s", c->now->parent->identity, c->now->name,
        v[TYPE], clause(c->arena, "COLLATE", collation), cascade(c->now));
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [TYPE] = { "type", REMEDY_ALTER, decide, alter_type, .suspends = true },
    [COLLATION] = { "collation", REMEDY_ALTER, decide, alter_type, .suspends = true },
};

const struct kind kind_composite_attribute = {
    .name = "composite attribute",
    .query = composite_attribute_sql,
    .rank = 23,
    .traits = KIND_DROPPED_LATE | KIND_INTEGRAL | KIND_ORDERED,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .inline_text = inline_text,
    .inlines = inlines,
};
