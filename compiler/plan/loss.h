/*
 * loss: statements of a migration that lose data need somebody's word that this is meant.
 */
#ifndef PGBALE_LOSS_H
#define PGBALE_LOSS_H

#include "draft.h"

/*
 * Each statement that drops a table, column, sequence, schema or materialized rows, or truncates, must stand
 * after
 * `-- pgbale: allow RULE "reason"` with RULE its capability, such as drop-column. Fails with FAIL_BLOCKED
 * (loss.unexplained), naming every place.
 */
bool loss_check(const struct draft *d, struct fail *f) must_check;

#endif
