/*
 * diff_inner: what the files that compare two models share.
 */
#ifndef PGBALE_DIFF_INNER_H
#define PGBALE_DIFF_INNER_H

#include "diff.h"

/* Adds a line to the refusals, once. */
void diff_refuse(struct diff *d, const char *line);

/* May its rows go, or those of what it is a part of? */
bool diff_may_lose(const struct diff *d, const struct object *now);

/* Is it a column of a partition key? Then its table depends on it, not only it on its table. */
bool diff_is_key(const struct object *o);

/* From all that is dropped, remade or altered to what hangs on it. */
void diff_spread(struct diff *d);

/* From the `n` items in `work`, which has room for each item twice, to what hangs on them. */
void diff_spread_from(struct diff *d, struct item **work, size_t n);

/* Finds what goes on where something that is dropped ends. */
void diff_find_heirs(struct diff *d);

#endif
