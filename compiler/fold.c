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
            (!(parent->was->kind->traits & KIND_CONTAINER) || (item->was->kind->traits & KIND_SATELLITE)))
            item->drop_host = parent;
        for (size_t k = 0; !item->drop_host && item->fate == FATE_REMOVE && k < item->was->n_owners; k++) {
            struct item *owner = d->of_was[item->was->owners[k]->index];
            if (item_drops(owner) && owner != item)
                item->drop_host = owner;
        }
    }
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
            if (d->of_now[o->children[k]->index]->make_host == d->of_now[i])
                o->parts[o->n_parts++] = o->children[k];
    }
}
