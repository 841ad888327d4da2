/*
 * statements: see statements.h.
 */
#include "statements.h"

static const enum trust_role_name roles[3] = { ROLE_APPROVE, ROLE_RECEIPT, ROLE_BREAKGLASS };

bool statements_allow(const struct cli *c, struct audit *s, const size_t options[3], struct fail *f)
{
    for (size_t k = 0; k < countof(roles); k++)
        for (size_t i = 0; i < c->values[options[k]].count; i++)
            if (!sandbox_read(&s->paths, c->values[options[k]].at[i], f))
                return false;
    return true;
}

static const char *signers(struct arena *a, const struct attestation *at)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < at->n_signers; i++)
        text_addf(&t, "%s%s", i ? ", " : "", at->signers[i]->name);
    return t.at;
}

static bool about(const struct audited *audited, const char *kind, const char *bale, struct fail *f)
{
    if (strcmp(bale, audited->bale->id) == 0)
        return true;
    fail_named(f, FAIL_BALE, "statement.bale", "the %s is about another bale", kind);
    return fail_detail(f, "%s: %s\nbale: %s", kind, bale, audited->bale->id);
}

static bool report_approval(const struct cli *c, struct audited *audited, const struct evidence_approval *e,
                            struct fail *f)
{
    const struct approval *p = &e->approval;
    const char *kind = p->decision == DECISION_BREAKGLASS ? "breakglass" : "approval";
    bool rejects = p->decision == DECISION_REJECT;

    if (!about(audited, kind, p->bale, f))
        return false;
    report_add(c->arena, &audited->report, kind, p->decision == DECISION_APPROVE ? CHECK_OK : CHECK_NOTE,
               "%s %s it for %s%s%s, %s", signers(c->arena, &e->at),
               rejects                              ? "REJECTS"
               : p->decision == DECISION_BREAKGLASS ? "breaks the glass for"
                                                    : "approves",
               *p->environment ? p->environment : "any environment", *p->reason ? ": " : "", p->reason,
               time_text(c->arena, p->made));
    return true;
}

static bool report_receipt(const struct cli *c, struct audited *audited, const struct evidence_receipt *e,
                           struct fail *f)
{
    if (!about(audited, "receipt", e->receipt.bale, f))
        return false;
    report_add(c->arena, &audited->report, "receipt", CHECK_OK, "%s: applied in %s, target %s, %s",
               signers(c->arena, &e->at), e->receipt.environment, e->receipt.target_id,
               time_text(c->arena, e->receipt.applied));
    return true;
}

static bool report_all(const struct cli *c, struct audited *audited, const struct evidence *e, struct fail *f)
{
    for (size_t i = 0; i < e->n_approvals; i++)
        if (!report_approval(c, audited, &e->approvals[i], f))
            return false;
    for (size_t i = 0; i < e->n_breakglass; i++)
        if (!report_approval(c, audited, &e->breakglass[i], f))
            return false;
    for (size_t i = 0; i < e->n_receipts; i++)
        if (!report_receipt(c, audited, &e->receipts[i], f))
            return false;
    return true;
}

bool statements_read(const struct cli *c, const struct audit *s, const size_t options[3],
                     struct audited *audited, struct evidence *e, struct fail *f)
{
    for (size_t k = 0; k < countof(roles); k++)
        for (size_t i = 0; i < c->values[options[k]].count; i++)
            if (!evidence_add(c->arena, e, c->values[options[k]].at[i], s->trust, roles[k], s->now, f))
                return false;
    return report_all(c, audited, e, f);
}
