/*
 * snapshot: a model as bytes, to be kept in a cache.
 *
 * Bound to the kinds of this build: a snapshot of other kinds is not read. Whoever keeps the bytes sees to it
 * that they stay what they are; bytes that cannot be a snapshot are refused all the same.
 */
#ifndef PGBALE_SNAPSHOT_H
#define PGBALE_SNAPSHOT_H

#include "model.h"

/* The bytes of a finished model. */
struct bytes snapshot_write(struct arena *a, const struct model *m);

/* The model, or NULL when the bytes are not a snapshot that this build wrote. Its texts point into the bytes.
 */
struct model *snapshot_read(struct arena *a, struct bytes from);

/* Digest of all queries that make a model: part of a cache's key. */
const char *snapshot_kinds(struct arena *a);

#endif
