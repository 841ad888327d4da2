/*
 * publication_table: a table in a publication. A column list or a filter holds its columns fast, so it
 * steps aside while they change.
 */
#include "kinds.h"
#include "publication_table_sql.h"

enum { COLUMNS, FILTER, N_ATTRIBUTES };

static const struct cost cost = { .lock = LOCK_SHARE_UPDATE_EXCLUSIVE };

static void create(struct change *c)
{
    const char *columns = c->now->values[COLUMNS], *filter = c->now->values[FILTER];

    say(c, cost, "ALTER %s ADD TABLE ONLY %s%s%s%s%s%s%s", c->now->parent->identity, c->now->name,
        columns ? " (" : "", columns ? columns : "", columns ? ")" : "", filter ? " WHERE (" : "",
        filter ? filter : "", filter ? ")" : "");
}

static void drop(struct change *c)
{
    say(c, cost, "ALTER %s DROP TABLE ONLY %s", c->was->parent->identity, c->was->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [COLUMNS] = { "columns", REMEDY_REMAKE },
    [FILTER] = { "filter", REMEDY_REMAKE, .expression = true },
};

const struct kind kind_publication_table = {
    .name = "publication table",
    .query = publication_table_sql,
    .rank = 74,
    .traits = KIND_DEPARSED | KIND_LOOKS_UP | KIND_SUSPENDED,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
};
