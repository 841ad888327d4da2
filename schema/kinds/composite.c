/*
 * composite: a composite type. New attributes come last; any other order means another type.
 */
#include "../model.h"
#include "composite_sql.h"
#include "kinds.h"

enum { LAYOUT, N_ATTRIBUTES };

static void create(struct change *c)
{
    struct text parts = text_new(c->arena);

    for (size_t i = 0; i < c->now->n_parts; i++)
        text_addf(&parts, "%s\n    %s", i ? "," : "",
                  c->now->parts[i]->kind->inline_text(c->arena, c->now->parts[i]));
    say(c, COST_FREE, "CREATE %s AS (%s%s)", c->now->identity, parts.at, c->now->n_parts ? "\n" : "");
}

static bool among(const char **names, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal(names[i], name))
            return true;
    return false;
}

/* Typed tables have their columns in the type's order. */
static bool has_tables(const struct object *o)
{
    for (size_t i = 0; i < o->n_used_by; i++)
        if (o->used_by[i]->kind == &kind_table_type)
            return true;
    return false;
}

/* ADD ATTRIBUTE appends, DROP ATTRIBUTE keeps the order of the others. */
static enum remedy decide_layout(const struct change *c)
{
    size_t n_was, n_now, at = 0;
    const char **was = list_split(c->arena, c->was->values[LAYOUT], &n_was);
    const char **now = list_split(c->arena, c->now->values[LAYOUT], &n_now);

    for (size_t i = 0; i < n_was; i++) {
        if (!among(now, n_now, was[i]))
            continue;
        if (!text_equal(now[at++], was[i]))
            return has_tables(c->was) ? REMEDY_REFUSE : REMEDY_REMAKE;
    }
    return REMEDY_ALTER;
}

static const char *type_of(const struct object *o, const char *attribute)
{
    for (size_t i = 0; i < o->n_children; i++)
        if (o->children[i]->kind == &kind_composite_attribute && text_equal(o->children[i]->name, attribute))
            return object_value(o->children[i], "type");
    return NULL;
}

const char *composite_moved(const struct change *c)
{
    const char *column = c->now->name;
    struct text row = text_new(c->arena);
    size_t n;
    const char **now = list_split(c->arena, c->to->values[LAYOUT], &n);

    for (size_t i = 0; i < n; i++) {
        text_separate(&row, 0, ", ");
        if (type_of(c->from, now[i]))
            text_addf(&row, "(%s).%s::text::%s", column, now[i], type_of(c->to, now[i]));
        else
            text_add(&row, "NULL");
    }
    return format(c->arena, "CASE WHEN %s IS DISTINCT FROM NULL THEN ROW(%s)::%s END", column, row.at,
                  object_value(c->now, "type"));
}

bool composite_loses(const struct change *c)
{
    size_t n;

    if (!c->from || c->from->kind != &kind_composite)
        return false;
    const char **was = list_split(c->arena, c->from->values[LAYOUT], &n);
    for (size_t i = 0; i < n; i++)
        if (!type_of(c->to, was[i]))
            return true;
    return false;
}

static const char *grant_target(struct arena *a, const struct object *o)
{
    return arena_text(a, o->identity);
}

static const struct attribute attributes[N_ATTRIBUTES] = {
    [LAYOUT] = { "layout", REMEDY_ALTER, decide_layout, NULL },
};

const struct kind kind_composite = {
    .name = "composite type",
    .query = composite_sql,
    .rank = 22,
    .traits = KIND_DROPPED_LATE,
    KIND_ATTRIBUTES(attributes),
    .create = create,
    .drop = drop_by_identity,
    .make_way = make_way_by_identity,
    .grant_type = 'T',
    .grant_target = grant_target,
};
