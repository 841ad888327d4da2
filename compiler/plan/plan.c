/*
 * plan: see plan.h.
 */
#include "fold.h"
#include "graph.h"
#include "plan_inner.h"

enum { LATE = 100000, EARLY = -100000, UNFOLDS = 1000 };

/* ------------------------------------------------------------ writing statements */

static bool stays(const struct item *item)
{
    return item && item->was && !item_makes(item) && !item_drops(item);
}

static bool meets_old(const struct diff *d, const struct object *now)
{
    for (size_t i = 0; now && i < now->n_needs; i++)
        if (now->needs[i] != now->parent && stays(d->of_now[now->needs[i]->index]))
            return true;
    return false;
}

static struct change change_of(struct planning *p, const struct item *item, struct statement_list *out)
{
    const struct object *o = item->now ? item->now : item->was;
    const struct item *parent = fold_parent(p->diff, o, item->now != NULL);

    return (struct change){ .arena = p->arena,
                            .was = item->was,
                            .now = item->now,
                            .home = parent ? parent->now : NULL,
                            .existing = parent && !item_makes(parent) && !item_drops(parent),
                            .meets_old = meets_old(p->diff, item->now),
                            .plain = p->options->plain || item->plain,
                            .aside = item->beside,
                            .using = item->using,
                            .from = item->moved ? item->moved->was : NULL,
                            .to = item->moved ? item->moved->now : NULL,
                            .out = out };
}

static void complete(struct planning *p, const struct item *item, struct statement_list *out);

/* What is made with `item` without being named. */
static void complete_implied(struct planning *p, const struct item *item, struct object *const *list,
                             size_t n, struct statement_list *out)
{
    for (size_t i = 0; i < n; i++) {
        const struct item *one = p->diff->of_now[list[i]->index];
        if (one->implied && one->make_host == item)
            complete(p, one, out);
    }
}

static void complete(struct planning *p, const struct item *item, struct statement_list *out)
{
    struct change c = change_of(p, item, out);

    if (item->now->kind->complete)
        item->now->kind->complete(&c);
    for (size_t i = 0; i < item->now->n_parts; i++)
        complete(p, p->diff->of_now[item->now->parts[i]->index], out);
    complete_implied(p, item, item->now->children, item->now->n_children, out);
    complete_implied(p, item, item->now->copies, item->now->n_copies, out);
}

struct item *plan_altered_through(const struct diff *d, const struct item *item)
{
    if (item->fate != FATE_ALTER || !item->now->origin || !item->now->copied || item->now->apart ||
        !fold_linked(d, item))
        return NULL;
    struct item *origin = d->of_now[item->now->origin->index];
    return origin->fate == FATE_ALTER ? origin : NULL;
}

/* Has the origin's statement set this attribute to what it shall be? */
static bool set_through(const struct item *origin, const struct object *now, size_t attribute)
{
    const char *column = now->kind->attributes[attribute].column;
    const char *to = object_value(origin->now, column);

    return now->kind->attributes[attribute].recurses && !text_equal(object_value(origin->was, column), to) &&
           text_equal(to, now->values[attribute]);
}

/* Calls each alter function once, in attribute order, for the attributes that differ. */
static void alter(struct change *c, const struct item *origin)
{
    const struct kind *kind = c->now->kind;

    for (size_t i = 0; i < kind->n_attributes; i++) {
        void (*function)(struct change *) = kind->attributes[i].alter;
        bool again = false;
        if (!attribute_differs(c, i) || !function || (origin && set_through(origin, c->now, i)))
            continue;
        for (size_t k = 0; k < i; k++)
            again = again || (attribute_differs(c, k) && kind->attributes[k].alter == function &&
                              !(origin && set_through(origin, c->now, k)));
        if (!again)
            function(c);
    }
}

