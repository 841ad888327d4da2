/*
 * diff_spread: what hangs on what is dropped, remade or altered. See diff_inner.h.
 */
#include "diff_inner.h"

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
    if (item->moved)
        return true;
    for (size_t i = 0; i < item->was->kind->n_attributes; i++)
        if (item->was->kind->attributes[i].suspends && attribute_differs(&c, i))
            return true;
    return false;
}

static bool is_in_the_way(const struct object *o, const struct item *altered)
{
    const struct change change = { .was = altered->was,
                                   .now = altered->now,
                                   .from = altered->moved ? altered->moved->was : NULL,
                                   .to = altered->moved ? altered->moved->now : NULL };

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

bool diff_is_key(const struct object *o)
{
    for (size_t i = 0; (o->kind->traits & KIND_DATA) && i < o->n_owners; i++)
        if (o->owners[i] == o->parent)
            return true;
    return false;
}

/* Rows stay: they are moved to the new `item`, which is made beside the old one. */
static bool move_over(struct diff *d, struct item *item, struct item *dependent)
{
    const struct change c = {
        .was = dependent->was, .now = dependent->now, .from = item->was, .to = item->now
    };

    if (dependent->moved) {
        /* Of two that make way for it, the one that holds the other moves it: a domain with its collation. */
        bool holds = needs(item->was, dependent->moved->was);
        if (holds || needs(dependent->moved->was, item->was))
            item->beside = true;
        if (holds)
            dependent->moved = dependent->cause = item;
        return false;
    }
    if (diff_may_lose(d, dependent->now) && dependent->was->kind->movable &&
        !dependent->was->kind->movable(&c)) {
        dependent->fate = FATE_REMAKE;
        dependent->cause = item;
        return true;
    }
    if (diff_is_key(dependent->was) ||
        (dependent->was->kind->movable && !dependent->was->kind->movable(&c))) {
        diff_refuse(d, format(d->arena, "%s cannot be moved to the new %s: %s", dependent->was->identity,
                              item->now->identity,
                              diff_is_key(dependent->was) ? "it is in the partition key"
                                                          : "there is no cast between the two"));
        return false;
    }
    item->beside = true;
    dependent->moved = dependent->cause = item;
    dependent->fate = FATE_ALTER;
    return true;
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
    if (kind_holds_data(was) && !only_suspended && item->was->kind->make_way && was->kind->move)
        return move_over(d, item, dependent);
    if (kind_holds_data(was) && !diff_may_lose(d, dependent->now)) {
        dependent->cause = item;
        diff_refuse(d, format(d->arena, "%s holds data and would have to be dropped: %s", was->identity,
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

/* The parent is remade instead of its part. True when that is news. */
static bool spread_up(struct diff *d, const struct item *part)
{
    struct item *parent = part->was->parent ? d->of_was[part->was->parent->index] : NULL;

    if (!(part->was->kind->traits & KIND_INTEGRAL) || part->fate != FATE_REMAKE || !parent || !parent->now ||
        item_drops(parent))
        return false;
    parent->fate = FATE_REMAKE;
    return true;
}

/* What is not managed stays as it is, and so must what it depends on. */
static void check_outsiders(struct diff *d, const struct item *item, bool only_suspended)
{
    for (size_t i = 0; i < d->from->n_outsiders; i++) {
        const struct outsider *o = &d->from->outsiders[i];
        if (o->need != item->was || (only_suspended && text_equal(o->type, "table constraint")))
            continue;
        diff_refuse(d,
                    format(d->arena, "%s %s is not managed and depends on %s, which would have to be %s: %s",
                           o->type, o->identity, item->was->identity, only_suspended ? "altered" : "dropped",
                           path_of(d, item)));
    }
}

/* What it cannot go from while that stays, such as the origin of a copy. NULL: nothing, or that goes too. */
static struct item *untie(const struct diff *d, struct item *item)
{
    const struct object *was = item->was;
    const struct object *from = was->tie ? was->tie : !was->copied ? was->origin : NULL;
    struct item *tie = from && item_drops(item) ? d->of_was[from->index] : NULL;

    if (!tie || tie->fate != FATE_KEEP || !tie->now || kind_holds_data(tie->was) ||
        (from == was->origin && d->of_was[was->link->index]->fate != FATE_KEEP))
        return NULL;
    tie->fate = FATE_REMAKE;
    tie->cause = item;
    return tie;
}

void diff_spread_from(struct diff *d, struct item **work, size_t n)
{
    for (size_t done = 0; done < n; done++) {
        struct item *item = work[done];
        bool only_suspended = !item_drops(item);
        check_outsiders(d, item, only_suspended);
        struct item *tie = untie(d, item);
        if (tie)
            work[n++] = tie;
        for (size_t i = 0; i < item->was->n_used_by; i++) {
            struct item *dependent = d->of_was[item->was->used_by[i]->index];
            if (!spread_to(d, item, dependent, only_suspended))
                continue;
            work[n++] = dependent;
            if (spread_up(d, dependent))
                work[n++] = d->of_was[dependent->was->parent->index];
        }
        for (size_t i = 0; !only_suspended && i < item->was->n_copies; i++) {
            struct item *copy = d->of_was[item->was->copies[i]->index];
            if (goes_with_origin(d, copy) && spread_to(d, item, copy, false))
                work[n++] = copy;
        }
    }
}

/* Parts that cannot be added to, or altered in, a parent that rows use as they do. */
static void remake_parents(struct diff *d)
{
    for (size_t i = 0; i < d->n_items; i++) {
        struct item *item = &d->items[i];
        const struct object *now = item->now;
        struct item *parent = now && now->parent ? d->of_now[now->parent->index] : NULL;
        if (!parent || !parent->was || !now->kind->needs_new_parent || item->fate == FATE_KEEP ||
            item_drops(parent) || item_makes(parent) || !now->kind->needs_new_parent(parent->was))
            continue;
        parent->fate = FATE_REMAKE;
    }
}

void diff_spread(struct diff *d)
{
    struct item **work = arena_array(d->arena, d->n_items * 2 + 1, sizeof *work);
    size_t n = 0;

    remake_parents(d);
    for (size_t i = 0; i < d->n_items; i++)
        if (d->items[i].was)
            spread_up(d, &d->items[i]);
    for (size_t i = 0; i < d->n_items; i++)
        if (d->items[i].was && (item_drops(&d->items[i]) || suspends(&d->items[i])))
            work[n++] = &d->items[i];
    diff_spread_from(d, work, n);
}
