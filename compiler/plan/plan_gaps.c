/*
 * plan_gaps: see plan_close_gaps in plan_inner.h.
 */
#include "fold.h"
#include "plan_inner.h"

static bool stands_alone(const struct action *action)
{
    for (size_t i = 0; i < action->statements.n; i++)
        if (action->statements.at[i].cost.standalone)
            return true;
    return false;
}

static size_t number_of(const struct diff *d, const struct item *item)
{
    return (size_t)(item - d->items);
}

static bool mark(const struct planning *p, struct item *one, const struct item *item, const bool *between)
{
    if (one == item || one->plain || !between[number_of(p->diff, one)])
        return false;
    one->plain = true;
    return true;
}

/* What goes before `need` can be made anew, or what goes with it; `seen` has those that were looked at. */
static bool mark_dropped(struct planning *p, struct item *need, const struct item *item, const bool *between,
                         bool *seen)
{
    bool marked = false;

    if (!item_drops(need) || seen[number_of(p->diff, need)])
        return false;
    seen[number_of(p->diff, need)] = true;
    for (size_t i = 0; i < need->was->n_used_by; i++) {
        struct item *user = p->diff->of_was[need->was->used_by[i]->index];
        struct item *top = item_drops(user) ? fold_drop_top(user) : NULL;
        if (!top)
            continue;
        marked = (top->fate == FATE_REMOVE && mark(p, top, item, between)) || marked;
        if (top == fold_drop_top(need))
            marked = mark_dropped(p, user, item, between, seen) || marked;
    }
    return marked;
}

/* Marks what `item` needs, near or far, and what has a statement that stands alone between the two places. */
static bool mark_needed(struct planning *p, const struct item *item, const bool *between)
{
    const struct diff *d = p->diff;
    bool *seen = arena_array(p->arena, d->to->n_objects, sizeof *seen);
    bool *dropped = arena_array(p->arena, d->n_items, sizeof *dropped);
    const struct object **work = arena_array(p->arena, d->to->n_objects + 1, sizeof *work);
    size_t n = 0;
    bool marked = false;

    work[n++] = item->now;
    seen[item->now->index] = true;
    for (size_t done = 0; done < n; done++) {
        struct item *one = d->of_now[work[done]->index];
        marked = mark(p, one, item, between) || marked;
        marked = mark_dropped(p, one, item, between, dropped) || marked;
        for (size_t i = 0; i < work[done]->n_needs; i++) {
            const struct object *need = work[done]->needs[i];
            if (!seen[need->index])
                work[n++] = need;
            seen[need->index] = true;
        }
    }
    return marked;
}

/* Items that have a statement that stands alone between two places of the order; NULL: none. */
static bool *find_between(struct planning *p, const size_t *order, size_t from, size_t to)
{
    bool *between = arena_array(p->arena, p->diff->n_items, sizeof *between), any = false;

    for (size_t at = from + 1; at < to; at++) {
        const struct action *action = &p->actions[order[at]];
        if (stands_alone(action))
            between[number_of(p->diff, action->item)] = any = true;
    }
    return any ? between : NULL;
}

bool plan_parted(struct planning *p, const size_t *order, size_t from, size_t to)
{
    return find_between(p, order, from, to) != NULL;
}

bool plan_mark_between(struct planning *p, const struct item *item, const size_t *order, size_t from,
                       size_t to)
{
    const bool *between = find_between(p, order, from, to);

    return between && mark_needed(p, item, between);
}

bool plan_close_gaps(struct planning *p, const size_t *order)
{
    size_t *place = arena_array(p->arena, p->n, sizeof *place);
    bool marked = false;

    for (size_t i = 0; i < p->n; i++)
        place[order[i]] = i;
    for (size_t i = 0; i < p->diff->n_items; i++) {
        struct item *item = &p->diff->items[i];
        if (item->fate != FATE_REMAKE || item->born)
            continue;
        size_t drop = fold_drop_top(item)->drop_node, make = fold_make_top(item)->make_node;
        if (drop == SIZE_MAX || make == SIZE_MAX || stands_alone(&p->actions[make]))
            continue;
        marked = plan_mark_between(p, item, order, place[p->actions[drop].last], place[make]) || marked;
    }
    return marked;
}
