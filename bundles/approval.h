/*
 * approval: what a person signs about a bale: it may be applied (or must not be) in an environment; or, in an
 * emergency, it may be applied there although a receipt or an approval is missing (breakglass).
 *
 * Made offline by pgbale-audit approve with a key of the role "approve" or "breakglass"; read by the applier.
 */
#ifndef PGBALE_APPROVAL_H
#define PGBALE_APPROVAL_H

#include "attestation.h"

#define APPROVAL_TYPE "https://pgbale.org/approval/v1"
#define APPROVAL_FORMAT "pgbale-approval/1"

enum { APPROVAL_REASON = 400 }; /* longest reason, bytes */

enum approval_decision { DECISION_APPROVE, DECISION_REJECT, DECISION_BREAKGLASS, DECISIONS };

/* "approve", "reject", "breakglass" */
const char *approval_decision_text(enum approval_decision decision);

struct approval {
    char bale[ID_TEXT];
    enum approval_decision decision;
    const char *lineage;
    const char *environment; /* empty: any; a breakglass always names one */
    const char *reason;      /* for people; may be empty, but not of a rejection or a breakglass */
    uint64_t made;           /* seconds since the epoch */
    uint64_t not_after;      /* 0: as long as the keys are valid; a breakglass always has an end */
};

/*
 * The canonical statement, in the arena; sign it with attestation_sign. Fails with approval.reason,
 * approval.environment or approval.dates when the structure is not what its comments say.
 */
bool approval_text(struct arena *a, const struct approval *approval, struct bytes *out,
                   struct fail *f) must_check;

/* Reads an authenticated statement, strictly; the signers' role must fit the decision. Names: "approval.". */
bool approval_parse(struct arena *a, const struct attestation *at, struct approval *out,
                    struct fail *f) must_check;

#endif
