/*
 * materialized_view: a materialized view. Its rows come from its query, so it may be remade; that
 * computes them again.
 */
#include "kinds.h"
#include "materialized_view_sql.h"

enum { ACCESS_METHOD, TABLESPACE, OPTIONS, AS_WRITTEN, SETTINGS, DEFINITION, CONTENTS, N_ATTRIBUTES };

static const struct cost computed = { .lock = LOCK_NONE, .hazards = HAZARD_SCAN };
static const struct cost rewrite = { .lock = LOCK_ACCESS_EXCLUSIVE, .hazards = HAZARD_REWRITE };
static const struct cost brief = { .lock = LOCK_SHARE_UPDATE_EXCLUSIVE };

static void create(struct change *c)
{
    const char *const *v = c->now->values;
    const char *options = v[AS_WRITTEN] ? v[AS_WRITTEN] : v[OPTIONS];

    /* What was there before had rows to read, more likely than not. */
    const char *contents = c->remade ? NULL : v[CONTENTS];

    say(c, contents ? COST_FREE : computed, "CREATE %s%s%s%s%s%s AS\n%s%s%s", c->now->identity,
        clause(c->arena, "USING", v[ACCESS_METHOD]), options ? " WITH (" : "", options ? options : "",
        options ? ")" : "", clause(c->arena, "TABLESPACE", v[TABLESPACE]), v[DEFINITION],
        contents ? "\n" : "", contents ? contents : "");
}

static void say_settings(struct change *c)
{
    const char *settings = c->now->values[SETTINGS];
    bool stored = settings && (strstr(settings, " SET STORAGE ") || strstr(settings, " SET COMPRESSION "));

    if (settings)
        say(c, stored ? COST_BRIEF : brief, "ALTER %s %s", c->now->identity, settings);
}

/* Settings are only ever added in place; what a column would have without them is not written down. */
static enum remedy decide_settings(const struct change *c)
{
    return c->was->values[SETTINGS] ? REMEDY_REMAKE : REMEDY_ALTER;
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

static void alter_options(struct change *c)
{
    const char *now = c->now->values[OPTIONS];
    const char *removed = options_removed(c->arena, c->was->values[OPTIONS], now);

    if (removed)
        say(c, brief, "ALTER %s RESET (%s)", c->now->identity, removed);
    if (now)
        say(c, brief, "ALTER %s SET (%s)", c->now->identity, now);
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return format(a, "TABLE %s", o->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [ACCESS_METHOD] = { "access_method", REMEDY_ALTER, .alter = alter_access_method },
    [TABLESPACE] = { "tablespace", REMEDY_ALTER, .alter = alter_tablespace },
    [OPTIONS] = { "options", REMEDY_ALTER, .alter = alter_options },
    [AS_WRITTEN] = { "as_written", REMEDY_NONE, .unstated = true },
    [SETTINGS] = { "settings", REMEDY_ALTER, decide_settings, say_settings },
    [DEFINITION] = { "definition", REMEDY_REMAKE, .expression = true },
    [CONTENTS] = { "contents", REMEDY_NONE, .unstated = true },
};

const struct kind kind_materialized_view = {
    .name = "materialized view",
    .query = materialized_view_sql,
    .rank = 62,
    .traits = KIND_DEPARSED | KIND_LOOKS_UP | KIND_SUSPENDED,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .complete = say_settings,
    .grant_type = 'r',
    .grant_target = grant_target,
};