static void write_statements(struct planning *p, const struct action *action, struct statement_list *out)
{
    struct item *item = action->item;
    struct change c = change_of(p, item, out);

    if (action->drops) {
        struct object *none = NULL;
        c.now = item->fate == FATE_REMAKE ? item->now : none;
        item->was->kind->drop(&c);
    } else if (item->fate == FATE_ALTER) {
        struct item *origin = plan_altered_through(p->diff, item);
        if (item->moved && !(origin && origin->moved))
            item->now->kind->move(&c);
        alter(&c, origin);
        if (item->again)
            item->now->kind->complete(&c);
    } else {
        if (item->beside)
            item->was->kind->make_way(&c);
        if (item->moved) {
            struct change old = change_of(p, item->moved, out);
            old.was->kind->make_way(&old);
        }
        if (item->replaced)
            item->now->kind->replace(&c);
        c.was = NULL;
        c.remade = item->fate == FATE_REMAKE;
        if (!item->replaced)
            item->now->kind->create(&c);
        complete(p, item, out);
    }
}

/* ------------------------------------------------------------ nodes */

/* Late statements are ordered by how many of their object's came before, so that few segments hold them. */
static long rank_of(const struct kind *kind, bool drops, const struct cost *cost, long place)
{
    long rank = kind->rank * 10;

    if (drops)
        rank = kind->traits & KIND_DROPPED_LATE ? 2000 - rank : -rank;
    if (cost->standalone && !cost->late)
        return EARLY + rank;
    return cost->late ? LATE * (place + 1) + rank : rank;
}

static size_t add_node(struct planning *p, struct item *item, bool drops, long place,
                       struct statement_list statements)
{
    const struct object *o = drops ? item->was : item->now;
    long rank = rank_of(o->kind, drops && !item->born,
                        statements.n ? &statements.at[0].cost : &(struct cost){ 0 }, place);

    if (p->n == p->room)
        p->actions = arena_grow(p->arena, p->actions, p->n, &p->room, sizeof *p->actions);
    p->actions[p->n] = (struct action){ .item = item, .drops = drops, .statements = statements };
    p->n++;
    return graph_node(p->graph, rank, o->identity);
}

/* One node for each run of ordinary statements and one for each that stands alone, chained. */
static size_t add_action(struct planning *p, struct item *item, bool drops)
{
    struct statement_list all = { 0 };
    struct action action = { .item = item, .drops = drops };
    size_t first = SIZE_MAX, last = SIZE_MAX;
    long place = 0;

    write_statements(p, &action, &all);
    for (size_t at = 0; at < all.n || first == SIZE_MAX;) {
        size_t end = at + 1;
        while (end < all.n && !all.at[at].cost.standalone && !all.at[end].cost.standalone &&
               all.at[at].cost.late == all.at[end].cost.late)
            end++;
        struct statement_list some = { all.n ? all.at + at : NULL, all.n ? end - at : 0, 0 };
        size_t node = add_node(p, item, drops, place++, some);
        if (first == SIZE_MAX)
            first = node;
        else
            graph_edge(p->graph, last, node, item);
        last = node;
        at = end;
    }
    p->actions[first].last = last;
    return first;
}

/* Nothing it needs goes or changes, and nothing but satellites hangs on it: old and new can be there at a
 * time. */
static bool can_replace(const struct planning *p, const struct item *item)
{
    const struct diff *d = p->diff;
    const struct item *parent = item->now ? fold_parent(d, item->now, true) : NULL;

    if (item->fate != FATE_REMAKE || item->plain || p->options->plain || item->cause || item->make_host ||
        item->drop_host || !item->now->kind->replace || !stays(parent) || item->now->origin)
        return false;
    for (size_t i = 0; i < item->was->n_needs; i++)
        if (d->of_was[item->was->needs[i]->index]->fate != FATE_KEEP &&
            item->was->needs[i] != item->was->parent)
            return false;
    for (size_t i = 0; i < item->was->n_used_by; i++)
        if (!(item->was->used_by[i]->kind->traits & KIND_SATELLITE))
            return false;
    return true;
}

static void add_nodes(struct planning *p)
{
    for (size_t i = 0; i < p->diff->n_items; i++) {
        struct item *item = &p->diff->items[i];
        item->make_node = item->drop_node = SIZE_MAX;
        item->replaced = can_replace(p, item);
        if (item->born && item->fate == FATE_REMOVE)
            item->make_node = add_action(p, item, true);
        else if (item_drops(item) && !item->drop_host && !item->replaced)
            item->drop_node = add_action(p, item, true);
        if ((item_makes(item) && !item->make_host) || item->fate == FATE_ALTER)
            item->make_node = add_action(p, item, false);
    }
}

