/*
 * enum: an enumerated type. Labels can be added in place; a label cannot be used before the
 * transaction that added it ends, so each addition stands alone. To remove labels or to put them in another
 * order a new type is made beside the old one, and the columns are moved over.
 */
#include "../model.h"
#include "enum_sql.h"
#include "kinds.h"

enum { LABELS, N_ATTRIBUTES };

static void create(struct change *c)
{
    say(c, COST_FREE, "CREATE %s AS ENUM (%s)", c->now->identity,
        c->now->values[LABELS] ? c->now->values[LABELS] : "");
}

static bool holds(const char **labels, size_t n, const char *label)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal(labels[i], label))
            return true;
    return false;
}

void enum_check_labels(struct change *c)
{
    const struct cost check = { .hazards = HAZARD_MAY_FAIL };
    struct text gone = text_new(c->arena);
    size_t n_was, n_now;

    if (!c->from || c->from->kind != &kind_enum)
        return;
    const char **was = list_split(c->arena, c->from->values[LABELS], &n_was);
    const char **now = list_split(c->arena, c->to->values[LABELS], &n_now);
    for (size_t i = 0; i < n_was; i++)
        if (!holds(now, n_now, was[i]))
            text_addf(&gone, "%s%s", gone.size ? ", " : "", was[i]);
    if (!gone.size)
        return;
    bool array = text_ends(object_value(c->was, "type"), "[]");
    say(c, check, "-- pgbale: expect-rows 0\nSELECT FROM %s WHERE %s::text%s LIMIT 1", c->now->parent->name,
        c->now->name,
        array ? format(c->arena, "[] && ARRAY[%s]", gone.at) : format(c->arena, " IN (%s)", gone.at));
}

/* In place when the old labels are all still there, in their old order. */
static enum remedy decide_labels(const struct change *c)
{
    size_t n_was, n_now, kept = 0;
    const char **was = list_split(c->arena, c->was->values[LABELS], &n_was);
    const char **now = list_split(c->arena, c->now->values[LABELS], &n_now);

    for (size_t i = 0; i < n_now && kept < n_was; i++)
        if (text_equal(now[i], was[kept]))
            kept++;
    return kept == n_was ? REMEDY_ALTER : REMEDY_REMAKE;
}

static void alter_labels(struct change *c)
{
    const struct cost alone = { .lock = LOCK_NONE, .standalone = true };
    size_t n_was, n_now;
    const char **was = list_split(c->arena, c->was->values[LABELS], &n_was);
    const char **now = list_split(c->arena, c->now->values[LABELS], &n_now);

    for (size_t i = 0; i < n_now; i++) {
        if (holds(was, n_was, now[i]))
            continue;
        if (i > 0)
            say(c, alone, "ALTER %s ADD VALUE %s AFTER %s", c->now->identity, now[i], now[i - 1]);
        else if (n_was > 0)
            say(c, alone, "ALTER %s ADD VALUE %s BEFORE %s", c->now->identity, now[i], was[0]);
        else
            say(c, alone, "ALTER %s ADD VALUE %s", c->now->identity, now[i]);
    }
}

static bool rename_label(struct change *c, const char *old, const char *label)
{
    size_t n;
    const char **was = list_split(c->arena, c->was->values[LABELS], &n);

    if (holds(was, n, label))
        return true;
    if (!holds(was, n, old))
        return false;
    say(c, COST_FREE, "ALTER %s RENAME VALUE %s TO %s", c->was->identity, old, label);
    return true;
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return arena_text(a, o->identity);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [LABELS] = { "labels", REMEDY_ALTER, decide_labels, alter_labels, .adds = true },
};

const struct kind kind_enum = {
    .name = "enum",
    .query = enum_sql,
    .rank = 20,
    .traits = KIND_DROPPED_LATE,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .make_way = make_way_by_identity,
    .rename_label = rename_label,
    .grant_type = 'T',
    .grant_target = grant_target,
};
