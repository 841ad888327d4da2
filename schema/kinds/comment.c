/*
 * comment: COMMENT ON any managed object.
 */
#include "comment_sql.h"
#include "kinds.h"

enum { TEXT, OTHERWISE, N_ATTRIBUTES };

/* PostgreSQL locks the relation or the relation of the column, and nothing for what only belongs to one. */
static struct cost cost_of(const struct object *comment)
{
    /* An index may be that of a constraint. */
    bool relation = text_starts(comment->identity, "COMMENT ON INDEX ") ||
                    (comment->parent && comment->parent->address.class == CLASS_OF_RELATIONS);

    return (struct cost){ .lock = relation ? LOCK_SHARE_UPDATE_EXCLUSIVE : LOCK_NONE };
}

static void set(struct change *c)
{
    say(c, cost_of(c->now), "%s IS %s", c->now->identity, c->now->values[TEXT]);
}

static void drop(struct change *c)
{
    const char *otherwise = c->was->values[OTHERWISE];

    say(c, cost_of(c->was), "%s IS %s", c->was->identity, otherwise ? otherwise : "NULL");
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
