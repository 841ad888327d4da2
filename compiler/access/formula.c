/*
 * formula: see formula.h. Parsing is in formula_parse.c.
 *
 * The search is complete within its budget: in negation normal form truth only grows with the set of literals
 * that hold, so `when` implies `then` exactly if `then` is true under each smallest set of literals that
 * makes `when` true.
 */
#include "formula_inner.h"

enum { BUDGET = 20000 };

const struct formula formula_true = { .kind = FORMULA_TRUE };
const struct formula formula_false = { .kind = FORMULA_FALSE };

struct formulas *formulas_new(struct arena *a)
{
    struct formulas *all = arena_alloc(a, sizeof *all);

    all->arena = a;
    all->n_buckets = 1024;
    all->buckets = arena_array(a, all->n_buckets, sizeof *all->buckets);
    return all;
}

static uint64_t hash_of(struct bytes key)
{
    uint64_t h = 1469598103934665603u;

    for (size_t i = 0; i < key.size; i++)
        h = (h ^ key.at[i]) * 1099511628211u;
    return h;
}

static void grow(struct formulas *all)
{
    size_t n = all->n_buckets * 4;
    struct formula_atom_entry **buckets = arena_array(all->arena, n, sizeof *buckets);

    for (size_t i = 0; i < all->n_buckets; i++)
        for (struct formula_atom_entry *e = all->buckets[i], *next; e; e = next) {
            next = e->next;
            e->next = buckets[e->hash % n];
            buckets[e->hash % n] = e;
        }
    all->buckets = buckets;
    all->n_buckets = n;
}

const struct formula *formula_atom(struct formulas *all, struct bytes key, bool negated)
{
    uint64_t hash = hash_of(key);
    struct formula_atom_entry *e = all->buckets[hash % all->n_buckets];

    while (e && !(e->hash == hash && bytes_equal(e->key, key)))
        e = e->next;
    if (!e) {
        if (all->n_atoms > all->n_buckets)
            grow(all);
        e = arena_alloc(all->arena, sizeof *e);
        *e = (struct formula_atom_entry){ .hash = hash, .next = all->buckets[hash % all->n_buckets] };
        e->key = (struct bytes){ (const uint8_t *)arena_copy(all->arena, key.at, key.size), key.size };
        all->buckets[hash % all->n_buckets] = e;
        e->forms[0] = (struct formula){ .kind = FORMULA_ATOM, .atom = all->n_atoms };
        e->forms[1] = (struct formula){ .kind = FORMULA_ATOM, .atom = all->n_atoms, .negated = true };
        all->n_atoms++;
    }
    return &e->forms[negated];
}

/* ------------------------------------------------------------ AND and OR */

static size_t count_flat(enum formula_kind kind, const struct formula *const *parts, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += parts[i]->kind == kind ? parts[i]->n_parts : 1;
    return count;
}

static void add_once(const struct formula **list, size_t *n, const struct formula *one)
{
    for (size_t i = 0; i < *n; i++)
        if (list[i] == one)
            return;
    list[(*n)++] = one;
}

/* `neutral` vanishes, `absorbing` decides. */
static const struct formula *join(struct formulas *all, enum formula_kind kind,
                                  const struct formula *const *parts, size_t n)
{
    enum formula_kind neutral = kind == FORMULA_AND ? FORMULA_TRUE : FORMULA_FALSE;
    enum formula_kind absorbing = kind == FORMULA_AND ? FORMULA_FALSE : FORMULA_TRUE;
    const struct formula **flat = arena_array(all->arena, count_flat(kind, parts, n), sizeof *flat);
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        if (parts[i]->kind == absorbing)
            return parts[i];
        if (parts[i]->kind == neutral)
            continue;
        if (parts[i]->kind != kind) {
            add_once(flat, &count, parts[i]);
            continue;
        }
        for (size_t k = 0; k < parts[i]->n_parts; k++)
            add_once(flat, &count, parts[i]->parts[k]);
    }
    if (count == 0)
        return kind == FORMULA_AND ? &formula_true : &formula_false;
    if (count == 1)
        return flat[0];
    struct formula *f = arena_alloc(all->arena, sizeof *f);
    *f = (struct formula){ .kind = kind, .parts = flat, .n_parts = count };
    return f;
}

const struct formula *formula_and(struct formulas *all, const struct formula *const *parts, size_t n)
{
    return join(all, FORMULA_AND, parts, n);
}

