/*
 * identity: GENERATED ... AS IDENTITY of a column, with its sequence.
 */
#include "kinds.h"
#include "identity_sql.h"

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

static bool inlines(const struct object *o)
{
    return o->parent != NULL;
}

static const char *column(struct arena *a, const struct object *o)
{
    return format(a, "ALTER %s ALTER COLUMN %s", o->parent->parent->identity, o->name);
}

static void create(struct change *c)
{
    say(c, COST_BRIEF, "%s ADD %s", column(c->arena, c->now), inline_text(c->arena, c->now));
}

static void drop(struct change *c)
{
    say(c, COST_LOSES_DATA, "%s DROP IDENTITY", column(c->arena, c->was));
}

static void alter_generation(struct change *c)
{
    say(c, COST_BRIEF, "%s SET GENERATED %s", column(c->arena, c->now), c->now->values[GENERATION]);
}

static void alter_sequence(struct change *c)
{
    const char *name = strrchr(c->now->values[SEQUENCE], '.');

    say(c, COST_BRIEF, "ALTER SEQUENCE %s RENAME TO %s", c->was->values[SEQUENCE], name + 1);
}

static void alter_options(struct change *c)
{
    struct sequence_options was = options_of(c->was), now = options_of(c->now);

    say(c, COST_BRIEF, "%s%s", column(c->arena, c->now), sequence_changes(c->arena, &was, &now, "SET "));
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
    .inline_text = inline_text,
    .inlines = inlines,
    .grant_type = 's',
    .grant_target = grant_target,
};
