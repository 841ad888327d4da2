/*
 * comment: COMMENT ON any managed object.
 */
#include "comment_sql.h"
#include "kinds.h"

enum { TEXT, OTHERWISE, N_ATTRIBUTES };

static const struct cost cost = { .lock = LOCK_SHARE_UPDATE_EXCLUSIVE };

static void set(struct change *c)
{
    say(c, cost, "%s IS %s", c->now->identity, c->now->values[TEXT]);
}

static void drop(struct change *c)
{
    const char *otherwise = c->was->values[OTHERWISE];

    say(c, cost, "%s IS %s", c->was->identity, otherwise ? otherwise : "NULL");
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [TEXT] = { "text", REMEDY_ALTER, .alter = set },
    [OTHERWISE] = { "otherwise", REMEDY_NONE },
};

const struct kind kind_comment = {
    .name = "comment",
    .query = comment_sql,
    .rank = 95,
    .traits = KIND_SATELLITE,
    KIND_ATTRIBUTES(attributes),
    .create = set,
    .drop = drop,
};
