/*
 * graph: see graph.h. Kahn's algorithm over a binary heap.
 */
#include "graph.h"

struct edge {
    size_t to, next;
    void *note;
};

struct node {
    long rank;
    const char *name;
    size_t first_edge, n_before;
};

struct graph {
    struct arena *arena;
    struct node *nodes;
    size_t n_nodes, nodes_room;
    struct edge *edges;
    size_t n_edges, edges_room;
};

#define NONE SIZE_MAX

struct graph *graph_new(struct arena *a)
{
    struct graph *g = arena_alloc(a, sizeof *g);

    g->arena = a;
    return g;
}

size_t graph_node(struct graph *g, long rank, const char *name)
{
    if (g->n_nodes == g->nodes_room)
        g->nodes = arena_grow(g->arena, g->nodes, g->n_nodes, &g->nodes_room, sizeof *g->nodes);
    g->nodes[g->n_nodes] = (struct node){ .rank = rank, .name = name, .first_edge = NONE };
    return g->n_nodes++;
}

void graph_edge(struct graph *g, size_t before, size_t after, void *note)
{
    if (before == after)
        return;
    if (g->n_edges == g->edges_room)
        g->edges = arena_grow(g->arena, g->edges, g->n_edges, &g->edges_room, sizeof *g->edges);
    g->edges[g->n_edges] = (struct edge){ after, g->nodes[before].first_edge, note };
    g->nodes[before].first_edge = g->n_edges++;
    g->nodes[after].n_before++;
}

static bool earlier(const struct graph *g, size_t a, size_t b)
{
    const struct node *x = &g->nodes[a], *y = &g->nodes[b];

    if (x->rank != y->rank)
        return x->rank < y->rank;
    int names = strcmp(x->name, y->name);
    return names ? names < 0 : a < b;
}

static void heap_push(const struct graph *g, size_t *heap, size_t *n, size_t node)
{
    size_t at = (*n)++;

    heap[at] = node;
    while (at > 0 && earlier(g, heap[at], heap[(at - 1) / 2])) {
        size_t up = (at - 1) / 2, was = heap[at];
        heap[at] = heap[up];
        heap[up] = was;
        at = up;
    }
}

static size_t heap_pop(const struct graph *g, size_t *heap, size_t *n)
{
    size_t top = heap[0];

    heap[0] = heap[--*n];
    for (size_t at = 0;;) {
        size_t least = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2 && child < *n; child++)
            if (earlier(g, heap[child], heap[least]))
                least = child;
        if (least == at)
            return top;
        size_t was = heap[at];
        heap[at] = heap[least];
        heap[least] = was;
        at = least;
    }
}

/* Among the nodes that were not sorted, walks "before" edges until a node comes again. */
static void find_cycle(const struct graph *g, const size_t *left, struct graph_cycle *cycle)
{
    size_t *from = arena_array(g->arena, g->n_nodes, sizeof *from); /* edge that leads into a node */
    size_t *source = arena_array(g->arena, g->n_nodes, sizeof *source);
    size_t *seen = arena_array(g->arena, g->n_nodes, sizeof *seen);
    size_t start = NONE;

    for (size_t i = 0; i < g->n_nodes; i++) {
        if (!left[i])
            continue;
        if (start == NONE || earlier(g, i, start))
            start = i;
        for (size_t e = g->nodes[i].first_edge; e != NONE; e = g->edges[e].next)
            if (left[g->edges[e].to]) {
                from[g->edges[e].to] = e;
                source[g->edges[e].to] = i;
            }
    }
    /* Every node left has an edge into it from a node left, so walking back must meet itself. */
    size_t at = start;
    while (!seen[at]) {
        seen[at] = 1;
        at = source[at];
    }
    size_t n = 1;
    for (size_t k = source[at]; k != at; k = source[k])
        n++;
    size_t *nodes = arena_array(g->arena, n, sizeof *nodes);
    void **notes = arena_array(g->arena, n, sizeof *notes);
    for (size_t i = n, k = at; i-- > 0; k = source[k]) {
        nodes[i] = k;
        notes[(i + n - 1) % n] = g->edges[from[k]].note;
    }
    *cycle = (struct graph_cycle){ nodes, notes, n };
}

bool graph_sort(struct graph *g, const size_t **order, struct graph_cycle *cycle)
{
    size_t *sorted = arena_array(g->arena, g->n_nodes, sizeof *sorted);
    size_t *heap = arena_array(g->arena, g->n_nodes, sizeof *heap);
    size_t *before = arena_array(g->arena, g->n_nodes, sizeof *before);
    size_t n_heap = 0, n_sorted = 0;

    for (size_t i = 0; i < g->n_nodes; i++) {
        before[i] = g->nodes[i].n_before;
        if (!before[i])
            heap_push(g, heap, &n_heap, i);
    }
    while (n_heap) {
        size_t at = heap_pop(g, heap, &n_heap);
        sorted[n_sorted++] = at;
        for (size_t e = g->nodes[at].first_edge; e != NONE; e = g->edges[e].next)
            if (--before[g->edges[e].to] == 0)
                heap_push(g, heap, &n_heap, g->edges[e].to);
    }
    if (n_sorted < g->n_nodes) {
        find_cycle(g, before, cycle);
        return false;
    }
    *order = sorted;
    return true;
}
