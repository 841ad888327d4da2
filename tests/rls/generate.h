/*
 * generate: transitions made up at random: policies of one table before, and after a few changes to them.
 */
#ifndef PGBALE_TEST_GENERATE_H
#define PGBALE_TEST_GENERATE_H

#include "arena.h"

struct made_up {
    const char *name, *before, *after; /* SQL, as in a file of the corpus */
};

/* The same numbers give the same transition. */
struct made_up generate_transition(struct arena *a, unsigned seed, unsigned number);

#endif
