/*
 * effects: what each statement of a migration does to the relations that are there before it, by execution.
 */
#ifndef PGBALE_EFFECTS_H
#define PGBALE_EFFECTS_H

#include "proof.h"
#include "workspace.h"

/*
 * Carries the steps out in a copy of `*db`, which holds the state before; `*db` is closed and opened again.
 * Each statement runs in a transaction of its own. Fills the proof's effects.
 */
bool effects_observe(struct arena *a, struct workspace *w, const struct draft *d, PGconn **db,
                     struct proof *out, struct fail *f) must_check;

#endif
