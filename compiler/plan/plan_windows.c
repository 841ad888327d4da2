/*
 * plan_windows: see plan_close_windows in plan_inner.h.
 *
 * Between two transactions a table may be open wider than before and after when something that gives access
 * has been committed while something that takes it away is still to come. Giving is a new grant or policy, or
 * the end of a restriction; taking is the reverse; what is altered may be both, but is so in one statement.
 */
#include "fold.h"
#include "plan_inner.h"

/* Where access to one relation is first given, and where it is last taken away. */
struct window {
    size_t given, taken;      /* places in the order; SIZE_MAX: nowhere */
    const struct item *taker; /* what takes it away there */
};

struct looking {
    struct planning *plan;
    const size_t *place;    /* by node */
    struct window *windows; /* by item of the relation */
};

/* What lives in no other object but a container: the table of a policy, the view of a grant on its column. */
static const struct item *relation_of(const struct diff *d, const struct item *item)
{
    const struct object *o = item->now ? item->now : item->was;

    while (o->parent && !(o->parent->kind->traits & KIND_CONTAINER))
        o = o->parent;
    if (o->index >= (item->now ? d->to->n_objects : d->from->n_objects) || !o->address.object)
        return NULL;
    return item->now ? d->of_now[o->index] : d->of_was[o->index];
}

static void give(struct window *w, size_t place)
{
    if (w->given == SIZE_MAX || place < w->given)
        w->given = place;
}

static void take(struct window *w, size_t place, const struct item *taker)
{
    if (w->taken == SIZE_MAX || place > w->taken) {
        w->taken = place;
        w->taker = taker;
    }
}

/* The object is there from this place on, or to this place. */
static void note(struct window *w, const struct object *o, bool made, size_t place, const struct item *item)
{
    bool restricts = o->kind->restricts && o->kind->restricts(o);

    if (restricts != made)
        give(w, place);
    else
        take(w, place, item);
}

static void look(struct looking *l, const struct item *item)
{
    const struct planning *p = l->plan;
    const struct item *relation = item->born && !item->now ? item->cause : relation_of(p->diff, item);

    if (!relation || relation == item)
        return;
    struct window *w = &l->windows[relation - p->diff->items];
    if (item_makes(relation) && relation->make_node != SIZE_MAX)
        give(w, l->place[relation->make_node]);
    if (item->make_node != SIZE_MAX) {
        size_t place = l->place[p->actions[item->make_node].last];
        if (item_makes(item))
            note(w, item->now, true, place, item);
        else if (item->fate == FATE_REMOVE)
            note(w, item->was, false, place, item);
        else
            take(w, place, item);
        if (item->fate == FATE_ALTER)
            give(w, place);
    }
    if (item->drop_node != SIZE_MAX)
        note(w, item->was, false, l->place[item->drop_node], item);
}

bool plan_close_windows(struct planning *p, const size_t *order, const struct item **open)
{
    size_t *place = arena_array(p->arena, p->n, sizeof *place), n = p->diff->n_items;
    struct looking l = { p, place, arena_array(p->arena, n, sizeof(struct window)) };
    bool marked = false;

    *open = NULL;
    for (size_t i = 0; i < p->n; i++)
        place[order[i]] = i;
    for (size_t i = 0; i < n; i++)
        l.windows[i] = (struct window){ SIZE_MAX, SIZE_MAX, NULL };
    for (size_t i = 0; i < n; i++) {
        const struct item *item = &p->diff->items[i];
        if ((item->now ? item->now : item->was)->kind->traits & KIND_ACCESS)
            look(&l, item);
    }
    for (size_t i = 0; i < n; i++) {
        const struct window *w = &l.windows[i];
        if (w->given == SIZE_MAX || w->taken == SIZE_MAX || w->given >= w->taken ||
            !plan_parted(p, order, w->given, w->taken))
            continue;
        if (w->taker->now && plan_mark_between(p, w->taker, order, w->given, w->taken))
            marked = true;
        else if (!*open)
            *open = w->taker;
    }
    return marked;
}
