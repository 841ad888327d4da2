/*
 * access_gate: a migration that widens access, or may do so, is compiled only when a person has reviewed it.
 */
#ifndef PGBALE_ACCESS_GATE_H
#define PGBALE_ACCESS_GATE_H

#include "draft.h"

/*
 * Judges the draft's rls.json. Fails with FAIL_BLOCKED (rls.unreviewed), naming cells, when something widens
 * or is unproven and migration.ini has no rls-review. A proof by a compiler that did not classify passes.
 */
bool access_gate(struct arena *a, const struct draft *d, struct fail *f) must_check;

#endif
