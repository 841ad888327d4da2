/*
 * apply: brings a target to the newest migration of a verified bale, from wherever it stands.
 */
#ifndef PGBALE_APPLY_H
#define PGBALE_APPLY_H

#include "run.h"
#include "trust.h"

/*
 * Finds out where the target stands, without changing anything: ledger, identity, position, policy for what
 * is pending, preflight. Fills r->ledger and r->position.
 */
bool apply_prepare(struct run *r, const struct trust *trust, uint64_t now, struct fail *f) must_check;

/*
 * Compares the state with what the bale says about the position. Fails with FAIL_TARGET, state.drift. With an
 * open intent the state is left to the standalone step.
 */
bool apply_gate(struct run *r, struct fail *f) must_check;

/* Carries out what is pending; the lock is held. r->position follows each commit. */
bool apply_pending(struct run *r, struct fail *f) must_check;

#endif
