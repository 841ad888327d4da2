/*
 * view: a view. CREATE OR REPLACE always carries all options, because it resets those it
 * does not name.
 */
#include "kinds.h"
#include "view_sql.h"

enum { COLUMNS, OPTIONS, AS_WRITTEN, DEFINITION, N_ATTRIBUTES };

static void say_view(struct change *c, const char *verb, struct cost cost)
{
    const struct object *o = c->now;
    const char *options = o->values[AS_WRITTEN] ? o->values[AS_WRITTEN] : o->values[OPTIONS];

    say(c, cost, "%s %s%s%s%s AS\n%s", verb, o->identity, options ? " WITH (" : "", options ? options : "",
        options ? ")" : "", o->values[DEFINITION]);
}

static void create(struct change *c)
{
    say_view(c, "CREATE", COST_FREE);
}

static void replace(struct change *c)
{
    say_view(c, "CREATE OR REPLACE", COST_BRIEF);
}

/* REPLACE may only append columns. */
static enum remedy decide_columns(const struct change *c)
{
    const char *was = c->was->values[COLUMNS], *now = c->now->values[COLUMNS];
    size_t size = was ? strlen(was) : 0;

    if (!now || strncmp(now, was ? was : "", size) != 0 || (now[size] && now[size] != ',' && size))
        return REMEDY_REMAKE;
    return REMEDY_ALTER;
}

static void alter_options(struct change *c)
{
    const char *now = c->now->values[OPTIONS];
    const char *removed = options_removed(c->arena, c->was->values[OPTIONS], now);

    if (attribute_differs(c, DEFINITION))
        return;
    if (removed)
        say(c, COST_BRIEF, "ALTER %s RESET (%s)", c->now->identity, removed);
    if (now)
        say(c, COST_BRIEF, "ALTER %s SET (%s)", c->now->identity, now);
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return format(a, "TABLE %s", o->name);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [COLUMNS] = { "columns", REMEDY_ALTER, decide_columns, NULL },
    [OPTIONS] = { "options", REMEDY_ALTER, .alter = alter_options },
    [AS_WRITTEN] = { "as_written", REMEDY_NONE, .unstated = true },
    [DEFINITION] = { "definition", REMEDY_ALTER, .alter = replace, .expression = true },
};

const struct kind kind_view = {
    .name = "view",
    .query = view_sql,
    .rank = 60,
    .traits = KIND_DEPARSED | KIND_LOOKS_UP | KIND_SUSPENDED,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .grant_type = 'r',
    .grant_target = grant_target,
};
