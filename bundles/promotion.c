/*
 * promotion: see promotion.h.
 */
#include "promotion.h"

#include "rls.h"

#include <inttypes.h>

/* One question: this bale, there, now; and distinct keys that speak for it. */
struct asking {
    struct arena *arena;
    const struct bale *bale;
    const struct trust *trust;
    const struct trust_environment *environment;
    uint64_t now;
    struct promotion *out;
};

struct voters {
    const struct trust_key *keys[TRUST_KEYS];
    size_t n;
};

static void add_voter(struct voters *v, const struct trust_key *key)
{
    for (size_t i = 0; i < v->n; i++)
        if (v->keys[i] == key)
            return;
    v->keys[v->n++] = key;
}

static void use(struct asking *q, struct voters *v, const struct attestation *at)
{
    for (size_t i = 0; i < at->n_signers; i++)
        add_voter(v, at->signers[i]);
    q->out->used[q->out->n_used++] = at;
}

static bool same_bale(const struct asking *q, const char *id, const char *lineage)
{
    return text_equal(id, q->bale->id) && text_equal(lineage, q->bale->lineage);
}

/* Does this decision speak about this bale, here and now? */
static bool speaks(const struct asking *q, const struct approval *p)
{
    return same_bale(q, p->bale, p->lineage) && !(p->not_after && q->now > p->not_after) &&
           (!*p->environment || text_equal(p->environment, q->environment->name));
}

/* --- approvals -------------------------------------------------------------------------------- */

static bool rejections_check(const struct asking *q, const struct evidence *e, struct fail *f)
{
    for (size_t i = 0; i < e->n_approvals; i++) {
        const struct approval *p = &e->approvals[i].approval;
        if (p->decision == DECISION_REJECT && speaks(q, p)) {
            fail_named(f, FAIL_POLICY, "policy.rejected", "the bale was rejected by \"%s\"",
                       e->approvals[i].at.signers[0]->name);
            return fail_detail(f, "%s", p->reason);
        }
    }
    return true;
}

/* Approvals in the bale itself: bale_open has verified the signatures. */
static void count_signatures(const struct asking *q, struct voters *v)
{
    for (size_t i = 0; i < q->bale->n_signatures; i++) {
        const struct trust_key *key = trust_find(q->trust, q->bale->signatures[i].key_id);
        if (key && q->bale->signatures[i].key_name && trust_has_role(q->trust, key, ROLE_APPROVE) &&
            trust_key_valid(key, q->now) && trust_key_covers(key, q->bale->lineage))
            add_voter(v, key);
    }
}

static bool approvals_check(struct asking *q, const struct evidence *e, struct fail *f)
{
    struct voters v = { .n = 0 };
    size_t needed = q->trust->roles[ROLE_APPROVE].threshold;
    bool required = q->environment->require[ROLE_APPROVE];

    if (!required && !q->environment->no_widening && q->environment->breaking != BREAKING_APPROVAL)
        return true;
    count_signatures(q, &v);
    for (size_t i = 0; i < e->n_approvals; i++)
        if (e->approvals[i].approval.decision == DECISION_APPROVE && speaks(q, &e->approvals[i].approval))
            use(q, &v, &e->approvals[i].at);
    q->out->approved = needed && v.n >= needed;
    if (q->out->approved || !required)
        return true;
    fail_named(f, FAIL_POLICY, "policy.approval",
               "the environment \"%s\" asks for %zu approval(s) of this bale, there are %zu",
               q->environment->name, needed, v.n);
    for (size_t i = 0; i < e->n_approvals; i++)
        if (!speaks(q, &e->approvals[i].approval))
            fail_detail(
                f, "one that was given is for another bale (%.12s), lineage or environment, or has ended",
                e->approvals[i].approval.bale);
    return fail_hint(f, "Approve it with \"pgbale-audit approve\" and give the file with --with-approval.");
}

/* --- receipts --------------------------------------------------------------------------------- */

static bool listed(const char *const *list, const char *text)
{
    for (; list && *list; list++)
        if (text_equal(*list, text))
            return true;
    return false;
}

static bool state_fits(const struct bale *b, const struct receipt *r)
{
    const struct bale_migration *newest = bale_newest(b);
    const struct bale_states *states = bale_states_of(newest, r->major);

    return r->sequence == newest->sequence && text_equal(r->migration, newest->id) && states &&
           text_equal(states->digests[states->n_digests - 1], r->state);
}

static bool receipt_check(const struct asking *q, const struct trust_receipt *rule, const struct receipt *r,
                          struct fail *f)
{
    uint64_t age = q->now > r->applied ? q->now - r->applied : 0;

    if (!text_equal(r->lineage, q->bale->lineage))
        return fail_named(f, FAIL_POLICY, "policy.receipt-lineage",
                          "the receipt from \"%s\" is for the lineage \"%s\"", r->environment, r->lineage);
    if (!text_equal(r->bale, q->bale->id)) {
        fail_named(f, FAIL_POLICY, "policy.receipt-bale", "the receipt from \"%s\" is for another bale",
                   r->environment);
        return fail_detail(f, "receipt %s\nbale    %s", r->bale, q->bale->id);
    }
    if (!state_fits(q->bale, r))
        return fail_named(f, FAIL_POLICY, "policy.receipt-state",
                          "the receipt from \"%s\" names another migration or state than the bale promises",
                          r->environment);
    if (rule->target_ids && !listed(rule->target_ids, r->target_id))
        return fail_named(f, FAIL_POLICY, "policy.receipt-target",
                          "the receipt from \"%s\" is by the target %s, which does not count here",
                          r->environment, r->target_id);
    if (age < rule->min_age)
        return fail_named(f, FAIL_POLICY, "policy.receipt-young",
                          "the bale was applied in \"%s\" %" PRIu64 " s ago; the environment \"%s\" asks for "
                          "%" PRIu64 " s at least",
                          r->environment, age, q->environment->name, rule->min_age);
    if (rule->max_age && age > rule->max_age)
        return fail_named(f, FAIL_POLICY, "policy.receipt-old",
                          "the bale was applied in \"%s\" %" PRIu64 " s ago; the environment \"%s\" takes "
                          "%" PRIu64 " s at most",
                          r->environment, age, q->environment->name, rule->max_age);
    return true;
}

