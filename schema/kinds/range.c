/*
 * range: a range type. Nothing of it can be changed in place.
 */
#include "kinds.h"
#include "range_sql.h"

enum { SUBTYPE, OPERATOR_CLASS, COLLATION, CANONICAL, DIFFERENCE, MULTIRANGE, N_ATTRIBUTES };

static const char *const names[N_ATTRIBUTES] = {
    [SUBTYPE] = "SUBTYPE",     [OPERATOR_CLASS] = "SUBTYPE_OPCLASS", [COLLATION] = "COLLATION",
    [CANONICAL] = "CANONICAL", [DIFFERENCE] = "SUBTYPE_DIFF",        [MULTIRANGE] = "MULTIRANGE_TYPE_NAME",
};

static void create(struct change *c)
{
    say(c, COST_FREE, "CREATE %s AS RANGE (%s)", c->now->identity,
        definition_list(c->arena, names, c->now->values, N_ATTRIBUTES));
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return arena_text(a, o->identity);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [SUBTYPE] = { "subtype", REMEDY_REMAKE },       [OPERATOR_CLASS] = { "operator_class", REMEDY_REMAKE },
    [COLLATION] = { "collation", REMEDY_REMAKE },   [CANONICAL] = { "canonical", REMEDY_REMAKE },
    [DIFFERENCE] = { "difference", REMEDY_REMAKE }, [MULTIRANGE] = { "multirange", REMEDY_REMAKE },
};

const struct kind kind_range = {
    .name = "range type",
    .query = range_sql,
    .rank = 22,
    .traits = KIND_DROPPED_LATE,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .grant_type = 'T',
    .grant_target = grant_target,
};
