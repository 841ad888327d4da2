/*
 * observe_types: which columns lost something of their values when a statement wrote their tables anew.
 */
#ifndef PGBALE_OBSERVE_TYPES_H
#define PGBALE_OBSERVE_TYPES_H

#include "pg.h"

struct column_types;

/* Remembers the types of the columns of the tables that these numbers ("{16384,16390}") name. */
bool column_types_new(struct arena *a, PGconn *db, const char *numbers, struct column_types **out,
                      struct fail *f) must_check;

/*
 * What columns of one table lost since they were remembered, as "price: numeric(10,4) to numeric(10,2),
 * values are rounded to 2 places behind the point"; the types are remembered anew.
 */
bool column_types_narrowed(struct column_types *t, PGconn *db, const char *number, const char *const **out,
                           size_t *n, struct fail *f) must_check;

#endif
