/*
 * publication: a publication. What it publishes hangs on it as objects of their own.
 */
#include "kinds.h"
#include "publication_sql.h"

enum { SCOPE, PUBLISH, VIA_ROOT, GENERATED_COLUMNS, N_ATTRIBUTES };

static const char *const names[N_ATTRIBUTES] = {
    [PUBLISH] = "publish", [VIA_ROOT] = "publish_via_partition_root"
};

static void create(struct change *c)
{
    const char *options = definition_list(c->arena, names, c->now->values, N_ATTRIBUTES);
    const char *scope = c->now->values[SCOPE];

    say(c, COST_FREE, "CREATE %s%s%s%s%s%s", c->now->identity, scope ? " " : "", scope ? scope : "",
        *options ? " WITH (" : "", options, *options ? ")" : "");
}

static void alter_publish(struct change *c)
{
    const char *publish = c->now->values[PUBLISH];

    say(c, COST_FREE, "ALTER %s SET (publish = %s)", c->now->identity,
        publish ? publish : "'insert, update, delete, truncate'");
}

static void alter_via_root(struct change *c)
{
    say(c, COST_FREE, "ALTER %s SET (publish_via_partition_root = %s)", c->now->identity,
        c->now->values[VIA_ROOT] ? "true" : "false");
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [SCOPE] = { "scope", REMEDY_REMAKE },
    [PUBLISH] = { "publish", REMEDY_ALTER, .alter = alter_publish },
    [VIA_ROOT] = { "via_root", REMEDY_ALTER, .alter = alter_via_root },
    [GENERATED_COLUMNS] = { "generated_columns", REMEDY_REFUSE },
};

const struct kind kind_publication = {
    .name = "publication",
    .query = publication_sql,
    .rank = 73,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
};
