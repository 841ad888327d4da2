/*
 * approval: see approval.h.
 */
#include "approval.h"

#include "about.h"

static const struct json_document document = {
    .file = "approval", .topic = "approval", .code = FAIL_BALE, .canonical = true
};

static const char *const decisions[DECISIONS] = {
    [DECISION_APPROVE] = "approve",
    [DECISION_REJECT] = "reject",
    [DECISION_BREAKGLASS] = "breakglass",
};

const char *approval_decision_text(enum approval_decision decision)
{
    return decisions[decision];
}

static bool check(const struct approval *p, struct fail *f)
{
    if (strlen(p->reason) > APPROVAL_REASON || !utf8_valid(p->reason, strlen(p->reason)))
        return fail_named(f, FAIL_USAGE, "approval.reason", "the reason is not UTF-8 of at most %d bytes",
                          APPROVAL_REASON);
    if (p->decision != DECISION_APPROVE && !*p->reason)
        return fail_named(f, FAIL_USAGE, "approval.reason", "a %s needs a reason",
                          approval_decision_text(p->decision));
    if (p->decision == DECISION_BREAKGLASS && !*p->environment)
        return fail_named(f, FAIL_USAGE, "approval.environment", "a breakglass must name an environment");
    if (p->decision == DECISION_BREAKGLASS && !p->not_after)
        return fail_named(f, FAIL_USAGE, "approval.dates", "a breakglass must have an end");
    if (p->not_after && p->not_after <= p->made)
        return fail_named(f, FAIL_USAGE, "approval.dates", "the statement ends before it was made");
    return true;
}

bool approval_text(struct arena *a, const struct approval *p, struct bytes *out, struct fail *f)
{
    json_t *predicate;

    if (!check(p, f))
        return false;
    predicate = json_new_object();
    json_put_text(predicate, "format", APPROVAL_FORMAT);
    json_put_text(predicate, "decision", approval_decision_text(p->decision));
    json_put_text(predicate, "lineage", p->lineage);
    json_put_text(predicate, "environment", p->environment);
    json_put_text(predicate, "reason", p->reason);
    json_put_number(predicate, "made", p->made);
    json_put_number(predicate, "not_after", p->not_after);
    *out = about_text(a, p->bale, APPROVAL_TYPE, predicate);
    return true;
}

static bool read_decision(struct arena *a, struct json_value *p, enum trust_role_name role,
                          enum approval_decision *out, struct fail *f)
{
    const char *text;

    if (!json_take_text(a, p, "decision", BALE_NAME, &text, f))
        return false;
    for (size_t i = 0; i < DECISIONS; i++)
        if (text_equal(text, decisions[i])) {
            enum trust_role_name needed = i == DECISION_BREAKGLASS ? ROLE_BREAKGLASS : ROLE_APPROVE;
            if (role != needed)
                return json_refuse(p, "decision", "decision", f,
                                   "is \"%s\", which a key of the role "
                                   "\"%s\" cannot decide",
                                   text, trust_role_text(role));
            *out = (enum approval_decision)i;
            return true;
        }
    return json_refuse(p, "decision", "decision", f, "must be approve, reject or breakglass");
}

bool approval_parse(struct arena *a, const struct attestation *at, struct approval *out, struct fail *f)
{
    owned(json_release) json_t *tree = NULL;
    const uint64_t largest = (uint64_t)JSON_LARGEST;
    struct json_value root, p;
    struct approval r = { .made = 0 };

    if (!about_open(at->statement, &document, APPROVAL_TYPE, &tree, &root, &p, r.bale, f) ||
        !json_take_exactly(&p, "format", APPROVAL_FORMAT, f) ||
        !read_decision(a, &p, at->role, &r.decision, f) ||
        !json_take_text(a, &p, "lineage", BALE_NAME, &r.lineage, f) ||
        !json_take_maybe_empty(a, &p, "environment", BALE_NAME, &r.environment, f) ||
        !json_take_maybe_empty(a, &p, "reason", APPROVAL_REASON, &r.reason, f) ||
        !json_take_number(&p, "made", largest, &r.made, f) ||
        !json_take_number(&p, "not_after", largest, &r.not_after, f) || !about_done(&root, &p, f))
        return false;
    if (!check(&r, f)) {
        f->code = FAIL_BALE;
        return fail_context(f, "approval");
    }
    *out = r;
    return true;
}
