/*
 * table: a table. Its CREATE carries the columns and constraints that the planner
 * made its parts.
 */
#include "kinds.h"
#include "table_sql.h"

enum {
    PERSISTENCE,
    ACCESS_METHOD,
    TABLESPACE,
    OPTIONS,
    TOAST_OPTIONS,
    AS_WRITTEN,
    PARTITION_KEY,
    N_ATTRIBUTES
};

static const struct cost rewrite = { .lock = LOCK_ACCESS_EXCLUSIVE, .hazards = HAZARD_REWRITE };
static const struct cost settings = { .lock = LOCK_SHARE_UPDATE_EXCLUSIVE };

/* A new table has them in the order in which they are declared. */
static const char *all_options(struct arena *a, const struct object *o)
{
    const char *heap = o->values[OPTIONS], *toast = o->values[TOAST_OPTIONS];

    if (o->values[AS_WRITTEN])
        return o->values[AS_WRITTEN];
    if (heap && toast)
        return format(a, "%s, %s", heap, toast);
    return heap ? heap : toast;
}

static void create(struct change *c)
{
    const struct object *o = c->now;
    const char *options = all_options(c->arena, o);
    const char *parents, *parts = table_parts(c->arena, o, &parents);

    say(c, *parents ? COST_BESIDE : COST_FREE, "CREATE %s%s (%s%s)%s%s%s%s%s%s%s",
        o->values[PERSISTENCE] ? "UNLOGGED " : "", o->identity, parts, *parts ? "\n" : "", parents,
        clause(c->arena, "PARTITION BY", o->values[PARTITION_KEY]),
        clause(c->arena, "USING", o->values[ACCESS_METHOD]), options ? " WITH (" : "", options ? options : "",
        options ? ")" : "", clause(c->arena, "TABLESPACE", o->values[TABLESPACE]));
}

static void drop(struct change *c)
{
    say(c, COST_LOSES_DATA, "DROP %s", c->was->identity);
}

static void alter_persistence(struct change *c)
{
    say(c, rewrite, "ALTER %s SET %s", c->now->identity, c->now->values[PERSISTENCE] ? "UNLOGGED" : "LOGGED");
}

static void alter_access_method(struct change *c)
{
    const char *method = c->now->values[ACCESS_METHOD];

    say(c, rewrite, "ALTER %s SET ACCESS METHOD %s", c->now->identity, method ? method : "heap");
}

static void alter_tablespace(struct change *c)
{
    const char *space = c->now->values[TABLESPACE];

    say(c, rewrite, "ALTER %s SET TABLESPACE %s", c->now->identity, space ? space : "pg_default");
}

static void alter_list(struct change *c, size_t attribute)
{
    const char *now = c->now->values[attribute];
    const char *removed = options_removed(c->arena, c->was->values[attribute], now);

    if (removed)
        say(c, settings, "ALTER %s RESET (%s)", c->now->identity, removed);
    if (now)
        say(c, settings, "ALTER %s SET (%s)", c->now->identity, now);
}

static void alter_options(struct change *c)
{
    alter_list(c, OPTIONS);
}

static void alter_toast_options(struct change *c)
{
    alter_list(c, TOAST_OPTIONS);
}

bool table_is_partitioned(const struct object *o)
{
    return o && o->kind == &kind_table && o->values[PARTITION_KEY];
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return arena_text(a, o->identity);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [PERSISTENCE] = { "persistence", REMEDY_ALTER, .alter = alter_persistence },
    [ACCESS_METHOD] = { "access_method", REMEDY_ALTER, .alter = alter_access_method },
    [TABLESPACE] = { "tablespace", REMEDY_ALTER, .alter = alter_tablespace },
    [OPTIONS] = { "options", REMEDY_ALTER, .alter = alter_options },
    [TOAST_OPTIONS] = { "toast_options", REMEDY_ALTER, .alter = alter_toast_options },
    [AS_WRITTEN] = { "as_written", REMEDY_NONE, .unstated = true },
    [PARTITION_KEY] = { "partition_key", REMEDY_REFUSE },
};

const struct kind kind_table = {
    .name = "table",
    .query = table_sql,
    .rank = 30,
    .traits = KIND_LOOKALIKE | KIND_DATA | KIND_DROPPED_LATE,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop,
    .grant_type = 'r',
    .grant_target = grant_target,
};
