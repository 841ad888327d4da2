/*
 * Promotion: receipts, approvals and breakglass, from signed files to a verdict.
 */
#include "promotion.h"

#include "file.h"
#include "frame.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <unistd.h>

enum { RELEASE, RECEIPT, APPROVE, SECOND, BREAKGLASS, GLASS2, STRANGER, N_KEYS };

struct fixture {
    struct arena *arena;
    struct bale *bale;
    struct trust *trust;
    struct private_key *keys[N_KEYS];
    struct trust_environment environment;
    struct trust_receipt rule;
    struct evidence evidence;
    struct promotion promotion;
};

static void give_role(struct trust *t, enum trust_role_name role, size_t first, size_t n, size_t threshold)
{
    t->roles[role] = (struct trust_role){ .defined = true, .n_keys = n, .threshold = threshold };
    for (size_t i = 0; i < n; i++)
        t->roles[role].keys[i] = first + i;
}

static struct fixture *fixture_new(struct arena *a)
{
    static const char *const nothing[] = { NULL }, *const names[] = { "release", "receipt", "approve",
                                                                      "second",  "glass",   "glass2" };
    struct fixture *x = arena_alloc(a, sizeof *x);
    struct trust_key *keys = arena_array(a, STRANGER, sizeof *keys);
    struct fail *f = fail_new(a);

    x->arena = a;
    for (size_t i = 0; i < N_KEYS; i++)
        x->keys[i] = key_new();
    const struct private_key *signers[] = { x->keys[RELEASE], NULL };
    x->trust = trust_new(a, signers, 1);
    cr_assert(open_bytes(a, sample_signed(a, signers), x->trust, &x->bale, f), "%s", f->message);
    for (size_t i = 0; i < STRANGER; i++)
        keys[i] = (struct trust_key){ .key = *private_key_public(x->keys[i]), .name = names[i] };
    x->trust->keys = keys;
    x->trust->n_keys = STRANGER;
    give_role(x->trust, ROLE_RELEASE, RELEASE, 1, 1);
    give_role(x->trust, ROLE_RECEIPT, RECEIPT, 1, 1);
    give_role(x->trust, ROLE_APPROVE, APPROVE, 2, 1);
    give_role(x->trust, ROLE_BREAKGLASS, BREAKGLASS, 2, 2);
    x->rule = (struct trust_receipt){ .environment = "staging", .min_age = 60, .max_age = 3600 };
    x->environment = (struct trust_environment){
        .name = "prod", .sslmode = "verify-full", .forbid = nothing, .receipts = &x->rule, .n_receipts = 1
    };
    x->trust->environments = &x->environment;
    x->trust->n_environments = 1;
    return x;
}

static const char *saved(struct arena *a, struct bytes file)
{
    char path[] = "/tmp/pgbale-promotion.XXXXXX";
    int fd = mkstemp(path);

    cr_assert(fd >= 0 && write(fd, file.at, file.size) == (ssize_t)file.size);
    close(fd);
    return arena_text(a, path);
}

/* Gives a file as evidence; expects `name`, or success when it is NULL. */
static void give(struct fixture *x, struct bytes file, enum trust_role_name role, const char *name)
{
    struct fail *f = fail_new(x->arena);
    const char *path = saved(x->arena, file);
    bool good = evidence_add(x->arena, &x->evidence, path, x->trust, role, SAMPLE_TIME, f);

    unlink(path);
    cr_expect_eq(good, name == NULL, "%s: %s", name ? name : "good", f->message);
    cr_expect_str_eq(f->name, name ? name : "", "%s", f->message);
}

static struct receipt receipt_of(const struct fixture *x)
{
    const struct bale_migration *newest = bale_newest(x->bale);
    const struct bale_states *states = &newest->states[0];
    struct receipt r = { .environment = "staging",
                         .lineage = x->bale->lineage,
                         .target_id = "t1",
                         .sequence = newest->sequence,
                         .version = newest->version,
                         .major = states->major,
                         .server = "15.0",
                         .applier = "0.1.0",
                         .applied = SAMPLE_TIME - 600,
                         .issued = SAMPLE_TIME - 600,
                         .entries = 7 };

    memcpy(r.bale, x->bale->id, sizeof r.bale);
    memcpy(r.migration, newest->id, sizeof r.migration);
    memcpy(r.state, states->digests[states->n_digests - 1], sizeof r.state);
    memcpy(r.entry_hash, newest->id, sizeof r.entry_hash);
    return r;
}

static struct bytes signed_by(const struct fixture *x, struct bytes statement, size_t key)
{
    struct fail *f = fail_new(x->arena);
    struct bytes file = { 0 };

    cr_assert(attestation_sign(x->arena, statement, x->keys[key], &file, f), "%s", f->message);
    return file;
}

static void give_receipt(struct fixture *x, const struct receipt *r)
{
    give(x, signed_by(x, receipt_text(x->arena, r), RECEIPT), ROLE_RECEIPT, NULL);
}

