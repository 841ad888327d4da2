/*
 * pipeline: the statements of a transactional segment, sent ahead of their answers, so that the time
 * over a slow link does not grow with their number.
 */
#ifndef PGBALE_PIPELINE_H
#define PGBALE_PIPELINE_H

#include "run.h"

/*
 * Runs steps first..first+n-1 of a migration in the transaction that is open, each after its session
 * settings, and checks every answer. On failure the transaction is failed, or the connection is gone:
 * nothing of the segment can be committed any more.
 */
bool pipeline_run(struct run *r, const struct bale_migration *m, size_t first, size_t n,
                  struct fail *f) must_check;

#endif
