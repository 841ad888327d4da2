/*
 * conversion: a conversion between character encodings.
 */
#include "conversion_sql.h"
#include "kinds.h"

enum { SOURCE, TARGET, FUNCTION, DEFAULT, N_ATTRIBUTES };

static void create(struct change *c)
{
    const char *const *v = c->now->values;

    say(c, COST_FREE, "CREATE %s%s FOR %s TO %s FROM %s", v[DEFAULT] ? "DEFAULT " : "", c->now->identity,
        v[SOURCE], v[TARGET], v[FUNCTION]);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [SOURCE] = { "source", REMEDY_REMAKE },
    [TARGET] = { "target", REMEDY_REMAKE },
    [FUNCTION] = { "function", REMEDY_REMAKE },
    [DEFAULT] = { "default", REMEDY_REMAKE },
};

const struct kind kind_conversion = {
    .name = "conversion",
    .query = conversion_sql,
    .rank = 48,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
};
