/*
 * client_test: does a client's own test pass on the schema before and after the newest migration?
 */
#ifndef PGBALE_CLIENT_TEST_H
#define PGBALE_CLIENT_TEST_H

#include "cli.h"
#include "proof.h"

/*
 * Runs the command that pgbale.ini configures for the client on two scratch databases, one with the
 * migrations up to the one before the newest, one with all, and puts the result into the newest proof. A test
 * that fails on the new schema only breaks the client: FAIL_BLOCKED (client.broken) unless the migration
 * declares that. One that fails on both says nothing: FAIL_FAILED (client.unfit), and nothing is recorded.
 */
bool client_test(struct cli *c, const char *folder, const char *scratch, const char *client,
                 struct fail *f) must_check;

/* The reason that a recorded test is. False when it did not break. */
bool client_test_reason(struct arena *a, const struct proof_test *t, struct verdict_reason *out);

#endif
