/*
 * fold: which objects are made inside their parent's CREATE and vanish with another's DROP.
 */
#ifndef PGBALE_FOLD_H
#define PGBALE_FOLD_H

#include "diff.h"

/* Sets make_host and drop_host of all items. */
void fold_items(struct diff *d);

/* Writes each object's parts: the children that are made inside its own CREATE. */
void fold_set_parts(struct diff *d);

/* The item whose statement makes, or drops, this one. */
struct item *fold_make_top(struct item *item);
struct item *fold_drop_top(struct item *item);

/* Is it a copy, on all sides where it is there, whose link to its origin stays? */
bool fold_linked(const struct diff *d, const struct item *item);

/* Is it dropped by its origin's statement? */
bool fold_goes_with_origin(const struct diff *d, const struct item *item);

/* The item of an object's parent in the new (`now`) or old model; NULL when it has none. */
struct item *fold_parent(const struct diff *d, const struct object *o, bool now);

#endif
