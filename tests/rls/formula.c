/*
 * formula: proofs about conditions, against the truth tables of SQL's three values. No server.
 */
#include "formula.h"

#include <criterion/criterion.h>

enum value { NO, UNKNOWN, YES };

enum { ATOMS = 4, TABLES = 81, DEPTH = 4, ROUNDS = 30000 };

static const char *const atoms[ATOMS] = { "a", "b", "c", "d" };

struct random {
    uint64_t state;
};

static unsigned draw(struct random *r, unsigned n)
{
    r->state = r->state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((r->state >> 33) % n);
}

static enum value least(enum value x, enum value y)
{
    return x < y ? x : y;
}

static enum value most(enum value x, enum value y)
{
    return x > y ? x : y;
}

/* Writes a random condition to `t` and its values for all assignments of the atoms to `out`. */
static void make(struct random *r, int depth, struct text *t, enum value *out)
{
    enum value left[TABLES], right[TABLES];
    unsigned kind = depth ? draw(r, 9) : draw(r, 3) ? 0 : 8;

    text_add(t, "(");
    if (kind == 0 || kind == 1) {
        size_t atom = draw(r, ATOMS);
        text_add(t, atoms[atom]);
        for (size_t i = 0, step = 1; i < TABLES; i++) {
            step = atom == 0 ? 1 : atom == 1 ? 3 : atom == 2 ? 9 : 27;
            out[i] = (enum value)(i / step % 3);
        }
    } else if (kind <= 5) {
        make(r, depth - 1, t, left);
        text_add(t, kind < 4 ? " AND " : " OR ");
        make(r, depth - 1, t, right);
        for (size_t i = 0; i < TABLES; i++)
            out[i] = kind < 4 ? least(left[i], right[i]) : most(left[i], right[i]);
    } else if (kind == 6) {
        text_add(t, "NOT ");
        make(r, depth - 1, t, left);
        for (size_t i = 0; i < TABLES; i++)
            out[i] = (enum value)(YES - left[i]);
    } else if (kind == 7) {
        static const char *const tests[] = { " IS TRUE",      " IS NOT TRUE", " IS FALSE",
                                             " IS NOT FALSE", " = true",      " <> true" };
        unsigned which = draw(r, (unsigned)countof(tests));
        make(r, depth - 1, t, left);
        text_add(t, tests[which]);
        for (size_t i = 0; i < TABLES; i++) {
            enum value v = which < 2 || which > 3 ? left[i] : (enum value)(YES - left[i]);
            if (which < 4)
                out[i] = (v == YES) != (which % 2 == 1) ? YES : NO;
            else
                out[i] = which == 4 ? left[i] : (enum value)(YES - left[i]);
        }
    } else {
        unsigned which = draw(r, 3);
        text_add(t, which == 0 ? "true" : which == 1 ? "false" : "NULL::boolean");
        for (size_t i = 0; i < TABLES; i++)
            out[i] = which == 0 ? YES : which == 1 ? NO : UNKNOWN;
    }
    text_add(t, ")");
}

static const struct formula *parse(struct formulas *all, const char *text)
{
    return formula_parse(all, &(struct formula_source){ .text = text, .plain = true });
}

/* A claim that an implication holds must hold under every assignment. */
Test(formula, claims_hold_in_all_truth_tables)
{
    struct random r = { 20240607 };
    size_t proven = 0, true_ones = 0;

    for (size_t round = 0; round < ROUNDS; round++) {
        owned(arena_release) struct arena *a = arena_new();
        struct formulas *all = formulas_new(a);
        struct text when = text_new(a), then = text_new(a);
        enum value x[TABLES], y[TABLES];
        bool holds = true;
        make(&r, 1 + (int)draw(&r, DEPTH), &when, x);
        make(&r, 1 + (int)draw(&r, DEPTH), &then, y);
        for (size_t i = 0; i < TABLES; i++)
            holds = holds && (x[i] != YES || y[i] == YES);
        bool claimed = formula_implies(all, parse(all, when.at), parse(all, then.at));
        cr_assert(!claimed || holds, "%s does not imply %s", when.at, then.at);
        proven += claimed;
        true_ones += holds;
    }
    /* It is no use to be silent: most of what holds is proven. */
    cr_assert(proven * 100 > true_ones * 80, "%zu of %zu", proven, true_ones);
}

