/*
 * text_search_dictionary: a text search dictionary. An option that ALTER names without a value is removed.
 */
#include "kinds.h"
#include "text_search_dictionary_sql.h"

enum { TEMPLATE, OPTIONS, N_ATTRIBUTES };

static void create(struct change *c)
{
    const char *options = c->now->values[OPTIONS];

    say(c, COST_FREE, "CREATE %s (TEMPLATE = %s%s%s)", c->now->identity, c->now->values[TEMPLATE],
        options ? ", " : "", options ? options : "");
}

static void alter_options(struct change *c)
{
    const char *now = c->now->values[OPTIONS];
    const char *removed = options_removed(c->arena, c->was->values[OPTIONS], now);

    say(c, COST_FREE, "ALTER %s (%s%s%s)", c->now->identity, removed ? removed : "",
        removed && now ? ", " : "", now ? now : "");
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [TEMPLATE] = { "template", REMEDY_REMAKE },
    [OPTIONS] = { "options", REMEDY_ALTER, .alter = alter_options },
};

const struct kind kind_text_search_dictionary = {
    .name = "text search dictionary",
    .query = text_search_dictionary_sql,
    .rank = 48,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
};
