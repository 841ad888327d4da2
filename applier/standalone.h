/*
 * standalone: carries out one statement that cannot run in a transaction.
 *
 * The intent is committed first, then the statement runs by itself, then the outcome is committed.
 * Whatever dies in between, the next run finds the open intent, reads the state, and adopts what is
 * done, runs again what is not, or removes an invalid index of ours and runs again.
 */
#ifndef PGBALE_STANDALONE_H
#define PGBALE_STANDALONE_H

#include "segment.h"

/*
 * `resume`: the ledger holds an open intent for this very statement. From the intent on, every failure is
 * FAIL_STOPPED: the run stopped inside a standalone step.
 */
bool standalone_run(struct run *r, const struct segment_task *task, bool resume, struct fail *f) must_check;

#endif
