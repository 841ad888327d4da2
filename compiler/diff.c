/*
 * diff: see diff.h.
 */
#include "diff.h"

#include "births.h"

bool item_drops(const struct item *i)
{
    return (i->fate == FATE_REMOVE || i->fate == FATE_REMAKE) && !i->born;
}

bool item_makes(const struct item *i)
{
    return i->fate == FATE_ADD || i->fate == FATE_REMAKE;
}

/* What the attributes of an object that is on both sides ask for. */
static enum remedy worst_remedy(struct diff *d, const struct item *item, const char **column)
{
    struct change c = { .arena = d->arena, .was = item->was, .now = item->now };
    enum remedy worst = REMEDY_NONE;

    for (size_t i = 0; i < item->was->kind->n_attributes; i++) {
        const struct attribute *at = &item->was->kind->attributes[i];
        if (!attribute_differs(&c, i))
            continue;
        enum remedy remedy = at->decide ? at->decide(&c) : at->remedy;
        if (remedy > worst) {
            worst = remedy;
            *column = at->column;
        }
    }
    return worst;
}

static void refuse(struct diff *d, const char *line)
{
    const char **list = arena_array(d->arena, d->n_refusals + 1, sizeof *list);

    for (size_t i = 0; i < d->n_refusals; i++) {
        list[i] = d->refusals[i];
        if (text_equal(list[i], line))
            return;
    }
    list[d->n_refusals++] = line;
    d->refusals = list;
}

static enum fate fate_of(struct diff *d, const struct item *item)
{
    const char *column = NULL;

    if (!item->was)
        return FATE_ADD;
    if (!item->now)
        return FATE_REMOVE;
    switch (worst_remedy(d, item, &column)) {
    case REMEDY_NONE:
        return FATE_KEEP;
    case REMEDY_ALTER:
        return FATE_ALTER;
    case REMEDY_REMAKE:
        if (!kind_holds_data(item->was) || !kind_holds_data(item->now))
            return FATE_REMAKE;
        break;
    case REMEDY_REFUSE:
        break;
    }
    refuse(d, format(d->arena,
                     "%s: its %s cannot be changed in place without losing data: write the step by hand",
                     item->was->identity, column));
    return FATE_KEEP;
}

static bool is_same(const struct same *same, const struct object *was, const struct object *now)
{
    for (size_t i = 0; same && was && i < same->n; i++)
        if (same->was[i] == was && same->now[i] == now)
            return true;
    return false;
}

static struct item *add_item(struct diff *d, const struct object *was, const struct object *now,
                             const struct same *same)
{
    struct item *item = &d->items[d->n_items++];

    item->was = was;
    item->now = now;
    item->make_node = item->drop_node = SIZE_MAX;
    if (was && was->address.object)
        d->of_was[was->index] = item;
    if (now)
        d->of_now[now->index] = item;
    item->fate = is_same(same, was, now) ? FATE_KEEP : fate_of(d, item);
    return item;
}

static void pair(struct diff *d, const struct same *same)
{
    for (size_t i = 0; i < d->to->n_objects; i++) {
        const struct object *now = d->to->objects[i];
        add_item(d, model_find(d->from, now->kind, now->identity), now, same);
    }
    for (size_t i = 0; i < d->from->n_objects; i++)
        if (!d->of_was[i])
            add_item(d, d->from->objects[i], NULL, same);
}

/* ------------------------------------------------------------ what hangs on what is remade */

static bool needs(const struct object *o, const struct object *need)
{
    for (size_t i = 0; o && need && i < o->n_needs; i++)
        if (o->needs[i] == need)
            return true;
    return false;
}

static bool suspends(const struct item *item)
{
    struct change c = { .was = item->was, .now = item->now };

    if (item->fate != FATE_ALTER)
        return false;
    for (size_t i = 0; i < item->was->kind->n_attributes; i++)
        if (item->was->kind->attributes[i].suspends && attribute_differs(&c, i))
            return true;
    return false;
}

static bool is_in_the_way(const struct object *o, const struct item *altered)
{
    const struct change change = { .was = altered->was, .now = altered->now };

    if (o->kind->traits & KIND_SUSPENDED)
        return !o->kind->in_the_way || o->kind->in_the_way(o, &change);
    return (o->kind->traits & KIND_DATA) && !kind_holds_data(o);
}

static const char *path_of(struct diff *d, const struct item *item)
{
    struct text t = text_new(d->arena);

    for (int hops = 0; item && hops < 20; item = item->cause, hops++)
        text_addf(&t, "%s%s", hops ? " <- " : "", item->was->identity);
    return t.at;
}

/* PostgreSQL makes it anew by itself, without what only ALTER can say. */
static void say_again(struct item *dependent)
{
    if (!dependent->was->kind->complete || (dependent->was->kind->traits & KIND_DATA))
        return;
    dependent->again = true;
    if (dependent->fate == FATE_KEEP)
        dependent->fate = FATE_ALTER;
}

/* Decides about `dependent`, which needs what `item` drops (or, when `only_suspended`, alters). */
static bool spread_to(struct diff *d, struct item *item, struct item *dependent, bool only_suspended)
{
    const struct object *was = dependent->was;

    if (item_drops(dependent) || !dependent->now)
        return false;
    if (only_suspended && !is_in_the_way(was, item)) {
        say_again(dependent);
        return false;
    }
    bool child = was->parent == item->was;
    if (!only_suspended && !child && dependent->fate == FATE_ALTER && !needs(dependent->now, item->now))
        return false; /* altering it lets go of what is dropped */
    if (kind_holds_data(was)) {
        dependent->cause = item;
        refuse(d, format(d->arena, "%s holds data and would have to be dropped: %s", was->identity,
                         path_of(d, dependent)));
        dependent->cause = NULL;
        return false;
    }
    dependent->fate = FATE_REMAKE;
    dependent->cause = item;
    return true;
}

