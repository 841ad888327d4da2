/*
 * evidence: the statements that are given with a bale, read and authenticated. See promotion.h.
 */
#include "promotion.h"

static bool room(size_t n, const char *path, struct fail *f)
{
    return n < EVIDENCE_MOST ||
           fail(f, FAIL_USAGE, "%s: there are more than %d statements of this kind", path, EVIDENCE_MOST);
}

static bool add_approval(struct arena *a, struct evidence_approval *list, size_t *n,
                         const struct attestation *at, const char *path, struct fail *f)
{
    if (!room(*n, path, f))
        return false;
    struct evidence_approval *one = &list[*n];
    one->at = *at;
    if (!approval_parse(a, &one->at, &one->approval, f) ||
        !attestation_covers(&one->at, one->approval.lineage, f))
        return fail_context(f, "%s", path);
    (*n)++;
    return true;
}

static bool add_receipt(struct arena *a, struct evidence *e, const struct attestation *at, const char *path,
                        struct fail *f)
{
    if (!room(e->n_receipts, path, f))
        return false;
    struct evidence_receipt *one = &e->receipts[e->n_receipts];
    one->at = *at;
    if (!receipt_parse(a, &one->at, &one->receipt, f) ||
        !attestation_covers(&one->at, one->receipt.lineage, f))
        return fail_context(f, "%s", path);
    e->n_receipts++;
    return true;
}

bool evidence_add(struct arena *a, struct evidence *e, const char *path, const struct trust *trust,
                  enum trust_role_name role, uint64_t now, struct fail *f)
{
    struct attestation at;
    struct bytes file;

    if (!attestation_read(a, path, &file, f) || !attestation_open(a, file, path, trust, role, now, &at, f))
        return false;
    if (role == ROLE_RECEIPT)
        return add_receipt(a, e, &at, path, f);
    return role == ROLE_BREAKGLASS ? add_approval(a, e->breakglass, &e->n_breakglass, &at, path, f)
                                   : add_approval(a, e->approvals, &e->n_approvals, &at, path, f);
}