/* ------------------------------------------------------------ */

/* Number of pg_class: an address in it is a relation, or a column of one. */
enum { CLASS_OF_RELATIONS = 1259 };

/* A lock is one on a relation: what lives in none stands in nobody's way, however it is written. */
static struct cost cost_of(const struct object *o, struct cost cost)
{
    while (o && o->address.class != CLASS_OF_RELATIONS)
        o = o->parent;
    if (!o && cost.lock == LOCK_ACCESS_EXCLUSIVE)
        cost.lock = LOCK_NONE;
    return cost;
}

static struct plan *collect(struct planning *p, const size_t *order)
{
    struct plan *plan = arena_alloc(p->arena, sizeof *plan);
    const struct statement_list *renames = p->options->renames;
    size_t total = renames ? renames->n : 0, n = 0;

    for (size_t i = 0; i < p->n; i++)
        total += p->actions[i].statements.n;
    struct plan_statement *list = arena_array(p->arena, total, sizeof *list);
    for (size_t i = 0; renames && i < renames->n; i++)
        list[n++] = (struct plan_statement){ .sql = renames->at[i].sql, .cost = renames->at[i].cost };
    for (size_t i = 0; i < p->n; i++) {
        const struct action *action = &p->actions[order[i]];
        const struct object *o = action->item->now ? action->item->now : action->item->was;
        for (size_t k = 0; k < action->statements.n; k++)
            list[n++] = (struct plan_statement){ .sql = action->statements.at[k].sql,
                                                 .cost = cost_of(o, action->statements.at[k].cost),
                                                 .access = (o->kind->traits & KIND_ACCESS) != 0,
                                                 .item = action->item };
    }
    plan->diff = p->diff;
    plan->statements = list;
    plan->n_statements = n;
    return plan;
}

static bool refuse(const struct diff *d, struct fail *f)
{
    fail(f, FAIL_BLOCKED, "%zu change%s cannot be planned", d->n_refusals, d->n_refusals == 1 ? "" : "s");
    for (size_t i = 0; i < d->n_refusals; i++)
        fail_detail(f, "%s", d->refusals[i]);
    return fail_hint(
        f, "Write these steps by hand in a migration, then run \"pgbale prove\". Where rows may go, "
           "\"-- pgbale: allow drop-and-add \"reason\"\" before the new one drops and adds it.");
}

static bool refuse_window(const struct item *open, struct fail *f)
{
    const struct object *o = open->now ? open->now : open->was;

    fail_named(
        f, FAIL_BLOCKED, "plan.window",
        "between two transactions of the plan access would be wider than before and after: %s can take "
        "access away only after a statement that cannot run in a transaction",
        o->identity);
    return fail_hint(f,
                     "Split the change: first a migration that takes access away, then one that gives it.");
}

bool plan_make(struct arena *a, struct diff *d, const struct plan_options *options, struct plan **out,
               struct fail *f)
{
    if (d->n_refusals)
        return refuse(d, f);
    fold_items(d);
    for (int tries = 0;; tries++) {
        struct planning p = { .arena = a, .diff = d, .options = options, .graph = graph_new(a) };
        struct graph_cycle cycle;
        const struct item *open;
        const size_t *order;
        fold_set_parts(d);
        add_nodes(&p);
        plan_add_edges(&p);
        bool sorted = graph_sort(p.graph, &order, &cycle);
        if (sorted && (plan_close_gaps(&p, order) || plan_close_windows(&p, order, &open)))
            continue;
        if (sorted && open)
            return refuse_window(open, f);
        if (sorted) {
            *out = collect(&p, order);
            return true;
        }
        if (tries >= UNFOLDS || !plan_open_cycle(&p, &cycle))
            return plan_report_cycle(&p, &cycle, f);
    }
}

size_t plan_group_end(const struct plan *p, size_t at)
{
    const struct plan_statement *s = p->statements;
    size_t end = at;

    while (end < p->n_statements && s[end].cost.standalone == s[at].cost.standalone &&
           s[end].access == s[at].access)
        end++;
    return end;
}
