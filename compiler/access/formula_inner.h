/*
 * formula_inner: the table of atoms, for formula.c and formula_parse.c.
 */
#ifndef PGBALE_FORMULA_INNER_H
#define PGBALE_FORMULA_INNER_H

#include "formula.h"

struct formula_atom_entry {
    uint64_t hash;
    struct bytes key;
    struct formula forms[2]; /* that it is true, that it is false */
    struct formula_atom_entry *next;
};

struct formulas {
    struct arena *arena;
    struct formula_atom_entry **buckets;
    size_t n_buckets, n_atoms;
};

#endif
