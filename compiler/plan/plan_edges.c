/*
 * plan_edges: what must come before what, from the dependencies of both models.
 */
#include "plan_inner.h"

#include "fold.h"
#include "graph.h"

static void edge(struct planning *p, size_t before, size_t after, struct item *note)
{
    if (before != SIZE_MAX && after != SIZE_MAX)
        graph_edge(p->graph, p->actions[before].last, after, note);
}

/* Is it made when the later of its origin and what ties the two is? See plan_open_cycle. */
static bool is_joined(const struct item *item)
{
    return item->implied && item->now->alike;
}

/* A copy that comes with its table has what the origin has by then. */
static void implied_edges(struct planning *p, struct item *copy)
{
    edge(p, fold_make_top(p->diff->of_now[copy->now->origin->index])->make_node,
         fold_make_top(copy)->make_node, copy);
}

/* A copy that is made with its origin: what ties the two is there by then. */
static void joined_edges(struct planning *p, struct item *copy)
{
    const struct object *now = copy->now;

    edge(p, p->diff->of_now[now->link->index]->make_node, p->diff->of_now[now->origin->index]->make_node,
         copy);
}

/* What is made with parts of another table comes when that has none any more which shall go. */
static void cleared_edges(struct planning *p, const struct item *item, size_t after)
{
    for (size_t i = 0; item->now->n_after && i < item->now->n_needs; i++) {
        const struct item *need = p->diff->of_now[item->now->needs[i]->index];
        if (!need->was || item->now->needs[i] == item->now->parent || item_drops(need))
            continue;
        for (size_t k = 0; k < need->was->n_children; k++) {
            struct item *part = p->diff->of_was[need->was->children[k]->index];
            if (item_drops(part) && part->drop_node != SIZE_MAX &&
                !(part->was->kind->traits & KIND_SATELLITE))
                edge(p, part->drop_node, after, part);
        }
    }
}

/* Statements of the new state: what is needed comes first. */
static void new_edges(struct planning *p, struct item *item)
{
    size_t after = fold_make_top(item)->make_node;

    if (after == SIZE_MAX || !item->now)
        return;
    for (size_t i = 0; i < item->now->n_needs; i++)
        edge(p, fold_make_top(p->diff->of_now[item->now->needs[i]->index])->make_node, after, item);
    for (size_t i = 0; i < item->now->n_after && !is_joined(item); i++) {
        struct item *one = p->diff->of_now[item->now->after[i]->index];
        /* What comes in a CREATE is there with its parent, which waits for what it needs. */
        if (!is_joined(one) && !(one->make_host && one->now->kind == item->now->kind))
            edge(p, fold_make_top(one)->make_node, after, item);
    }
    if (item_makes(item) && !item->make_host)
        cleared_edges(p, item, after);
    if (is_joined(item))
        joined_edges(p, item);
    else if (item->implied && item->now->apart)
        implied_edges(p, item);
    struct item *origin = plan_altered_through(p->diff, item);
    if (origin)
        edge(p, origin->make_node, after, item);
}

/* Does its alteration leave all as it is for those who use it? */
static bool only_adds(const struct item *item)
{
    if (item->moved)
        return false;
    for (size_t i = 0; i < item->now->kind->n_attributes; i++)
        if (!item->now->kind->attributes[i].adds && !text_equal(item->was->values[i], item->now->values[i]))
            return false;
    return true;
}

/* The statement at `before` of `item` comes before what drops or alters `need`, or gives it another name. */
static void old_edge(struct planning *p, struct item *item, struct item *need, size_t before)
{
    if (item_drops(need)) {
        if (need->beside && item_drops(item) && !fold_drop_top(item)->beside)
            edge(p, before, (need->heir ? fold_make_top(need->heir) : need)->make_node, item);
        edge(p, before, fold_drop_top(need)->drop_node, item);
        return;
    }
    for (int hops = 0; need && need->fate == FATE_ALTER && item_drops(item) && hops < 100; hops++) {
        if (!only_adds(need))
            edge(p, before, need->make_node, item);
        need = plan_altered_through(p->diff, need);
    }
}

