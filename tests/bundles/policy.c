/*
 * Policy: dates, environments, roles and capabilities of a verified bale.
 */
#include "policy.h"

#include "sample.h"

#include <criterion/criterion.h>

struct fixture {
    struct arena *arena;
    struct bale *bale;
    struct trust *trust;
};

static struct fixture fixture_new(struct arena *a)
{
    owned(private_key_release) struct private_key *key = key_new();
    const struct private_key *keys[] = { key, NULL };
    struct fixture x = { .arena = a, .trust = trust_new(a, keys, 1) };
    struct fail *f = fail_new(a);

    cr_assert(open_bytes(a, sample_signed(a, keys), x.trust, &x.bale, f), "%s", f->message);
    return x;
}

static void judged(const struct fixture *x, const char *environment, uint64_t now, const char *name)
{
    struct fail *f = fail_new(x->arena);
    bool good = bale_policy_check(x->arena, x->bale, x->trust, environment, now, x->bale->migrations,
                                  x->bale->n_migrations, NULL, f);

    cr_expect_eq(good, name == NULL, "%s: %s", name ? name : "good", f->message);
    cr_expect_str_eq(f->name, name ? name : "", "%s", f->message);
    cr_expect(good || f->code == FAIL_POLICY);
}

Test(policy, dates_and_environments)
{
    owned(arena_release) struct arena *a = arena_new();
    struct fixture x = fixture_new(a);

    judged(&x, "prod", SAMPLE_TIME, NULL);
    judged(&x, "test", SAMPLE_TIME, "policy.environment");
    x.bale->n_environments = 0;
    judged(&x, "test", SAMPLE_TIME, NULL);
    x.bale->not_before = SAMPLE_TIME, x.bale->not_after = SAMPLE_TIME + 10;
    judged(&x, "test", SAMPLE_TIME - 1, "policy.not-yet");
    judged(&x, "test", SAMPLE_TIME + 10, NULL);
    judged(&x, "test", SAMPLE_TIME + 11, "policy.expired");
    x.trust->expires = SAMPLE_TIME;
    judged(&x, "test", SAMPLE_TIME + 1, "policy.trust-expired");
}

Test(policy, what_the_trust_store_asks_for)
{
    owned(arena_release) struct arena *a = arena_new();
    struct fixture x = fixture_new(a);
    static const char *const forbidden[] = { "drop_table", "alter_policy", NULL }, *const nothing[] = {
        NULL
    };
    struct trust_environment prod = {
        .name = "prod", .require = { true }, .sslmode = "verify-full", .forbid = nothing
    };

    x.trust->environments = &prod;
    x.trust->n_environments = 1;
    judged(&x, "prod", SAMPLE_TIME, NULL);
    judged(&x, "staging", SAMPLE_TIME, "policy.environment-unknown");
    prod.forbid = forbidden;
    judged(&x, "prod", SAMPLE_TIME, "policy.capability");
    prod.forbid = nothing;
    prod.require[ROLE_BREAKGLASS] = true;
    x.trust->roles[ROLE_BREAKGLASS] = (struct trust_role){ .defined = true, .n_keys = 0, .threshold = 1 };
    judged(&x, "prod", SAMPLE_TIME, "policy.role");
}
