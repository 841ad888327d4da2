/*
 * ownership: who owns an object, for the roles that the project names (`owners`); what belongs to anybody
 * else belongs to whoever carries out the steps. Written after grants on schemas, because the new owner needs
 * CREATE there, and before those on the object, because PostgreSQL hands over what the owner is granted.
 */
#include "../model.h"
#include "kinds.h"
#include "ownership_sql.h"

enum { OWNER, N_ATTRIBUTES };

static void set(struct change *c)
{
    say(c, cost_of_whole(c->now->parent), "ALTER %s OWNER TO %s", c->now->parent->identity,
        c->now->values[OWNER]);
}

static void hand_back(struct change *c)
{
    say(c, cost_of_whole(c->was->parent), "ALTER %s OWNER TO CURRENT_USER", c->was->parent->identity);
}

static bool wanted(const struct managed *m)
{
    return m->n_owners != 0;
}

/* The table that owns a sequence, or that a column is of; else the object itself. */
static const struct object *whole(const struct object *o)
{
    while (o->parent && o->parent->address.class == o->address.class &&
           o->parent->address.object == o->address.object)
        o = o->parent;
    for (size_t i = 0; i < o->n_children; i++)
        for (size_t k = 0; o->children[i]->kind == &kind_sequence_owner && k < o->children[i]->n_needs; k++)
            if (o->children[i]->needs[k]->kind == &kind_column)
                return o->children[i]->needs[k]->parent;
    return o;
}

const char *owner_of(const struct object *o)
{
    if (o)
        o = whole(o);
    for (size_t i = 0; o && i < o->n_children; i++)
        if (o->children[i]->kind == &kind_ownership)
            return o->children[i]->values[OWNER];
    return "CURRENT_USER";
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [OWNER] = { "owner", REMEDY_ALTER, .alter = set },
};

const struct kind kind_ownership = {
    .name = "ownership",
    .query = ownership_sql,
    .rank = 91,
    .traits = KIND_ACCESS | KIND_SATELLITE,
    .wanted = wanted,
    KIND_ATTRIBUTES(attributes),
    .create = set,
    .drop = hand_back,
};
