/*
 * sequence: a sequence of its own. It holds a value, so it is altered and never remade.
 */
#include "kinds.h"
#include "sequence_sql.h"

enum { PERSISTENCE, DATA_TYPE, INCREMENT, MINIMUM, MAXIMUM, START, CACHE, CYCLE, N_ATTRIBUTES };

static struct sequence_options options_of(const struct object *o)
{
    return (struct sequence_options){ o->values[DATA_TYPE], o->values[INCREMENT], o->values[MINIMUM],
                                      o->values[MAXIMUM],   o->values[START],     o->values[CACHE],
                                      o->values[CYCLE] };
}

static void create(struct change *c)
{
    struct sequence_options o = options_of(c->now);

    say(c, COST_FREE, "CREATE %s%s%s", c->now->values[PERSISTENCE] ? "UNLOGGED " : "", c->now->identity,
        sequence_clauses(c->arena, &o));
    if (c->from)
        sequence_go_on(c, c->now->name, o.increment);
}

/* The column that owns it. */
static const char *counts(const struct object *o)
{
    for (size_t i = 0; i < o->n_children; i++)
        for (size_t k = 0; o->children[i]->kind == &kind_sequence_owner && k < o->children[i]->n_needs; k++)
            if (o->children[i]->needs[k]->kind == &kind_column)
                return o->children[i]->needs[k]->identity;
    return NULL;
}

static void drop(struct change *c)
{
    if (c->aside)
        say(c, COST_BRIEF,
            "-- pgbale: allow drop-sequence \"its numbers go on in the one that took its place\"\nDROP "
            "SEQUENCE %s",
            sequence_passing(c->arena, c->was));
    else
        say(c, COST_LOSES_DATA, "DROP %s", c->was->identity);
}

static void alter_options(struct change *c)
{
    const struct cost cost = { .lock = LOCK_SHARE_ROW_EXCLUSIVE };
    struct sequence_options was = options_of(c->was), now = options_of(c->now);

    sequence_lift(c, c->now->name, &was, &now);
    say(c, cost, "ALTER %s%s", c->now->identity, sequence_changes(c->arena, &was, &now, ""));
}

static void alter_persistence(struct change *c)
{
    say(c, COST_BRIEF, "ALTER %s SET %s", c->now->identity,
        c->now->values[PERSISTENCE] ? "UNLOGGED" : "LOGGED");
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return arena_text(a, o->identity);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [PERSISTENCE] = { "persistence", REMEDY_ALTER, .alter = alter_persistence },
    [DATA_TYPE] = { "data_type", REMEDY_ALTER, .alter = alter_options },
    [INCREMENT] = { "increment", REMEDY_ALTER, .alter = alter_options },
    [MINIMUM] = { "minimum", REMEDY_ALTER, .alter = alter_options },
    [MAXIMUM] = { "maximum", REMEDY_ALTER, .alter = alter_options },
    [START] = { "start", REMEDY_ALTER, .alter = alter_options },
    [CACHE] = { "cache", REMEDY_ALTER, .alter = alter_options },
    [CYCLE] = { "cycle", REMEDY_ALTER, .alter = alter_options },
};

const struct kind kind_sequence = {
    .name = "sequence",
    .query = sequence_sql,
    .rank = 25,
    .traits = KIND_TWINS | KIND_DATA | KIND_DROPPED_LATE | KIND_OWNED,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .make_way = make_way_by_identity,
    .counts = counts,
    .grant_type = 's',
    .grant_target = grant_target,
};
