/*
 * text_search_parser: a text search parser: five functions under a name.
 */
#include "kinds.h"
#include "text_search_parser_sql.h"

enum { START, TOKEN, FINISH, TYPES, HEADLINE, N_ATTRIBUTES };

static const char *const names[N_ATTRIBUTES] = {
    [START] = "START", [TOKEN] = "GETTOKEN", [FINISH] = "END", [TYPES] = "LEXTYPES", [HEADLINE] = "HEADLINE",
};

static void create(struct change *c)
{
    say(c, COST_FREE, "CREATE %s (%s)", c->now->identity,
        definition_list(c->arena, names, c->now->values, N_ATTRIBUTES));
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [START] = { "start", REMEDY_REMAKE },       [TOKEN] = { "token", REMEDY_REMAKE },
    [FINISH] = { "finish", REMEDY_REMAKE },     [TYPES] = { "types", REMEDY_REMAKE },
    [HEADLINE] = { "headline", REMEDY_REMAKE },
};

const struct kind kind_text_search_parser = {
    .name = "text search parser",
    .query = text_search_parser_sql,
    .rank = 47,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
};