static bool rule_check(struct asking *q, const struct evidence *e, const struct trust_receipt *rule,
                       struct fail *f)
{
    struct voters v = { .n = 0 };
    size_t needed = q->trust->roles[ROLE_RECEIPT].threshold;

    fail_named(f, FAIL_POLICY, "policy.receipt-missing",
               "the environment \"%s\" asks for a receipt of this bale from \"%s\", and none was given",
               q->environment->name, rule->environment);
    for (size_t i = 0; i < e->n_receipts; i++)
        if (text_equal(e->receipts[i].receipt.environment, rule->environment) &&
            receipt_check(q, rule, &e->receipts[i].receipt, f))
            use(q, &v, &e->receipts[i].at);
    if (v.n >= needed)
        return true;
    if (v.n)
        fail_named(f, FAIL_POLICY, "policy.receipt-missing",
                   "receipts from \"%s\" must be signed by %zu keys, these are by %zu", rule->environment,
                   needed, v.n);
    return fail_hint(f,
                     "Apply the bale in \"%s\" with --receipt, or get the receipt again there with "
                     "\"pgbale-apply receipt\"; give it here with --with-receipt.",
                     rule->environment);
}

static bool receipts_check(struct asking *q, const struct evidence *e, struct fail *f)
{
    for (size_t i = 0; i < q->environment->n_receipts; i++)
        if (!rule_check(q, e, &q->environment->receipts[i], f))
            return false;
    return true;
}

/* --- breakglass ------------------------------------------------------------------------------- */

/* `f` says what is missing; a breakglass that holds turns that into a note. */
static bool break_glass(struct asking *q, const struct evidence *e, struct fail *f)
{
    struct voters v = { .n = 0 };
    const char *reason = NULL;
    const char *missing = format(q->arena, "%s: %s", f->name, f->message);
    size_t needed = q->trust->roles[ROLE_BREAKGLASS].threshold;

    for (size_t i = 0; i < e->n_breakglass; i++)
        if (speaks(q, &e->breakglass[i].approval)) {
            use(q, &v, &e->breakglass[i].at);
            reason = e->breakglass[i].approval.reason;
        }
    if (e->n_breakglass == 0)
        return false;
    if (!reason || v.n < needed) {
        fail_detail(f, "The breakglass does not help: %zu of %zu keys speak for this bale in \"%s\" now.",
                    v.n, needed, q->environment->name);
        memcpy(f->name, "policy.breakglass", sizeof "policy.breakglass");
        return false;
    }
    q->out->broken = true;
    q->out->reason = reason;
    q->out->missing = missing;
    return true;
}

bool promotion_check(struct arena *a, const struct evidence *e, const struct bale *b,
                     const struct trust *trust, const char *environment, uint64_t now, struct promotion *out,
                     struct bale_report *report, struct fail *f)
{
    static const struct trust_environment none = { .name = "" };
    const struct trust_environment *rules = trust_environment_of(trust, environment);
    struct asking q = { a, b, trust, rules ? rules : &none, now, out };

    *out = (struct promotion){ .n_used = 0 };
    if (!rejections_check(&q, e, f) ||
        !((approvals_check(&q, e, f) && receipts_check(&q, e, f)) || break_glass(&q, e, f))) {
        report_add(a, report, f->name, CHECK_REFUSED, "%s", f->message);
        return false;
    }
    if (out->broken)
        report_add(a, report, "breakglass", CHECK_NOTE, "%s (%s)", out->reason, out->missing);
    else
        report_add(a, report, "promotion", CHECK_OK, "%zu receipts and approvals counted", out->n_used);
    return true;
}

/* --- access ----------------------------------------------------------------------------------- */

bool promotion_check_access(struct arena *a, const struct promotion *p, const struct trust *trust,
                            const char *environment, const struct bale_migration *pending, size_t n_pending,
                            struct fail *f)
{
    const struct trust_environment *rules = trust_environment_of(trust, environment);

    if (!rules || !rules->no_widening || (p && (p->approved || p->broken)))
        return true;
    for (size_t i = 0; i < n_pending; i++) {
        struct rls_summary s;
        bool read = rls_summary(a, pending[i].rls, &s);
        if (read && s.analysed && !rls_needs_review(&s))
            continue;
        fail_named(f, FAIL_POLICY, "policy.rls",
                   "the environment \"%s\" lets access widen with an approval only, and there is none",
                   rules->name);
        if (read && s.analysed)
            fail_detail(f, "%s widens %" PRIu64 " cells, %" PRIu64 " are unproven", pending[i].name, s.widens,
                        s.unproven);
        else
            fail_detail(f, "%s does not say whether it widens access", pending[i].name);
        return fail_hint(
            f, "Look at it with \"pgbale-audit show\", approve it with \"pgbale-audit approve\", and give "
               "the file with --with-approval.");
    }
    return true;
}
