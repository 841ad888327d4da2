/*
 * access_groups: collects cells of the matrix and puts together those that differ in role or command only.
 */
#ifndef PGBALE_ACCESS_GROUPS_H
#define PGBALE_ACCESS_GROUPS_H

#include "access_judge.h"

struct access_groups {
    struct arena *arena;
    size_t *counts; /* by class */
    struct access_cell *cells;
    size_t n_cells, room, first; /* cells from `first` on are of the object at hand */
};

/* Adds one cell of the object at hand, to a group of the same command if one is like it. */
void access_groups_add(struct access_groups *g, struct access_judge *j, const char *role,
                       const struct access_case *one);

/* Ends an object: joins its groups that differ in their command only. */
void access_groups_merge(struct access_groups *g);

#endif