static struct bytes decision(const struct fixture *x, enum approval_decision decision,
                             const char *environment, const char *reason, uint64_t not_after)
{
    struct approval p = { .decision = decision,
                          .lineage = x->bale->lineage,
                          .environment = environment,
                          .reason = reason,
                          .made = SAMPLE_TIME - 10,
                          .not_after = not_after };
    struct fail *f = fail_new(x->arena);
    struct bytes text = { 0 };

    memcpy(p.bale, x->bale->id, sizeof p.bale);
    cr_assert(approval_text(x->arena, &p, &text, f), "%s", f->message);
    return text;
}

static void judged(struct fixture *x, const char *name)
{
    struct fail *f = fail_new(x->arena);
    bool good = promotion_check(x->arena, &x->evidence, x->bale, x->trust, "prod", SAMPLE_TIME, &x->promotion,
                                NULL, f);

    cr_expect_eq(good, name == NULL, "%s: %s", name ? name : "good", f->message);
    cr_expect(good || f->code == FAIL_POLICY);
    if (!good)
        cr_expect_str_eq(f->name, name, "%s", f->message);
}

Test(promotion, receipts)
{
    owned(arena_release) struct arena *a = arena_new();
    static const struct {
        const char *name;
        uint64_t applied;
        const char *environment, *lineage, *target;
        bool other_bale, other_state;
    } cases[] = {
        { "policy.receipt-young", SAMPLE_TIME - 59, "staging", "hub", "t1", false, false },
        { "policy.receipt-old", SAMPLE_TIME - 3601, "staging", "hub", "t1", false, false },
        { "policy.receipt-missing", SAMPLE_TIME - 600, "prod", "hub", "t1", false, false },
        { "policy.receipt-lineage", SAMPLE_TIME - 600, "staging", "other", "t1", false, false },
        { "policy.receipt-target", SAMPLE_TIME - 600, "staging", "hub", "t2", false, false },
        { "policy.receipt-bale", SAMPLE_TIME - 600, "staging", "hub", "t1", true, false },
        { "policy.receipt-state", SAMPLE_TIME - 600, "staging", "hub", "t1", false, true },
    };
    static const char *const targets[] = { "t0", "t1", NULL };

    for (size_t i = 0; i < countof(cases); i++) {
        struct fixture *x = fixture_new(a);
        struct receipt r = receipt_of(x);
        x->rule.target_ids = targets;
        judged(x, "policy.receipt-missing");
        r.applied = cases[i].applied;
        r.environment = cases[i].environment;
        r.lineage = cases[i].lineage;
        r.target_id = cases[i].target;
        if (cases[i].other_bale)
            r.bale[0] = r.bale[0] == 'a' ? 'b' : 'a';
        if (cases[i].other_state)
            r.state[0] = r.state[0] == 'a' ? 'b' : 'a';
        give_receipt(x, &r);
        judged(x, cases[i].name);
        r = receipt_of(x);
        give_receipt(x, &r);
        judged(x, NULL);
        cr_expect_eq(x->promotion.n_used, 1);
        cr_expect(!x->promotion.broken);
    }
}

Test(promotion, who_may_sign_a_receipt)
{
    owned(arena_release) struct arena *a = arena_new();
    struct fixture *x = fixture_new(a);
    struct receipt r = receipt_of(x);
    struct bytes text = receipt_text(a, &r);
    static const char *const other[] = { "billing", NULL };
    struct trust_key *key = (struct trust_key *)(uintptr_t)&x->trust->keys[RECEIPT];

    give(x, signed_by(x, text, RELEASE), ROLE_RECEIPT, "signature.role");
    give(x, signed_by(x, text, STRANGER), ROLE_RECEIPT, "signature.unknown-key");
    give(x, signed_by(x, decision(x, DECISION_APPROVE, "", "", 0), RECEIPT), ROLE_RECEIPT, "receipt.value");
    key->lineages = other;
    give(x, signed_by(x, text, RECEIPT), ROLE_RECEIPT, "signature.lineage");
    key->lineages = NULL;
    key->revoked = true;
    give(x, signed_by(x, text, RECEIPT), ROLE_RECEIPT, "signature.revoked");
    key->revoked = false;
    key->not_after = SAMPLE_TIME - 1;
    give(x, signed_by(x, text, RECEIPT), ROLE_RECEIPT, "signature.expired");
    cr_expect_eq(x->evidence.n_receipts, 0);
}

Test(promotion, no_byte_of_a_statement_can_change)
{
    owned(arena_release) struct arena *a = arena_new();
    struct fixture *x = fixture_new(a);
    struct receipt r = receipt_of(x);
    struct bytes file = signed_by(x, receipt_text(a, &r), RECEIPT);

    for (size_t i = 0; i < file.size; i++) {
        owned(arena_release) struct arena *b = arena_new();
        struct fail *f = fail_new(b);
        struct attestation at;
        uint8_t *changed = (uint8_t *)arena_copy(b, file.at, file.size);
        changed[i] ^= 1;
        cr_expect(!attestation_open(b, (struct bytes){ changed, file.size }, "changed", x->trust,
                                    ROLE_RECEIPT, SAMPLE_TIME, &at, f),
                  "byte %zu", i);
    }
    for (size_t size = 0; size < file.size; size += FRAME_BLOCK) {
        struct fail *f = fail_new(a);
        struct attestation at;
        cr_expect(!attestation_open(a, (struct bytes){ file.at, size }, "cut", x->trust, ROLE_RECEIPT,
                                    SAMPLE_TIME, &at, f));
    }
}

