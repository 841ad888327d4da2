/*
 * preflight: all that would make an apply fail for reasons that have nothing to do with its steps.
 */
#ifndef PGBALE_PREFLIGHT_H
#define PGBALE_PREFLIGHT_H

#include "bale.h"
#include "target.h"

/*
 * Looks for every problem and reports all of them at once in the detail of one fail, FAIL_TARGET,
 * target.preflight. `first` is the index of the first migration that would be applied; the newest is
 * looked at in any case.
 */
bool preflight_check(struct target *t, const struct bale *b, size_t first, struct fail *f) must_check;

/* Warns when the login is a superuser, and says what is lost by that. */
void preflight_warn(const struct target *t);

#endif