/* Statements of the old state: what needs goes first. */
static void old_edges(struct planning *p, struct item *item)
{
    struct item *top = fold_drop_top(item);
    size_t before = item_drops(item) ? top->drop_node : item->fate == FATE_ALTER ? item->make_node : SIZE_MAX;

    if (before == SIZE_MAX || !item->was || item->born)
        return;
    for (size_t i = 0; i < item->was->n_needs; i++) {
        struct item *need = p->diff->of_was[item->was->needs[i]->index];
        old_edge(p, item, need, before);
    }
    for (size_t i = 0; item_drops(item) && !item->drop_host && i < item->was->n_after; i++) {
        struct item *one = p->diff->of_was[item->was->after[i]->index];
        if (one->was != item->was->tie &&
            !(fold_goes_with_origin(p->diff, one) && one->was->link == item->was))
            old_edge(p, item, one, before);
    }
    struct item *tie = item_drops(item) && item->was->tie ? p->diff->of_was[item->was->tie->index] : NULL;
    if (tie && item_drops(tie))
        edge(p, tie->drop_node, before, item);
    /* A copy that goes with its origin is gone before what ties the two. */
    if (fold_goes_with_origin(p->diff, item))
        edge(p, before, p->diff->of_was[item->was->link->index]->drop_node, item);
}

/* The heir comes first, and what uses it when the old one is gone. */
static void heir_edges(struct planning *p, struct item *item)
{
    const struct object *heir = item->heir->now;

    edge(p, fold_make_top(item->heir)->make_node, item->drop_node, item);
    for (size_t i = 0; i < heir->n_used_by; i++) {
        struct item *user = p->diff->of_now[heir->used_by[i]->index];
        if (fold_make_top(user) != fold_make_top(item->heir))
            edge(p, item->drop_node, fold_make_top(user)->make_node, user);
    }
}

/* A name that is freed must be free before another object takes it. */
static void slot_edges(struct planning *p)
{
    const struct diff *d = p->diff;
    size_t n = d->n_items * 2 + 1;
    struct item **table = arena_array(p->arena, n, sizeof(struct item *));

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < d->n_items; i++) {
            struct item *item = &d->items[i];
            const char *slot = pass == 0 ? (item_drops(item) ? item->was->slot : NULL)
                                         : (item_makes(item) ? item->now->slot : NULL);
            if (!slot)
                continue;
            uint64_t h = 14695981039346656037u;
            for (const char *c = slot; *c; c++)
                h = (h ^ (uint8_t)*c) * 1099511628211u;
            for (size_t at = (size_t)h % n;; at = (at + 1) % n) {
                if (pass == 0 && !table[at]) {
                    table[at] = item;
                    break;
                }
                if (pass == 1 && !table[at])
                    break;
                if (pass == 1 && !(table[at] == item && item->beside) && table[at]->heir != item &&
                    text_equal(table[at]->was->slot, slot))
                    edge(p, fold_drop_top(table[at])->drop_node, fold_make_top(item)->make_node, item);
            }
        }
}

/* Those that are added to a parent which stays come in the order that they have there. */
static void sibling_edges(struct planning *p, const struct object *parent)
{
    struct item *last = NULL;

    for (size_t i = 0; i < parent->n_children; i++) {
        struct item *item = p->diff->of_now[parent->children[i]->index];
        if (!(item->now->kind->traits & KIND_ORDERED) || !item_makes(item) || item->make_host ||
            item->disordered)
            continue;
        if (last)
            edge(p, last->make_node, item->make_node, item);
        last = item;
    }
}

/* What gives rights to all that is made from then on comes when all of that has been made. */
static void giver_edges(struct planning *p, struct item *giver)
{
    if (!(giver->now && giver->now->kind->traits & KIND_GIVES) || giver->make_node == SIZE_MAX)
        return;
    for (size_t i = 0; i < p->diff->n_items; i++) {
        const struct item *made = &p->diff->items[i];
        if (item_makes(made) && !made->make_host && made->now->kind->grant_type)
            edge(p, made->make_node, giver->make_node, giver);
    }
}

void plan_add_edges(struct planning *p)
{
    for (size_t i = 0; i < p->diff->n_items; i++) {
        struct item *item = &p->diff->items[i];
        new_edges(p, item);
        giver_edges(p, item);
        old_edges(p, item);
        if (item->heir)
            heir_edges(p, item);
        else if (item->beside)
            edge(p, item->make_node, item->drop_node, item);
        else if (item_drops(item) && item_makes(item) && !fold_drop_top(item)->beside)
            edge(p, fold_drop_top(item)->drop_node, fold_make_top(item)->make_node, item);
        if (item->born && item->fate == FATE_REMOVE)
            edge(p, fold_make_top(item->cause)->make_node, item->make_node, item);
    }
    for (size_t i = 0; i < p->diff->to->n_objects; i++)
        sibling_edges(p, p->diff->to->objects[i]);
    slot_edges(p);
}
