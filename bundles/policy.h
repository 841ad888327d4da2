/*
 * policy: may this verified bale be applied in this environment now?
 *
 * Knows nothing of a database: the ledger's rules (sequence, fork, identity) are the applier's.
 */
#ifndef PGBALE_POLICY_H
#define PGBALE_POLICY_H

#include "report.h"
#include "trust.h"

/*
 * Judges dates of the bale and of the trust store, the environments that the bale allows, and what the trust
 * store asks for there (roles, forbidden capabilities in `pending`, the migrations that would be applied).
 * `report` may be NULL. All refusals are FAIL_POLICY: policy.not-yet, policy.expired, policy.trust-expired,
 * policy.environment, policy.environment-unknown, policy.role, policy.capability. Receipts and approvals that
 * the environment asks for are promotion_check's.
 */
bool bale_policy_check(struct arena *a, const struct bale *b, const struct trust *trust,
                       const char *environment, uint64_t now, const struct bale_migration *pending,
                       size_t n_pending, struct bale_report *report, struct fail *f) must_check;

#endif
