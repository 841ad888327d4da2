/*
 * index: an index that no constraint owns. On a table that exists it is built and dropped
 * CONCURRENTLY, each in a segment of its own. That of a partitioned table is made on it ONLY; those of the
 * partitions are objects of their own and are attached.
 */
#include "index_sql.h"
#include "kinds.h"

enum { UNIQUENESS, DEFINITION, AS_WRITTEN, TABLESPACE, STATISTICS, VALIDITY, N_ATTRIBUTES };

static const struct cost online = { LOCK_SHARE_UPDATE_EXCLUSIVE, 0, .standalone = true, .late = true };

/* A new one has its options in the order in which they are declared. */
static const char *definition(const struct object *o)
{
    return o->values[AS_WRITTEN] ? o->values[AS_WRITTEN] : o->values[DEFINITION];
}

static void create(struct change *c)
{
    const struct object *o = c->now;
    bool partitioned = table_is_partitioned(o->parent),
         concurrently = c->existing && !c->plain && !partitioned;
    enum lock lock = c->existing ? LOCK_SHARE : LOCK_NONE;

    say(c, concurrently ? online : (struct cost){ .lock = lock }, "CREATE %sINDEX %s%s",
        o->values[UNIQUENESS] ? "UNIQUE " : "", concurrently ? "CONCURRENTLY " : "", definition(o));
}

static void drop(struct change *c)
{
    bool concurrently = c->existing && !c->plain && !c->now && !table_is_partitioned(c->was->parent);

    say(c, concurrently ? online : COST_BRIEF, "DROP INDEX %s%s", concurrently ? "CONCURRENTLY " : "",
        c->was->name);
}

/* No query is ever without it: the new one takes the name when the old one is gone. */
static void replace(struct change *c)
{
    const struct cost rename = { .lock = LOCK_SHARE_UPDATE_EXCLUSIVE, .late = true };
    const struct object *o = c->now;
    const char *local = local_name(o->name), *passing = passing_name(c->arena, "pgbale_new", o);

    if (table_is_partitioned(o->parent)) {
        drop(c);
        create(c);
        return;
    }
    say(c, online, "CREATE %sINDEX CONCURRENTLY %s%s", o->values[UNIQUENESS] ? "UNIQUE " : "", passing,
        definition(o) + strlen(local));
    say(c, online, "DROP INDEX CONCURRENTLY %s", o->name);
    say(c, rename, "ALTER INDEX %.*s%s RENAME TO %s", (int)(strlen(o->name) - strlen(local)), o->name,
        passing, local);
}

/* An index is where its table is: only its own name can be another. */
static void rename_index(struct change *c)
{
    say(c, (struct cost){ .lock = LOCK_SHARE_UPDATE_EXCLUSIVE }, "ALTER %s RENAME TO %s", c->was->identity,
        local_name(c->now->name));
}

static void say_statistics(struct change *c, const char *list)
{
    size_t n;
    const char **items = list_split(c->arena, list, &n);

    for (size_t i = 0; i < n; i++) {
        size_t column = strcspn(items[i], " ");
        say(c, (struct cost){ .lock = LOCK_SHARE_UPDATE_EXCLUSIVE },
            "ALTER INDEX %s ALTER COLUMN %.*s SET STATISTICS %s", c->now->name, (int)column, items[i],
            items[i] + column + 1);
    }
}

static void alter_tablespace(struct change *c)
{
    const struct cost cost = { .lock = LOCK_ACCESS_EXCLUSIVE, .hazards = HAZARD_REWRITE };
    const char *space = c->now->values[TABLESPACE];

    say(c, cost, "ALTER INDEX %s SET TABLESPACE %s", c->now->name, space ? space : "pg_default");
}

static const char *reset_statistics(struct arena *a, const char *list)
{
    size_t n;
    const char **items = list_split(a, list, &n);
    struct text t = text_new(a);

    for (size_t i = 0; i < n; i++)
        text_addf(&t, "%s%.*s -1", i ? ", " : "", (int)strcspn(items[i], " "), items[i]);
    return t.at;
}

static void alter_statistics(struct change *c)
{
    if (c->was->values[STATISTICS])
        say_statistics(c, reset_statistics(c->arena, c->was->values[STATISTICS]));
    say_statistics(c, c->now->values[STATISTICS]);
}

/* The definition does not name the tablespace, and has no room for it behind a WHERE. */
static void complete(struct change *c)
{
    if (c->now->values[TABLESPACE])
        alter_tablespace(c);
    say_statistics(c, c->now->values[STATISTICS]);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [UNIQUENESS] = { "uniqueness", REMEDY_REMAKE },
    [DEFINITION] = { "definition", REMEDY_REMAKE, .expression = true },
    [AS_WRITTEN] = { "as_written", REMEDY_NONE, .unstated = true },
    [TABLESPACE] = { "tablespace", REMEDY_ALTER, .alter = alter_tablespace },
    [STATISTICS] = { "statistics", REMEDY_ALTER, .alter = alter_statistics },
    [VALIDITY] = { "validity", REMEDY_REMAKE },
};

const struct kind kind_index = {
    .name = "index",
    .query = index_sql,
    .rank = 52,
    .traits = KIND_TWINS | KIND_DEPARSED | KIND_LOOKS_UP,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .rename = rename_index,
    .replace = replace,
    .complete = complete,
};
