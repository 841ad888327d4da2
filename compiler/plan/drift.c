/*
 * drift: see drift.h.
 */
#include "drift.h"

#include "json.h"

#define DRIFT_FORMAT "pgbale-drift/1"

enum { SHORT = 100 }; /* longest value that is shown in a line */

static const char *const states[] = {
    [DRIFT_MISSING] = "missing",
    [DRIFT_EXTRA] = "extra",
    [DRIFT_CHANGED] = "changed",
};

static bool differs(const struct object *was, const struct object *now)
{
    const struct change c = { .was = was, .now = now };

    for (size_t i = 0; i < now->kind->n_attributes; i++)
        if (attribute_differs(&c, i))
            return true;
    return false;
}

/* Is it part of something that is on its side alone? */
static bool is_inside(const struct diff *d, const struct object *o, bool now)
{
    const struct item *parent = !o->parent ? NULL
                                : now      ? d->of_now[o->parent->index]
                                           : d->of_was[o->parent->index];
    const struct object *origin = o->copied ? o->origin : NULL;

    if (parent && !(now ? parent->was : parent->now))
        return true;
    if (!origin)
        return false;
    const struct item *above = now ? d->of_now[origin->index] : d->of_was[origin->index];
    return !(now ? above->was : above->now);
}

struct drift drift_of(struct arena *a, const struct diff *d)
{
    struct difference *list = arena_array(a, d->n_items, sizeof *list);
    size_t n = 0;

    for (size_t i = 0; i < d->n_items; i++) {
        const struct item *item = &d->items[i];
        struct difference one = { DRIFT_CHANGED, item->was, item->now };
        if (item->born || item->fate == FATE_KEEP)
            continue;
        if (!item->was)
            one.state = DRIFT_MISSING;
        else if (!item->now)
            one.state = DRIFT_EXTRA;
        else if (!differs(item->was, item->now))
            continue; /* remade for another's sake */
        if (one.state != DRIFT_CHANGED &&
            is_inside(d, item->was ? item->was : item->now, one.state == DRIFT_MISSING))
            continue;
        list[n++] = one;
    }
    return (struct drift){ list, n };
}

static const char *shown(struct arena *a, const char *s)
{
    return text_shown(a, s, strlen(s), false);
}

static bool is_short(const char *value)
{
    return !value || (strlen(value) <= SHORT && !strchr(value, '\n'));
}

static void add_value(struct text *t, const char *column, const char *database, const char *declared)
{
    text_addf(t, "\n         %s", column);
    if (is_short(database) && is_short(declared))
        text_addf(t, ": %s, declared: %s", database ? shown(t->arena, database) : "-",
                  declared ? shown(t->arena, declared) : "-");
}

const char *drift_text(struct arena *a, const struct drift *d)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < d->n; i++) {
        const struct difference *one = &d->at[i];
        const struct change c = { .was = one->database, .now = one->declared };
        const struct object *o = one->declared ? one->declared : one->database;
        text_addf(&t, "%-8s %s", states[one->state], shown(a, o->identity));
        for (size_t k = 0; one->state == DRIFT_CHANGED && k < o->kind->n_attributes; k++)
            if (attribute_differs(&c, k))
                add_value(&t, o->kind->attributes[k].column, c.was->values[k], c.now->values[k]);
        text_add(&t, "\n");
    }
    return t.at;
}

static json_t *attributes_json(const struct difference *one)
{
    const struct change c = { .was = one->database, .now = one->declared };
    json_t *list = json_new_array();

    for (size_t k = 0; one->state == DRIFT_CHANGED && k < c.now->kind->n_attributes; k++) {
        if (!attribute_differs(&c, k))
            continue;
        json_t *o = json_new_object();
        json_put_text(o, "attribute", c.now->kind->attributes[k].column);
        if (c.was->values[k])
            json_put_text(o, "database", c.was->values[k]);
        if (c.now->values[k])
            json_put_text(o, "declared", c.now->values[k]);
        json_push(list, o);
    }
    return list;
}

const char *drift_json(struct arena *a, const struct drift *d)
{
    json_t *root = json_new_object(), *list = json_new_array();

    for (size_t i = 0; i < d->n; i++) {
        const struct object *o = d->at[i].declared ? d->at[i].declared : d->at[i].database;
        json_t *one = json_new_object();
        json_put_text(one, "object", o->identity);
        json_put_text(one, "kind", o->kind->name);
        json_put_text(one, "state", states[d->at[i].state]);
        json_put(one, "attributes", attributes_json(&d->at[i]));
        json_push(list, one);
    }
    json_put_text(root, "format", DRIFT_FORMAT);
    json_put(root, "differences", list);
    struct bytes text = json_canonical(a, root);
    json_decref(root);
    return (const char *)text.at;
}
