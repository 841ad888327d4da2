/*
 * text_search_template: a text search template: the functions of a kind of dictionary.
 */
#include "kinds.h"
#include "text_search_template_sql.h"

enum { INIT, LEXIZE, N_ATTRIBUTES };

static const char *const names[N_ATTRIBUTES] = { [INIT] = "INIT", [LEXIZE] = "LEXIZE" };

static void create(struct change *c)
{
    say(c, COST_FREE, "CREATE %s (%s)", c->now->identity,
        definition_list(c->arena, names, c->now->values, N_ATTRIBUTES));
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [INIT] = { "init", REMEDY_REMAKE },
    [LEXIZE] = { "lexize", REMEDY_REMAKE },
};

const struct kind kind_text_search_template = {
    .name = "text search template",
    .query = text_search_template_sql,
    .rank = 47,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
};
