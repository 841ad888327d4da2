/*
 * diff_heirs: who goes on counting. A column whose numbers came from a sequence and shall come from an
 * identity, or the other way round, must not be given a number twice: the new counter takes over from the old
 * one, which makes way and is dropped afterwards.
 */
#include "diff_inner.h"

static const char *counted(const struct object *o)
{
    return o && o->kind->counts ? o->kind->counts(o) : NULL;
}

/* The counter among those added that is for the column. */
static struct item *heir_of(struct item *const *added, size_t n, const char *column)
{
    for (size_t i = 0; i < n; i++)
        if (!added[i]->moved && text_equal(counted(added[i]->now), column))
            return added[i];
    return NULL;
}

void diff_find_heirs(struct diff *d)
{
    struct item **added = arena_array(d->arena, d->n_items, sizeof(struct item *));
    size_t n = 0;

    for (size_t i = 0; i < d->n_items; i++)
        if (d->items[i].fate == FATE_ADD && counted(d->items[i].now))
            added[n++] = &d->items[i];
    for (size_t i = 0; n && i < d->n_items; i++) {
        struct item *item = &d->items[i];
        const char *column = item->fate == FATE_REMOVE && !item->born ? counted(item->was) : NULL;
        struct item *heir = column ? heir_of(added, n, column) : NULL;
        if (!heir || !item->was->kind->make_way)
            continue;
        item->beside = true;
        item->heir = heir;
        heir->moved = item;
    }
}
