/*
 * diff: see diff.h.
 */
#include "diff_inner.h"

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

void diff_refuse(struct diff *d, const char *line)
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

bool diff_may_lose(const struct diff *d, const struct object *now)
{
    for (; d->expendable && now; now = now->parent)
        if (d->expendable[now->index])
            return true;
    return false;
}

/* The table is dropped and added with its rows, which its author gives up. False when that was not said. */
static bool gives_up_parent(struct diff *d, const struct item *item)
{
    const struct object *parent = item->now->parent;

    if (!parent || !d->of_now[parent->index] || !d->of_now[parent->index]->was || !diff_may_lose(d, parent))
        return false;
    d->of_now[parent->index]->fate = FATE_REMAKE;
    return true;
}

/* PostgreSQL changes no column that says which partition a row is in. */
static bool alters_key(struct diff *d, const struct item *item)
{
    struct change c = { .arena = d->arena, .was = item->was, .now = item->now };

    for (size_t i = 0; diff_is_key(item->was) && i < item->was->kind->n_attributes; i++)
        if (item->was->kind->attributes[i].suspends && attribute_differs(&c, i))
            return true;
    return false;
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
        if (!alters_key(d, item))
            return FATE_ALTER;
        if (gives_up_parent(d, item))
            return FATE_KEEP;
        diff_refuse(d, format(d->arena,
                              "%s: its %s cannot be changed, for it is in the partition key: "
                              "make another table and move the rows",
                              item->was->identity, column));
        return FATE_KEEP;
    case REMEDY_REMAKE:
        if (!kind_holds_data(item->was) || !kind_holds_data(item->now))
            return FATE_REMAKE;
        break;
    case REMEDY_REFUSE:
        break;
    }
    if (kind_holds_data(item->was) && diff_may_lose(d, item->now))
        return FATE_REMAKE;
    diff_refuse(d, format(d->arena, "%s: its %s cannot be changed in place without losing data",
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
                         const struct same *same, const bool *expendable)
{
    struct diff *d = arena_alloc(a, sizeof *d);

    d->arena = a;
    d->from = from;
    d->to = to;
    d->expendable = expendable;
    d->of_was = arena_array(a, from->n_objects, sizeof(struct item *));
    d->of_now = arena_array(a, to->n_objects, sizeof(struct item *));
    d->items = arena_array(a, from->n_objects + to->n_objects + count_births(d), sizeof *d->items);
    pair(d, same);
    diff_spread(d);
    diff_find_heirs(d);
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
    diff_spread_from(d, work, 1);
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