Test(promotion, approvals)
{
    owned(arena_release) struct arena *a = arena_new();
    struct fixture *x = fixture_new(a);
    struct bytes twice, approval = decision(x, DECISION_APPROVE, "prod", "read it", 0);
    struct fail *f = fail_new(a);

    x->environment.n_receipts = 0;
    x->environment.require[ROLE_APPROVE] = true;
    x->trust->roles[ROLE_APPROVE].threshold = 2;
    judged(x, "policy.approval");
    give(x, signed_by(x, approval, APPROVE), ROLE_APPROVE, NULL);
    give(x, signed_by(x, approval, APPROVE), ROLE_APPROVE, NULL);
    judged(x, "policy.approval");
    give(x, signed_by(x, decision(x, DECISION_APPROVE, "staging", "", 0), SECOND), ROLE_APPROVE, NULL);
    give(x, signed_by(x, decision(x, DECISION_APPROVE, "", "", SAMPLE_TIME - 1), SECOND), ROLE_APPROVE, NULL);
    judged(x, "policy.approval");
    /* One file with two signatures counts as two people. */
    cr_assert(attestation_add_signature(a, signed_by(x, approval, SECOND), x->keys[APPROVE], &twice, f), "%s",
              f->message);
    give(x, twice, ROLE_APPROVE, NULL);
    judged(x, NULL);
    give(x, signed_by(x, decision(x, DECISION_REJECT, "", "no", 0), SECOND), ROLE_APPROVE, NULL);
    judged(x, "policy.rejected");
}

Test(promotion, breakglass)
{
    owned(arena_release) struct arena *a = arena_new();
    struct fixture *x = fixture_new(a);
    struct bytes glass = decision(x, DECISION_BREAKGLASS, "prod", "outage", SAMPLE_TIME + 60);
    struct approval p = {
        .decision = DECISION_BREAKGLASS, .lineage = "hub", .environment = "", .reason = "outage"
    };
    struct fail *f = fail_new(a);
    struct bytes text;

    judged(x, "policy.receipt-missing");
    give(x, signed_by(x, glass, APPROVE), ROLE_APPROVE, "approval.decision");
    give(x, signed_by(x, glass, BREAKGLASS), ROLE_BREAKGLASS, NULL);
    judged(x, "policy.breakglass");
    give(x, signed_by(x, glass, GLASS2), ROLE_BREAKGLASS, NULL);
    judged(x, NULL);
    cr_expect(x->promotion.broken);
    cr_expect_str_eq(x->promotion.reason, "outage");
    cr_expect(text_starts(x->promotion.missing, "policy.receipt-missing: "));
    cr_expect(!approval_text(a, &p, &text, f));
    cr_expect_str_eq(f->name, "approval.environment");
}

static void access_judged(struct fixture *x, const char *rls, const char *name)
{
    struct bale_migration m = { .name = "0001-x", .rls = bytes_of(rls) };
    struct fail *f = fail_new(x->arena);
    bool good = promotion_check_access(x->arena, &x->promotion, x->trust, "prod", &m, 1, f);

    cr_expect_eq(good, name == NULL, "%s: %s", rls, f->message);
    if (!good)
        cr_expect_str_eq(f->name, name, "%s", f->message);
}

Test(promotion, widening_asks_for_an_approval)
{
    owned(arena_release) struct arena *a = arena_new();
    static const char narrows[] = "{\"counts\": {\"narrows\": 2, \"unproven\": 0, \"widens\": 0}}";
    static const char widens[] = "{\"counts\": {\"narrows\": 0, \"unproven\": 0, \"widens\": 1}}";
    static const char unproven[] = "{\"counts\": {\"narrows\": 0, \"unproven\": 1, \"widens\": 0}}";
    struct fixture *x = fixture_new(a);

    x->environment.n_receipts = 0;
    judged(x, NULL);
    access_judged(x, widens, NULL); /* not asked for */
    x->environment.no_widening = true;
    judged(x, NULL);
    access_judged(x, narrows, NULL);
    access_judged(x, widens, "policy.rls");
    access_judged(x, unproven, "policy.rls");
    access_judged(x, "{}", "policy.rls"); /* not analysed */
    give(x, signed_by(x, decision(x, DECISION_APPROVE, "prod", "read it", 0), APPROVE), ROLE_APPROVE, NULL);
    judged(x, NULL);
    access_judged(x, widens, NULL);
    access_judged(x, unproven, NULL);
}
