/*
 * loss: statements of a migration that lose data need somebody's word that this is meant.
 */
#ifndef PGBALE_LOSS_H
#define PGBALE_LOSS_H

#include "draft.h"
#include "proof.h"

/*
 * Each statement that drops a table, column, sequence, schema or foreign table, or truncates, must stand
 * after
 * `-- pgbale: allow RULE "reason"` with RULE its capability, such as drop-column; and each that was seen to
 * change a column's values in silence, after `allow narrow-column`. `p` tells what was seen; NULL: nothing
 * was yet. Fails with FAIL_BLOCKED (loss.unexplained), naming every place.
 */
bool loss_check(const struct draft *d, const struct proof *p, struct fail *f) must_check;

#endif
