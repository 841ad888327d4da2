/*
 * breaking: pending migrations after which clients in use stop working, and who has accepted that.
 *
 * On a target where something was applied, each pending migration counts, not only the newest one, which the
 * seal is about. On one where nothing was, no client is in use, and only the newest one's claim counts. A
 * bale that was begun was accepted then: going on after a crash asks for nothing.
 */
#ifndef PGBALE_BREAKING_H
#define PGBALE_BREAKING_H

#include "run.h"

/* What breaks: "lndb before 0.9.0 (0003-members)", in the run's arena; NULL: nothing does. */
const char *breaking_text(const struct run *r);

/* What the environment asks for then, for people. */
const char *breaking_needs(const struct run *r, const struct trust *trust);

/* Says what breaks on standard error, if anything does. */
void breaking_warn(const struct run *r);

/*
 * Refuses (FAIL_POLICY, policy.breaking) when something breaks that was accepted neither by the flag, nor by
 * the environment's rules, nor, where these ask for approvals, by an approval. Notes in the run what accepted
 * it.
 */
bool breaking_check(struct run *r, const struct trust *trust, bool flag, struct fail *f) must_check;

#endif
