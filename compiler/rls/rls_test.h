/*
 * rls_test: "pgbale test --rls".
 */
#ifndef PGBALE_RLS_TEST_H
#define PGBALE_RLS_TEST_H

#include "cli.h"

/*
 * Asks a scratch database that holds the proven migrations what the files in tests/rls ask, each file in a
 * transaction that is rolled back, and prints TAP. `folder` and `scratch` may be NULL. Fails with FAIL_FAILED
 * (rls.failed) when an answer is another than expected, and with FAIL_BLOCKED without fresh proofs.
 */
bool rls_test(struct cli *c, const char *folder, const char *scratch, struct fail *f) must_check;

#endif
