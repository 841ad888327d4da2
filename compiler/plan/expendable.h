/*
 * expendable: what the author gives up, `-- pgbale: allow drop-and-add "reason"`: it may be dropped and added
 * where it cannot be changed, or where that looks like a rename.
 */
#ifndef PGBALE_EXPENDABLE_H
#define PGBALE_EXPENDABLE_H

#include "fail.h"
#include "model.h"
#include "source.h"

/* For each object of `m`, by its index, whether a directive in the files is about it; all of them with `all`.
 */
bool expendable_find(struct arena *a, const struct model *m, const struct source_file *files, size_t n_files,
                     bool all, const bool **out, struct fail *f) must_check;

#endif
