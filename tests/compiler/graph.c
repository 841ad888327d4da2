/*
 * The order of statements: stable, and a cycle is shown with its path. No server.
 */
#include "graph.h"
#include "text.h"

#include <criterion/criterion.h>

/* Adds the nodes of `names`, all of the same rank, and the edges of `pairs`: "ab" puts a before b. */
static struct graph *make(struct arena *a, const char *names, const char *pairs)
{
    struct graph *g = graph_new(a);

    for (const char *c = names; *c; c++)
        graph_node(g, 0, arena_copy(a, c, 1));
    for (; *pairs; pairs += 2) {
        size_t before = (size_t)(strchr(names, pairs[0]) - names),
               after = (size_t)(strchr(names, pairs[1]) - names);
        graph_edge(g, before, after, arena_copy(a, pairs, 2));
        pairs += pairs[2] == ' ';
    }
    return g;
}

static const char *sorted(struct arena *a, const char *names, const char *pairs)
{
    struct graph *g = make(a, names, pairs);
    struct graph_cycle cycle;
    const size_t *order;
    struct text t = text_new(a);

    cr_assert(graph_sort(g, &order, &cycle), "%s with %s has no cycle", names, pairs);
    for (size_t i = 0; i < strlen(names); i++)
        text_add_bytes(&t, names + order[i], 1);
    return t.at;
}

Test(graph, ties_are_broken_by_name)
{
    owned(arena_release) struct arena *a = arena_new();

    cr_expect_str_eq(sorted(a, "dbca", ""), "abcd");
    cr_expect_str_eq(sorted(a, "dbca", "da"), "bcda");
    cr_expect_str_eq(sorted(a, "dbca", "dc ca ab"), "dcab");
}

Test(graph, order_does_not_depend_on_how_it_was_built)
{
    owned(arena_release) struct arena *a = arena_new();

    cr_expect_str_eq(sorted(a, "abcdef", "fa eb fb"), sorted(a, "fedcba", "fb fa eb"));
}

Test(graph, the_same_edge_twice_is_harmless)
{
    owned(arena_release) struct arena *a = arena_new();

    cr_expect_str_eq(sorted(a, "ab", "ba ba ba"), "ba");
    cr_expect_str_eq(sorted(a, "ab", "aa"), "ab");
}

Test(graph, rank_comes_before_name)
{
    owned(arena_release) struct arena *a = arena_new();
    struct graph *g = graph_new(a);
    struct graph_cycle cycle;
    const size_t *order;

    graph_node(g, 5, "a");
    graph_node(g, -5, "z");
    graph_node(g, 0, "m");
    cr_assert(graph_sort(g, &order, &cycle));
    cr_expect(order[0] == 1 && order[1] == 2 && order[2] == 0);
}

Test(graph, a_cycle_is_shown_in_order_with_the_notes_of_its_edges)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *names = "xabcy";
    struct graph *g = make(a, names, "xa ab bc ca cy");
    struct graph_cycle cycle;
    const size_t *order;

    cr_assert_not(graph_sort(g, &order, &cycle));
    cr_assert_eq(cycle.n, 3);
    for (size_t i = 0; i < cycle.n; i++) {
        const char *note = cycle.notes[i];
        cr_expect_eq(note[0], names[cycle.nodes[i]], "edge %s leaves node %c", note, names[cycle.nodes[i]]);
        cr_expect_eq(note[1], names[cycle.nodes[(i + 1) % cycle.n]], "edge %s", note);
        cr_expect(names[cycle.nodes[i]] != 'x' && names[cycle.nodes[i]] != 'y',
                  "what hangs on it is not part of it");
    }
}

Test(graph, a_long_row_of_equals)
{
    owned(arena_release) struct arena *a = arena_new();
    enum { N = 5000 };
    struct graph *g = graph_new(a);
    struct graph_cycle cycle;
    const size_t *order;

    for (size_t i = 0; i < N; i++)
        graph_node(g, 0, "same");
    for (size_t i = N - 1; i > 0; i--)
        graph_edge(g, i, i - 1, NULL);
    cr_assert(graph_sort(g, &order, &cycle));
    for (size_t i = 0; i < N; i++)
        cr_assert_eq(order[i], N - 1 - i);
    graph_edge(g, 0, N - 1, NULL);
    cr_assert_not(graph_sort(g, &order, &cycle));
    cr_expect_eq(cycle.n, N);
}
