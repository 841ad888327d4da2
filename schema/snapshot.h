/*
 * snapshot: a model as bytes, to be kept in a cache.
 *
 * Bound to the kinds of this build: a snapshot of other kinds, or one whose bytes were changed, is not read.
 */
#ifndef PGBALE_SNAPSHOT_H
#define PGBALE_SNAPSHOT_H

#include "model.h"

/* The bytes of a finished model, with a digest of their own in front. */
struct bytes snapshot_write(struct arena *a, const struct model *m);

/* The model, or NULL when the bytes are not a snapshot that this build wrote. */
struct model *snapshot_read(struct arena *a, struct bytes from);

/* Digest of all queries that make a model: part of a cache's key. */
const char *snapshot_kinds(struct arena *a);

#endif
