/*
 * formula: what can be proven about row conditions without understanding them.
 *
 * A condition is taken apart at AND, OR and NOT; everything else is an atom, known only by its canonical
 * text. Logic is SQL's, with three values: a row passes when its condition is true, and neither false nor
 * null do. So a formula here says "is true", in negation normal form, where an atom may be true, false or
 * neither.
 *
 * A proof is sound: "implies" holds for all rows, claims and moments, as long as equal atoms have equal
 * values in one statement. That no proof was found says nothing.
 */
#ifndef PGBALE_FORMULA_H
#define PGBALE_FORMULA_H

#include "text.h"

enum formula_kind { FORMULA_FALSE, FORMULA_TRUE, FORMULA_ATOM, FORMULA_AND, FORMULA_OR };

struct formula {
    enum formula_kind kind;
    size_t atom;  /* FORMULA_ATOM: index of the atom */
    bool negated; /* FORMULA_ATOM: the atom is false, else it is true */
    const struct formula *const *parts;
    size_t n_parts;
};

/* Atoms of all formulas that are compared with each other. */
struct formulas;

struct formulas *formulas_new(struct arena *a);

/* A column of the policy's own table that has another name after. Names as the parser reads them, unquoted.
 */
struct formula_rename {
    const char *was, *now;
};

struct formula_source {
    const char *text; /* an expression as pg_get_expr() writes it */
    bool plain;       /* false: it holds something volatile, so it is one atom as a whole */
    const char *mark; /* atoms with different marks are never the same; NULL: none */
    const char *table,
        *new_table; /* the policy's own table before and after, when columns or it were renamed */
    const struct formula_rename *renames;
    size_t n_renames;
};

/* Never NULL: what cannot be parsed is one atom. */
const struct formula *formula_parse(struct formulas *all, const struct formula_source *source);

extern const struct formula formula_true, formula_false;

/* Both flatten, and simplify at true and false. */
const struct formula *formula_and(struct formulas *all, const struct formula *const *parts, size_t n);
const struct formula *formula_or(struct formulas *all, const struct formula *const *parts, size_t n);

/* One atom of its own with that key; `negated`: that it is false. */
const struct formula *formula_atom(struct formulas *all, struct bytes key, bool negated);

/*
 * True when it is proven that `then` is true wherever `when` is. False: not proven, also when the search was
 * given up after a fixed number of steps.
 */
bool formula_implies(const struct formulas *all, const struct formula *when, const struct formula *then);

#endif
