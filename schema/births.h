/*
 * births: the grants that an object gets from PostgreSQL when it is created.
 */
#ifndef PGBALE_BIRTHS_H
#define PGBALE_BIRTHS_H

#include "model.h"

/*
 * The grants that `o` of another model would have right after its creation in the database that `m`
 * was read from, as objects without an address. None for kinds that cannot be granted on.
 */
struct object **births_of(struct arena *a, const struct model *m, const struct object *o, size_t *count);

#endif
