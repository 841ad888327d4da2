/*
 * unmanaged: objects that the schema files declare in schemas that are not managed. They would be neither
 * compared nor made, so they are refused by name.
 */
#ifndef PGBALE_UNMANAGED_H
#define PGBALE_UNMANAGED_H

#include "model.h"
#include "source.h"

/* Fails with FAIL_USAGE (schema.unmanaged) and the place of each. */
bool unmanaged_refuse(struct arena *a, const struct managed *managed, const struct source_file *files,
                      size_t n_files, struct fail *f) must_check;

#endif
