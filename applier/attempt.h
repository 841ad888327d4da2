/*
 * attempt: leaves a trace of an attempt that failed: an entry of its own, of kind "failed".
 */
#ifndef PGBALE_ATTEMPT_H
#define PGBALE_ATTEMPT_H

#include "run.h"

/*
 * Records `why` at the run's position, in a transaction of its own, when there is a ledger and a connection.
 * An interrupt is not recorded. Whatever goes wrong here is a warning: the failure itself matters more.
 */
void attempt_record(struct run *r, const struct fail *why);

#endif
