/*
 * requires: what the managed objects of a database need from outside: roles, extensions, schemas.
 */
#ifndef PGBALE_REQUIRES_H
#define PGBALE_REQUIRES_H

#include "model.h"
#include "proof.h"

#include <libpq-fe.h>

/* Fills the proof's lists, each sorted by byte value. `always` is a schema that is needed besides; NULL:
 * none. */
bool requires_read(struct arena *a, PGconn *db, const struct managed *managed, const char *always,
                   struct proof *out, struct fail *f) must_check;

/* The union of two sorted lists. */
const char *const *requires_union(struct arena *a, const char *const *x, size_t n_x, const char *const *y,
                                  size_t n_y, size_t *n);

#endif