/* Is it dropped when its origin is? */
static bool goes_with_origin(const struct diff *d, const struct item *copy)
{
    return !copy->was->apart && d->of_was[copy->was->link->index]->fate == FATE_KEEP;
}

/* From the `n` items in `work`, which has room for all, to what hangs on them. */
static void spread_from(struct diff *d, struct item **work, size_t n)
{
    for (size_t done = 0; done < n; done++) {
        struct item *item = work[done];
        bool only_suspended = !item_drops(item);
        for (size_t i = 0; i < item->was->n_used_by; i++) {
            struct item *dependent = d->of_was[item->was->used_by[i]->index];
            if (spread_to(d, item, dependent, only_suspended))
                work[n++] = dependent;
        }
        for (size_t i = 0; !only_suspended && i < item->was->n_copies; i++) {
            struct item *copy = d->of_was[item->was->copies[i]->index];
            if (goes_with_origin(d, copy) && spread_to(d, item, copy, false))
                work[n++] = copy;
        }
    }
}

static void spread(struct diff *d)
{
    struct item **work = arena_array(d->arena, d->n_items * 2 + 1, sizeof *work);
    size_t n = 0;

    for (size_t i = 0; i < d->n_items; i++)
        if (d->items[i].was && (item_drops(&d->items[i]) || suspends(&d->items[i])))
            work[n++] = &d->items[i];
    spread_from(d, work, n);
}

/* ------------------------------------------------------------ grants that come with creation */

static void take_birth(struct diff *d, const struct item *parent, const struct object *birth)
{
    struct object *copy = arena_alloc(d->arena, sizeof *copy);
    const struct object *now = model_find(d->to, birth->kind, birth->identity);

    *copy = *birth;
    copy->parent = NULL;
    struct item *item = now ? d->of_now[now->index] : NULL;
    if (!item) {
        item = &d->items[d->n_items++];
        *item = (struct item){ .was = copy,
                               .fate = FATE_REMOVE,
                               .born = true,
                               .cause = (struct item *)(uintptr_t)parent,
                               .make_node = SIZE_MAX,
                               .drop_node = SIZE_MAX };
        return;
    }
    item->was = copy;
    item->born = true;
    item->fate = fate_of(d, item);
}

static void take_births(struct diff *d)
{
    size_t n_items = d->n_items;

    for (size_t i = 0; i < n_items; i++) {
        struct item *item = &d->items[i];
        size_t n;
        if (!item_makes(item) || item->births_taken)
            continue;
        item->births_taken = true;
        struct object **births = births_of(d->arena, d->from, item->now, &n);
        for (size_t k = 0; k < n; k++)
            take_birth(d, item, births[k]);
    }
}

/* Room for the grants at birth that are not declared: one item each. */
static size_t count_births(const struct diff *d)
{
    size_t granted = 0;

    for (size_t i = 0; i < d->to->n_objects; i++)
        granted += d->to->objects[i]->kind->grant_type != 0;
    size_t most = 0;
    for (size_t i = 0; i < d->from->n_births; i++) {
        size_t same = 0;
        for (size_t k = 0; k < d->from->n_births; k++)
            same += d->from->births[i].type == d->from->births[k].type &&
                    text_equal(d->from->births[i].schema, d->from->births[k].schema);
        most = same > most ? same : most;
    }
    return granted * most;
}

/* ------------------------------------------------------------ */

static bool order_differs(const struct diff *d)
{
    for (size_t i = 0; i < d->n_items; i++) {
        const struct object *now = d->items[i].now, *was = d->items[i].was;
        long last = 0;
        if (!now || !was || d->items[i].fate == FATE_REMAKE)
            continue;
        for (size_t k = 0; k < now->n_children; k++) {
            const struct object *old =
                model_find(d->from, now->children[k]->kind, now->children[k]->identity);
            if (!old || !now->children[k]->kind->inline_text || old->ordinal == 0)
                continue;
            if (k && now->children[k - 1]->kind == now->children[k]->kind && old->ordinal < last)
                return true;
            last = old->ordinal;
        }
    }
    return false;
}

struct diff *diff_models(struct arena *a, const struct model *from, const struct model *to,
                         const struct same *same)
{
    struct diff *d = arena_alloc(a, sizeof *d);

    d->arena = a;
    d->from = from;
    d->to = to;
    d->of_was = arena_array(a, from->n_objects, sizeof(struct item *));
    d->of_now = arena_array(a, to->n_objects, sizeof(struct item *));
    d->items = arena_array(a, from->n_objects + to->n_objects + count_births(d), sizeof *d->items);
    pair(d, same);
    spread(d);
    take_births(d);
    d->column_order_differs = order_differs(d);
    return d;
}

bool diff_remake(struct diff *d, struct item *item)
{
    struct item **work = arena_array(d->arena, d->n_items * 2 + 1, sizeof *work);
    size_t refused = d->n_refusals;

    if (item->fate != FATE_ALTER || item->born || !item->was || kind_holds_data(item->was) ||
        !item->was->kind->drop || !item->now->kind->create)
        return false;
    item->fate = FATE_REMAKE;
    work[0] = item;
    spread_from(d, work, 1);
    take_births(d);
    return d->n_refusals == refused;
}

bool diff_empty(const struct diff *d)
{
    for (size_t i = 0; i < d->n_items; i++)
        if (d->items[i].fate != FATE_KEEP)
            return false;
    return d->n_refusals == 0;
}
