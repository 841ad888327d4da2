/*
 * identity: GENERATED ... AS IDENTITY of a column, with its sequence.
 */
#include "../model.h"
#include "identity_sql.h"
#include "kinds.h"

enum { GENERATION, SEQUENCE, INCREMENT, MINIMUM, MAXIMUM, START, CACHE, CYCLE, N_ATTRIBUTES };

static struct sequence_options options_of(const struct object *o)
{
    return (struct sequence_options){ NULL,
                                      o->values[INCREMENT],
                                      o->values[MINIMUM],
                                      o->values[MAXIMUM],
                                      o->values[START],
                                      o->values[CACHE],
                                      o->values[CYCLE] };
}

static const char *inline_text(struct arena *a, const struct object *o)
{
    struct sequence_options s = options_of(o);

    return format(a, "GENERATED %s AS IDENTITY (SEQUENCE NAME %s%s)", o->values[GENERATION],
                  o->values[SEQUENCE], sequence_clauses(a, &s));
}

/* A column that tables below have too cannot be added with an identity, which they would not have. */
static bool inlines(const struct object *o)
{
    return o->parent != NULL && !o->parent->n_copies;
}

static const char *column(struct arena *a, const struct object *o)
{
    return format(a, "ALTER %s ALTER COLUMN %s", o->parent->parent->identity, o->name);
}

static void create(struct change *c)
{
    say(c, COST_BRIEF, "%s ADD %s", column(c->arena, c->now), inline_text(c->arena, c->now));
    if (c->from)
        sequence_go_on(c, c->now->values[SEQUENCE], c->now->values[INCREMENT]);
    if (c->existing)
        sequence_follow(c, c->now->values[SEQUENCE], c->now->values[INCREMENT], c->now->parent);
}

static void drop(struct change *c)
{
    say(c, c->aside ? COST_BRIEF : COST_LOSES_DATA, "%s DROP IDENTITY", column(c->arena, c->was));
}

static void make_way(struct change *c)
{
    say(c, COST_BRIEF, "ALTER SEQUENCE %s RENAME TO %s", c->was->values[SEQUENCE],
        local_name(sequence_passing(c->arena, c->was)));
}

static const char *counts(const struct object *o)
{
    return o->parent ? o->parent->identity : NULL;
}

static void alter_generation(struct change *c)
{
    say(c, COST_BRIEF, "%s SET GENERATED %s", column(c->arena, c->now), c->now->values[GENERATION]);
}

static void alter_sequence(struct change *c)
{
    say(c, COST_BRIEF, "ALTER SEQUENCE %s RENAME TO %s", c->was->values[SEQUENCE],
        local_name(c->now->values[SEQUENCE]));
}

static void say_options(struct change *c)
{
    struct sequence_options was = options_of(c->was), now = options_of(c->now);
    const char *changes = sequence_changes(c->arena, &was, &now, "SET ");

    if (*changes)
        say(c, COST_BRIEF, "%s%s", column(c->arena, c->now), changes);
}

static int width(const struct object *o)
{
    const char *type = object_value(o, "type");

    return text_equal(type, "smallint") ? 2 : text_equal(type, "integer") ? 4 : 8;
}

/* The sequence changes its type with the column: bounds that the new type has no room for go first. */
static bool too_wide(const struct change *c)
{
    return (c->was->values[MINIMUM] || c->was->values[MAXIMUM]) &&
           width(c->now->parent) < width(c->was->parent);
}

static void alter_options(struct change *c)
{
    struct sequence_options was = options_of(c->was), now = options_of(c->now);

    if (too_wide(c))
        return;
    sequence_lift(c, c->now->values[SEQUENCE], &was, &now);
    say_options(c);
}

static const struct object *identity_of(const struct object *o)
{
    for (size_t i = 0; i < o->n_children; i++)
        if (o->children[i]->kind == &kind_identity)
            return o->children[i];
    return NULL;
}

void identity_bounds_first(struct change *c)
{
    struct change own = *c;

    own.was = identity_of(c->was);
    own.now = identity_of(c->now);
    if (own.was && own.now && too_wide(&own))
        say_options(&own);
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return format(a, "SEQUENCE %s", o->values[SEQUENCE]);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [GENERATION] = { "generation", REMEDY_ALTER, .alter = alter_generation },
    [SEQUENCE] = { "sequence", REMEDY_ALTER, .alter = alter_sequence },
    [INCREMENT] = { "increment", REMEDY_ALTER, .alter = alter_options },
    [MINIMUM] = { "minimum", REMEDY_ALTER, .alter = alter_options },
    [MAXIMUM] = { "maximum", REMEDY_ALTER, .alter = alter_options },
    [START] = { "start", REMEDY_ALTER, .alter = alter_options },
    [CACHE] = { "cache", REMEDY_ALTER, .alter = alter_options },
    [CYCLE] = { "cycle", REMEDY_ALTER, .alter = alter_options },
};

const struct kind kind_identity = {
    .name = "identity",
    .query = identity_sql,
    .rank = 36,
    .traits = KIND_DATA,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .make_way = make_way,
    .counts = counts,
    .inline_text = inline_text,
    .inlines = inlines,
    .grant_type = 's',
    .grant_target = grant_target,
};
