/*
 * collation: a collation. Nothing of it can be changed in place.
 */
#include "collation_sql.h"
#include "kinds.h"

enum { PROVIDER, LOCALE, LC_COLLATE, LC_CTYPE, DETERMINISTIC, RULES, N_ATTRIBUTES };

static const char *const names[N_ATTRIBUTES] = {
    [PROVIDER] = "provider",           [LOCALE] = "locale",
    [LC_COLLATE] = "lc_collate",       [LC_CTYPE] = "lc_ctype",
    [DETERMINISTIC] = "deterministic", [RULES] = "rules",
};

static void create(struct change *c)
{
    say(c, COST_FREE, "CREATE %s (%s)", c->now->identity,
        definition_list(c->arena, names, c->now->values, N_ATTRIBUTES));
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [PROVIDER] = { "provider", REMEDY_REMAKE },           [LOCALE] = { "locale", REMEDY_REMAKE },
    [LC_COLLATE] = { "lc_collate", REMEDY_REMAKE },       [LC_CTYPE] = { "lc_ctype", REMEDY_REMAKE },
    [DETERMINISTIC] = { "deterministic", REMEDY_REMAKE }, [RULES] = { "rules", REMEDY_REMAKE },
};

const struct kind kind_collation = {
    .name = "collation",
    .query = collation_sql,
    .rank = 15,
    .traits = KIND_DROPPED_LATE,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .make_way = make_way_by_identity,
};
