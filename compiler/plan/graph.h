/*
 * graph: nodes with edges "before", sorted stably: of the nodes that are ready the one with the lowest
 * rank, then the smallest name, comes first.
 */
#ifndef PGBALE_GRAPH_H
#define PGBALE_GRAPH_H

#include "arena.h"

struct graph;

struct graph *graph_new(struct arena *a);

/* Returns the node's number, counting from 0. `name` must be unique together with rank for stable ties. */
size_t graph_node(struct graph *g, long rank, const char *name);

/* `before` comes before `after`. `note` is kept for the cycle's report. The same edge twice is harmless. */
void graph_edge(struct graph *g, size_t before, size_t after, void *note);

/* A cycle: its nodes in order, and the notes of the edges that lead from each to the next. */
struct graph_cycle {
    const size_t *nodes;
    void *const *notes;
    size_t n;
};

/* Fills `order` (one entry per node) and returns true; false with one cycle when there is one. */
bool graph_sort(struct graph *g, const size_t **order, struct graph_cycle *cycle);

#endif
