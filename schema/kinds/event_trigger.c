/*
 * event_trigger: an event trigger. Made after all else and dropped before, because the plan's own
 * statements fire it.
 */
#include "event_trigger_sql.h"
#include "kinds.h"

enum { EVENT, TAGS, FUNCTION, ENABLED, N_ATTRIBUTES };

static const struct cost late = { .late = true };

static void say_enabled(struct change *c)
{
    const char *state = c->now->values[ENABLED];

    say(c, late, "ALTER %s %s", c->now->identity, state ? state : "ENABLE");
}

static void create(struct change *c)
{
    const char *const *v = c->now->values;

    say(c, late, "CREATE %s ON %s%s%s%s EXECUTE FUNCTION %s()", c->now->identity, v[EVENT],
        v[TAGS] ? " WHEN TAG IN (" : "", v[TAGS] ? v[TAGS] : "", v[TAGS] ? ")" : "", v[FUNCTION]);
    if (v[ENABLED])
        say_enabled(c);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [EVENT] = { "event", REMEDY_REMAKE },
    [TAGS] = { "tags", REMEDY_REMAKE },
    [FUNCTION] = { "function", REMEDY_REMAKE },
    [ENABLED] = { "enabled", REMEDY_ALTER, .alter = say_enabled },
};

const struct kind kind_event_trigger = {
    .name = "event trigger",
    .query = event_trigger_sql,
    .rank = 400,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
};
