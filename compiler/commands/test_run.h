/*
 * test_run: a command on a fresh database to which the applier applied the project's bale.
 */
#ifndef PGBALE_TEST_RUN_H
#define PGBALE_TEST_RUN_H

#include "cli.h"

struct test_request {
    const char *folder;  /* the project's, or NULL */
    const char *scratch; /* DSN of a scratch server, or NULL */
};

/*
 * Packs the migrations into a bale, signs it with a key that lives for this run only, has pgbale-apply (next
 * to this program, else in PATH) apply it to a scratch database with the prelude, and runs the operands as a
 * command with POSTGRES_DSN set. What nobody has declared or reviewed yet does not stand in the way: nothing
 * of it leaves. Fails with FAIL_BLOCKED when a proof is missing or stale, with the applier's status when it
 * refuses, and with FAIL_FAILED when the command does not end with 0.
 */
bool test_run(struct cli *c, const struct test_request *r, struct fail *f) must_check;

#endif
