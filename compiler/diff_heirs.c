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

/* The counter that is added for the column, when the column itself stays. */
static struct item *heir_of(struct diff *d, const char *column)
{
    for (size_t i = 0; i < d->n_items; i++) {
        struct item *item = &d->items[i];
        if (item->fate == FATE_ADD && !item->moved && text_equal(counted(item->now), column))
            return item;
    }
    return NULL;
}

void diff_find_heirs(struct diff *d)
{
    for (size_t i = 0; i < d->n_items; i++) {
        struct item *item = &d->items[i];
        const char *column = item->fate == FATE_REMOVE && !item->born ? counted(item->was) : NULL;
        struct item *heir = column ? heir_of(d, column) : NULL;
        if (!heir || !item->was->kind->make_way)
            continue;
        item->beside = true;
        item->heir = heir;
        heir->moved = item;
    }
}