/* Without the tests that look at null the search is complete. */
Test(formula, all_that_holds_is_proven_for_and_or_not)
{
    static const char *const pairs[][2] = {
        { "a AND b", "b" },
        { "a", "a OR b" },
        { "a AND (b OR c)", "(a AND b) OR (a AND c)" },
        { "(a OR b) AND (a OR c)", "a OR (b AND c)" },
        { "NOT (a AND b)", "(NOT a) OR (NOT b)" },
        { "a AND NOT a", "b" },
        { "(a AND b) OR (a AND NOT b)", "a" },
        { "a", "a OR (b AND NOT b)" },
    };
    owned(arena_release) struct arena *a = arena_new();
    struct formulas *all = formulas_new(a);

    for (size_t i = 0; i < countof(pairs); i++)
        cr_assert(formula_implies(all, parse(all, pairs[i][0]), parse(all, pairs[i][1])), "%s implies %s",
                  pairs[i][0], pairs[i][1]);
}

/* What holds for two values need not hold for three. */
Test(formula, null_is_neither)
{
    static const char *const pairs[][2] = {
        { "true", "a OR NOT a" },
        { "b", "b AND (a OR NOT a)" },
        { "NOT a", "a IS NOT TRUE AND b" },
        { "a IS NOT TRUE", "NOT a" },
        { "true", "a IS TRUE OR a IS FALSE" },
    };
    owned(arena_release) struct arena *a = arena_new();
    struct formulas *all = formulas_new(a);

    for (size_t i = 0; i < countof(pairs); i++)
        cr_assert(!formula_implies(all, parse(all, pairs[i][0]), parse(all, pairs[i][1])), "%s implies %s",
                  pairs[i][0], pairs[i][1]);
}

/* The search has an end: it is given up, and then nothing is proven. */
Test(formula, the_search_ends)
{
    owned(arena_release) struct arena *a = arena_new();
    struct formulas *all = formulas_new(a);
    struct text when = text_new(a), then = text_new(a);

    for (int i = 0; i < 40; i++) {
        text_addf(&when, "%s(x%d OR y%d OR z%d)", i ? " AND " : "", i, i, i);
        text_addf(&then, "%s(x%d AND y%d)", i ? " OR " : "", i, i);
    }
    cr_assert(!formula_implies(all, parse(all, when.at), parse(all, then.at)));
    cr_assert(formula_implies(all, parse(all, when.at), parse(all, format(a, "%s", when.at))));
}

/* Marks keep atoms apart whose meaning may have changed; a volatile condition is not taken apart. */
Test(formula, marks_and_volatile_conditions)
{
    owned(arena_release) struct arena *a = arena_new();
    struct formulas *all = formulas_new(a);
    const struct formula *was =
        formula_parse(all, &(struct formula_source){ .text = "f(x) AND a", .plain = true, .mark = "was" });

    cr_assert(!formula_implies(all, was, parse(all, "f(x)")));
    cr_assert(!formula_implies(all, parse(all, "f(x) AND a"), was));
    const struct formula *whole =
        formula_parse(all, &(struct formula_source){ .text = "a AND random() < 1" });
    cr_assert(!formula_implies(all, whole, parse(all, "a")));
    cr_assert(formula_implies(all, whole,
                              formula_parse(all, &(struct formula_source){ .text = "a AND random() < 1" })));
}

/* Text that the parser does not know is one atom. */
Test(formula, what_cannot_be_parsed_is_an_atom)
{
    owned(arena_release) struct arena *a = arena_new();
    struct formulas *all = formulas_new(a);

    cr_assert(formula_implies(all, parse(all, "a ))( b"), parse(all, "a ))( b")));
    cr_assert(!formula_implies(all, parse(all, "a ))( b"), parse(all, "a")));
    cr_assert(!formula_implies(all, parse(all, "a) OR (b"), parse(all, "b")));
}
