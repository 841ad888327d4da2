/*
 * operator: an operator. Only its estimators can be changed in place.
 */
#include "kinds.h"
#include "operator_sql.h"

enum { FUNCTION, LEFT, RIGHT, COMMUTATOR, NEGATOR, HASHES, MERGES, RESTRICT, JOIN, N_ATTRIBUTES };

static const char *const names[N_ATTRIBUTES] = {
    [FUNCTION] = "FUNCTION", [LEFT] = "LEFTARG",      [RIGHT] = "RIGHTARG", [COMMUTATOR] = "COMMUTATOR",
    [NEGATOR] = "NEGATOR",   [RESTRICT] = "RESTRICT", [JOIN] = "JOIN",
};

static void create(struct change *c)
{
    const char *const *v = c->now->values;

    say(c, COST_FREE, "CREATE OPERATOR %s (%s%s%s)", c->now->name,
        definition_list(c->arena, names, v, N_ATTRIBUTES), v[HASHES] ? ", HASHES" : "",
        v[MERGES] ? ", MERGES" : "");
}

static void alter_estimators(struct change *c)
{
    const char *const *v = c->now->values;

    say(c, COST_FREE, "ALTER %s SET (RESTRICT = %s, JOIN = %s)", c->now->identity,
        v[RESTRICT] ? v[RESTRICT] : "NONE", v[JOIN] ? v[JOIN] : "NONE");
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [FUNCTION] = { "function", REMEDY_REMAKE },
    [LEFT] = { "left", REMEDY_REMAKE },
    [RIGHT] = { "right", REMEDY_REMAKE },
    [COMMUTATOR] = { "commutator", REMEDY_REMAKE },
    [NEGATOR] = { "negator", REMEDY_REMAKE },
    [HASHES] = { "hashes", REMEDY_REMAKE },
    [MERGES] = { "merges", REMEDY_REMAKE },
    [RESTRICT] = { "restrict", REMEDY_ALTER, .alter = alter_estimators },
    [JOIN] = { "join", REMEDY_ALTER, .alter = alter_estimators },
};

const struct kind kind_operator = {
    .name = "operator",
    .query = operator_sql,
    .rank = 47,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
};
