/*
 * operator_class: an operator class with its members. Its family is made before it, by its own statement.
 */
#include "kinds.h"
#include "operator_class_sql.h"

enum { DEFAULT, TYPE, METHOD, FAMILY, MEMBERS, N_ATTRIBUTES };

static void create(struct change *c)
{
    const char *const *v = c->now->values;

    say(c, COST_FREE, "CREATE OPERATOR CLASS %s %sFOR TYPE %s USING %s FAMILY %s AS\n    %s", c->now->name,
        v[DEFAULT] ? "DEFAULT " : "", v[TYPE], v[METHOD], v[FAMILY], v[MEMBERS]);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [DEFAULT] = { "default", REMEDY_REMAKE }, [TYPE] = { "type", REMEDY_REMAKE },
    [METHOD] = { "method", REMEDY_REMAKE },   [FAMILY] = { "family", REMEDY_REMAKE },
    [MEMBERS] = { "members", REMEDY_REMAKE },
};

const struct kind kind_operator_class = {
    .name = "operator class",
    .query = operator_class_sql,
    .rank = 49,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
};
