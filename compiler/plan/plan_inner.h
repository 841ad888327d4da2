/*
 * plan_inner: what the files of the planner share.
 */
#ifndef PGBALE_PLAN_INNER_H
#define PGBALE_PLAN_INNER_H

#include "plan.h"

struct graph;
struct graph_cycle;

/* One node of the graph: what is done to one item, or one statement of it that stands alone. */
struct action {
    struct item *item;
    bool drops;
    struct statement_list statements;
    size_t last; /* node of its last statement */
};

struct planning {
    struct arena *arena;
    struct diff *diff;
    const struct plan_options *options;
    struct graph *graph;
    struct action *actions; /* by node */
    size_t room, n;
};

/* The item whose ALTER reaches this one too; NULL: none. */
struct item *plan_altered_through(const struct diff *d, const struct item *item);

/* Adds the edges between the nodes that stand. */
void plan_add_edges(struct planning *p);

/*
 * What is dropped and made again must be so in one transaction. Where a statement that stands alone would
 * come between, and the new object needs it, its item is marked to be written in its plain form. True when
 * there is a new mark, so that the plan has to be made anew.
 */
bool plan_close_gaps(struct planning *p, const size_t *order);

/*
 * Between two transactions access to a relation may not be wider than before and after: what takes access
 * away is not committed after what gives it. True as above when a statement that stands alone is marked to be
 * written in its plain form. Else *open is what takes access away too late, NULL: nothing does.
 */
bool plan_close_windows(struct planning *p, const size_t *order, const struct item **open);

/* Does a statement that stands alone come between two places of the order? */
bool plan_parted(struct planning *p, const size_t *order, size_t from, size_t to);

/* Marks those of them that `item` needs. True when there is a new mark. */
bool plan_mark_between(struct planning *p, const struct item *item, const size_t *order, size_t from,
                       size_t to);

/*
 * Writes something in the cycle in another way, so that the plan has to be made anew. False when nothing in
 * it can be.
 */
bool plan_open_cycle(struct planning *p, const struct graph_cycle *cycle);

/* A cycle that stays: with all its steps. Returns false. */
bool plan_report_cycle(struct planning *p, const struct graph_cycle *cycle, struct fail *f);

#endif
