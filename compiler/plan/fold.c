/*
 * fold: see fold.h.
 */
#include "fold.h"

struct item *fold_parent(const struct diff *d, const struct object *o, bool now)
{
    if (!o || !o->parent)
        return NULL;
    return now ? d->of_now[o->parent->index] : d->of_was[o->parent->index];
}

static bool keeps(const struct diff *d, const struct object *link, bool now)
{
    return (now ? d->of_now[link->index] : d->of_was[link->index])->fate == FATE_KEEP;
}

bool fold_linked(const struct diff *d, const struct item *item)
{
    const struct object *was = item->was, *now = item->now;

    return (!was || (was->origin && keeps(d, was->link, false))) &&
           (!now || (now->origin && keeps(d, now->link, true)));
}

bool fold_goes_with_origin(const struct diff *d, const struct item *item)
{
    return item_drops(item) && item->drop_host && item->was->origin &&
           item->drop_host == d->of_was[item->was->origin->index];
}

/* Copies that come with their origin: its statement reaches them, or the link is part of their table's
 * CREATE. */
static void fold_copy(struct diff *d, struct item *item)
{
    const struct object *now = item->now;
    struct item *parent = fold_parent(d, now, true);

    if (!item_makes(item))
        return;
    if (parent && parent->implied) {
        /* What hangs on a copy is made with it, or by its own statement. */
        item->implied = now->origin && now->copied;
        if (item->make_host == parent && !item->implied)
            item->make_host = NULL;
        return;
    }
    if (!now->origin || !now->copied || now->apart)
        return;
    struct item *origin = d->of_now[now->origin->index], *link = d->of_now[now->link->index];
    if (keeps(d, now->link, true) && item_makes(origin))
        item->make_host = origin;
    else if (item_makes(link) && link->make_host)
        item->make_host = link->make_host;
    else
        return;
    item->implied = true;
}

/* What an object frees others may wait for, so its own DROP comes even when its parent goes later. */
static bool frees(const struct diff *d, const struct item *item)
{
    if (!(item->was->kind->traits & KIND_FREES))
        return false;
    for (size_t i = 0; i < item->was->n_needs; i++)
        if (!item_drops(d->of_was[item->was->needs[i]->index]))
            return true;
    return false;
}

void fold_items(struct diff *d)
{
    for (size_t i = 0; i < d->n_items; i++) {
        struct item *item = &d->items[i];
        struct item *parent = fold_parent(d, item->now, true);
        if (item_makes(item) && parent && item_makes(parent) && item->now->kind->inlines &&
            item->now->kind->inlines(item->now))
            item->make_host = parent;
        if (!item_drops(item))
            continue;
        parent = fold_parent(d, item->was, false);
        if (parent && item_drops(parent) &&
            (!(parent->was->kind->traits & KIND_CONTAINER) || (item->was->kind->traits & KIND_SATELLITE)) &&
            !frees(d, item))
            item->drop_host = parent;
        if (!item->drop_host && item->was->origin && !item->was->apart && keeps(d, item->was->link, false)) {
            struct item *origin = d->of_was[item->was->origin->index];
            if (item_drops(origin))
                item->drop_host = origin;
        }
        for (size_t k = 0; !item->drop_host && item->fate == FATE_REMOVE && k < item->was->n_owners; k++) {
            struct item *owner = d->of_was[item->was->owners[k]->index];
            if (item_drops(owner) && owner != item)
                item->drop_host = owner;
        }
    }
    for (size_t i = 0; i < d->n_items; i++)
        fold_copy(d, &d->items[i]);
}

struct item *fold_make_top(struct item *item)
{
    while (item->make_host)
        item = item->make_host;
    return item;
}

struct item *fold_drop_top(struct item *item)
{
    for (int hops = 0; item->drop_host && hops < 100; hops++)
        item = item->drop_host;
    return item;
}

void fold_set_parts(struct diff *d)
{
    for (size_t i = 0; i < d->to->n_objects; i++) {
        struct object *o = d->to->objects[i];
        o->n_parts = 0;
        o->parts = arena_array(d->arena, o->n_children, sizeof(struct object *));
        for (size_t k = 0; k < o->n_children; k++)
            if (d->of_now[o->children[k]->index]->make_host == d->of_now[i] &&
                !d->of_now[o->children[k]->index]->implied)
                o->parts[o->n_parts++] = o->children[k];
    }
}