const struct formula *formula_or(struct formulas *all, const struct formula *const *parts, size_t n)
{
    return join(all, FORMULA_OR, parts, n);
}

/* ------------------------------------------------------------ proof */

/*
 * A quick look at the shape: finds that a condition implies itself, or one with more alternatives or fewer
 * conjuncts, also where it is too large for the search.
 */
static bool covers(const struct formula *when, const struct formula *then, size_t *steps)
{
    bool one = false;

    if (when == then || when->kind == FORMULA_FALSE || then->kind == FORMULA_TRUE)
        return true;
    if (++*steps > BUDGET)
        return false;
    if (when->kind == FORMULA_OR) {
        for (size_t i = 0; i < when->n_parts; i++)
            if (!covers(when->parts[i], then, steps))
                return false;
        return true;
    }
    if (then->kind == FORMULA_AND) {
        for (size_t i = 0; i < then->n_parts; i++)
            if (!covers(when, then->parts[i], steps))
                return false;
        return true;
    }
    for (size_t i = 0; when->kind == FORMULA_AND && i < when->n_parts && !one; i++)
        one = covers(when->parts[i], then, steps);
    for (size_t i = 0; then->kind == FORMULA_OR && i < then->n_parts && !one; i++)
        one = covers(when, then->parts[i], steps);
    return one;
}

/* Formulas that are still to be taken apart; a stack whose older part is shared between branches. */
struct pending {
    const struct formula *formula;
    const struct pending *rest;
};

struct search {
    bool *is_true, *is_false; /* by atom: literals that hold on this branch */
    const struct formula *then;
    size_t steps;
};

static bool holds(const struct search *s, const struct formula *f)
{
    switch (f->kind) {
    case FORMULA_TRUE:
        return true;
    case FORMULA_FALSE:
        return false;
    case FORMULA_ATOM:
        return f->negated ? s->is_false[f->atom] : s->is_true[f->atom];
    case FORMULA_AND:
        for (size_t i = 0; i < f->n_parts; i++)
            if (!holds(s, f->parts[i]))
                return false;
        return true;
    case FORMULA_OR:
        for (size_t i = 0; i < f->n_parts; i++)
            if (holds(s, f->parts[i]))
                return true;
        return false;
    }
    return false;
}

static bool follows(struct search *s, const struct pending *pending);

/* Assumes one literal for the rest of the branch. */
static bool follows_literal(struct search *s, const struct formula *f, const struct pending *rest)
{
    bool *here = f->negated ? s->is_false : s->is_true, *there = f->negated ? s->is_true : s->is_false;

    if (there[f->atom])
        return true; /* both true and false: no row is like that */
    if (here[f->atom])
        return follows(s, rest);
    here[f->atom] = true;
    bool done = holds(s, s->then) || follows(s, rest);
    here[f->atom] = false;
    return done;
}

static bool follows_all(struct search *s, const struct formula *f, size_t from, const struct pending *rest)
{
    if (from == f->n_parts)
        return follows(s, rest);
    struct pending more = { f->parts[from], rest };
    /* The parts of a conjunction are stacked one on the other by recursion, so that all of them are pending.
     */
    return follows_all(s, f, from + 1, &more);
}

static bool follows(struct search *s, const struct pending *pending)
{
    if (!pending)
        return holds(s, s->then);
    if (++s->steps > BUDGET)
        return false;
    const struct formula *f = pending->formula;
    switch (f->kind) {
    case FORMULA_TRUE:
        return follows(s, pending->rest);
    case FORMULA_FALSE:
        return true;
    case FORMULA_ATOM:
        return follows_literal(s, f, pending->rest);
    case FORMULA_AND:
        return follows_all(s, f, 0, pending->rest);
    case FORMULA_OR:
        for (size_t i = 0; i < f->n_parts; i++) {
            struct pending one = { f->parts[i], pending->rest };
            if (!follows(s, &one))
                return false;
        }
        return true;
    }
    return false;
}

bool formula_implies(const struct formulas *all, const struct formula *when, const struct formula *then)
{
    size_t steps = 0;

    if (covers(when, then, &steps))
        return true;
    owned(arena_release) struct arena *a = arena_new();
    struct search s = { .is_true = arena_array(a, all->n_atoms + 1, sizeof(bool)),
                        .is_false = arena_array(a, all->n_atoms + 1, sizeof(bool)),
                        .then = then };
    struct pending first = { when, NULL };
    return follows(&s, &first);
}
