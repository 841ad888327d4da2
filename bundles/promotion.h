/*
 * promotion: has this bale been where it must have been, and do those agree who must?
 *
 * A trust store's environment may ask for receipts of the same bale from other environments and for
 * approvals. Where one is missing, a breakglass by enough keys of that role opens the way; it never replaces
 * the release signatures of the bale, its dates, its environments, or anything that the target's ledger says.
 */
#ifndef PGBALE_PROMOTION_H
#define PGBALE_PROMOTION_H

#include "approval.h"
#include "receipt.h"
#include "report.h"

enum { EVIDENCE_MOST = 64 }; /* statements of each kind */

struct evidence_receipt {
    struct attestation at;
    struct receipt receipt;
};

struct evidence_approval {
    struct attestation at;
    struct approval approval;
};

/* Statements that were given with a bale; all authenticated. */
struct evidence {
    struct evidence_receipt receipts[EVIDENCE_MOST];
    struct evidence_approval approvals[EVIDENCE_MOST], breakglass[EVIDENCE_MOST];
    size_t n_receipts, n_approvals, n_breakglass;
};

/* Adds the statement in a file. `role` says of which kind it has to be: receipt, approve or breakglass. */
bool evidence_add(struct arena *a, struct evidence *e, const char *path, const struct trust *trust,
                  enum trust_role_name role, uint64_t now, struct fail *f) must_check;

/* What promotion_check found, to be recorded in the ledger. */
struct promotion {
    bool broken;         /* the glass was broken */
    bool approved;       /* enough keys approve of it, asked for or not */
    const char *reason;  /* of the breakglass; NULL: not broken */
    const char *missing; /* what was missing then, as short name and sentence */
    const struct attestation *used[3 * EVIDENCE_MOST];
    size_t n_used;
};

/*
 * Judges what the environment asks for. All refusals are FAIL_POLICY: policy.rejected, policy.approval (too
 * few), policy.receipt-missing, and, when there are receipts from the environment but none will do, the
 * reason of the last: policy.receipt-bale, -lineage, -state, -target, -young, -old; policy.breakglass (too
 * few signers).
 */
bool promotion_check(struct arena *a, const struct evidence *e, const struct bale *b,
                     const struct trust *trust, const char *environment, uint64_t now, struct promotion *out,
                     struct bale_report *report, struct fail *f) must_check;

/*
 * What the environment asks for about access ("rls": "no-widening-without-approval"): refuses (policy.rls)
 * when a migration of `pending` widens it, is unproven, or was not analysed, and the promotion was not
 * approved.
 */
bool promotion_check_access(struct arena *a, const struct promotion *p, const struct trust *trust,
                            const char *environment, const struct bale_migration *pending, size_t n_pending,
                            struct fail *f) must_check;

#endif
