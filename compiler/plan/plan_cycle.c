/*
 * plan_cycle: statements that wait for each other. Some can be written in another way, so that they do not.
 */
#include "fold.h"
#include "graph.h"
#include "plan_inner.h"

/* It is dropped with its origin, which has a statement of its own then. False when its origin stays. */
static bool drop_with_origin(const struct diff *d, struct item *copy)
{
    struct item *origin = copy->was->origin && !copy->was->apart ? d->of_was[copy->was->origin->index] : NULL;

    if (!origin || !item_drops(origin) || copy->drop_host == origin || !origin->was->kind->drop)
        return false;
    copy->drop_host = origin;
    if (origin->drop_host && !drop_with_origin(d, origin))
        origin->drop_host = NULL;
    return true;
}

/* PostgreSQL makes it when the later of its origin and what ties the two is made. False when both are there.
 */
static bool make_with_origin(const struct diff *d, struct item *copy)
{
    const struct object *now = copy->now;

    if (!now || !now->alike || copy->make_host || !item_makes(copy))
        return false;
    struct item *origin = d->of_now[now->origin->index], *link = d->of_now[now->link->index];
    struct item *host = item_makes(origin) ? origin : item_makes(link) ? link : NULL;
    copy->make_host = host;
    copy->implied = host != NULL;
    return host != NULL;
}

/* Takes what closes the cycle out of its host's statement. False when nothing is folded. */
static bool unfold(struct planning *p, const struct graph_cycle *cycle)
{
    bool done = false;

    for (size_t i = 0; i < cycle->n; i++) {
        struct item *item = cycle->notes[i];
        bool drops = p->actions[cycle->nodes[i]].drops;
        if (drops && item->drop_host && item->was->kind->drop && !fold_goes_with_origin(p->diff, item)) {
            if (!drop_with_origin(p->diff, item))
                item->drop_host = NULL;
            done = true;
        } else if (!drops && item->make_host && !item->now->alike) {
            item->make_host = NULL;
            done = true;
        }
    }
    return done;
}

/* What can be made or dropped with its origin is. False when there is none such in the cycle. */
static bool join_copies(struct planning *p, const struct graph_cycle *cycle)
{
    bool done = false;

    for (size_t i = 0; i < cycle->n; i++) {
        const struct action *action = &p->actions[cycle->nodes[i]];
        bool joined = action->drops ? !action->item->born && !action->item->drop_host &&
                                          drop_with_origin(p->diff, action->item)
                                    : make_with_origin(p->diff, action->item);
        done = joined || done;
    }
    return done;
}

/* Of two siblings, whose order is only for looks, the first waits for others. False: none such in the cycle.
 */
static bool disorder(struct planning *p, const struct graph_cycle *cycle)
{
    for (size_t i = 0; i < cycle->n; i++) {
        const struct action *before = &p->actions[cycle->nodes[i]];
        const struct action *after = &p->actions[cycle->nodes[(i + 1) % cycle->n]];
        const struct object *now = after->item->now;
        if (after->drops || before->drops || before->item->disordered ||
            !(now->kind->traits & KIND_ORDERED) || now->kind != before->item->now->kind ||
            now->parent != before->item->now->parent)
            continue;
        before->item->disordered = true;
        return true;
    }
    return false;
}

/* An alteration stands for a drop and a creation, which can be apart. False when none in the cycle can be
 * split. */
static bool split_alteration(struct planning *p, const struct graph_cycle *cycle)
{
    for (size_t i = 0; i < cycle->n; i++)
        if (diff_remake(p->diff, p->actions[cycle->nodes[i]].item))
            return true;
    return false;
}

bool plan_open_cycle(struct planning *p, const struct graph_cycle *cycle)
{
    if (disorder(p, cycle) || unfold(p, cycle) || join_copies(p, cycle))
        return true;
    if (!split_alteration(p, cycle))
        return false;
    fold_items(p->diff);
    return true;
}

bool plan_report_cycle(struct planning *p, const struct graph_cycle *cycle, struct fail *f)
{
    fail(f, FAIL_FAILED, "the plan has a cycle of %zu steps that cannot be ordered", cycle->n);
    for (size_t i = 0; i < cycle->n && i < 30; i++) {
        const struct action *action = &p->actions[cycle->nodes[i]];
        const struct object *o = action->drops ? action->item->was : action->item->now;
        fail_detail(f, "%s %s",
                    action->drops                      ? "drop"
                    : action->item->fate == FATE_ALTER ? "alter"
                                                       : "create",
                    o->identity);
    }
    return fail_hint(f,
                     "Please report this with both schemas; meanwhile split the change into two migrations.");
}
