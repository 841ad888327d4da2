/*
 * policy: see policy.h.
 */
#include "policy.h"

#include <inttypes.h>

static bool dates_check(const struct bale *b, const struct trust *trust, uint64_t now, struct fail *f)
{
    if (trust->expires && now > trust->expires) {
        fail_named(f, FAIL_POLICY, "policy.trust-expired",
                   "the trust store has expired (version %" PRIu64 ")", trust->version);
        return fail_hint(f, "Install its next version.");
    }
    if (b->not_before && now < b->not_before)
        return fail_named(f, FAIL_POLICY, "policy.not-yet",
                          "the bale is not valid before %" PRIu64 ", now is %" PRIu64, b->not_before, now);
    if (b->not_after && now > b->not_after) {
        fail_named(f, FAIL_POLICY, "policy.expired", "the bale was valid until %" PRIu64 ", now is %" PRIu64,
                   b->not_after, now);
        return fail_hint(f, "Compile and sign it again.");
    }
    return true;
}

static bool allowed_by_bale(const struct bale *b, const char *environment, struct fail *f)
{
    bool allowed = b->n_environments == 0;

    for (size_t i = 0; i < b->n_environments && !allowed; i++)
        allowed = strcmp(b->environments[i], environment) == 0;
    if (allowed)
        return true;
    fail_named(f, FAIL_POLICY, "policy.environment", "the bale was not made for the environment \"%s\"",
               environment);
    for (size_t i = 0; i < b->n_environments; i++)
        fail_detail(f, "it was made for \"%s\"", b->environments[i]);
    return fail_hint(
        f, "Correct --env (or PGBALE_ENV, LAMIN_ENV), or name the environment in pgbale.ini and compile "
           "again.");
}

/* Signatures by distinct, valid keys of the role that may sign this lineage. bale_open has verified them. */
static size_t signatures_of_role(const struct bale *b, const struct trust *trust, enum trust_role_name role,
                                 uint64_t now)
{
    size_t count = 0;

    for (size_t i = 0; i < b->n_signatures; i++) {
        const struct trust_key *key = trust_find(trust, b->signatures[i].key_id);
        if (key && b->signatures[i].key_name && trust_has_role(trust, key, role) &&
            trust_key_valid(key, now) && trust_key_covers(key, b->lineage))
            count++;
    }
    return count;
}

static bool roles_check(const struct bale *b, const struct trust *trust, const struct trust_environment *e,
                        uint64_t now, struct fail *f)
{
    for (size_t r = 0; r < TRUST_ROLES; r++) {
        enum trust_role_name role = (enum trust_role_name)r;
        /* Approvals may also be statements of their own: promotion.c counts them. */
        if (!e->require[r] || role == ROLE_APPROVE)
            continue;
        size_t count = signatures_of_role(b, trust, role, now);
        if (count < trust->roles[r].threshold)
            return fail_named(
                f, FAIL_POLICY, "policy.role",
                "the environment \"%s\" asks for %zu signature(s) of the role \"%s\", the bale has %zu",
                e->name, trust->roles[r].threshold, trust_role_text(role), count);
    }
    return true;
}

static bool capabilities_check(const struct trust_environment *e, const struct bale_migration *pending,
                               size_t n_pending, struct fail *f)
{
    for (const char *const *forbidden = e->forbid; *forbidden; forbidden++)
        for (size_t i = 0; i < n_pending; i++)
            for (size_t c = 0; c < pending[i].n_capabilities; c++)
                if (strcmp(pending[i].capabilities[c], *forbidden) == 0)
                    return fail_named(f, FAIL_POLICY, "policy.capability",
                                      "migration %s uses \"%s\", which the environment \"%s\" forbids",
                                      pending[i].name, *forbidden, e->name);
    return true;
}

static bool judge(const struct bale *b, const struct trust *trust, const char *environment, uint64_t now,
                  const struct bale_migration *pending, size_t n_pending, struct fail *f)
{
    if (!dates_check(b, trust, now, f) || !allowed_by_bale(b, environment, f))
        return false;
    if (trust->n_environments == 0)
        return true;
    const struct trust_environment *e = trust_environment_of(trust, environment);
    if (!e) {
        fail_named(f, FAIL_POLICY, "policy.environment-unknown",
                   "the trust store does not name the environment \"%s\"", environment);
        for (size_t i = 0; i < trust->n_environments; i++)
            fail_detail(f, "it names \"%s\"", trust->environments[i].name);
        return false;
    }
    return roles_check(b, trust, e, now, f) && capabilities_check(e, pending, n_pending, f);
}

bool bale_policy_check(struct arena *a, const struct bale *b, const struct trust *trust,
                       const char *environment, uint64_t now, const struct bale_migration *pending,
                       size_t n_pending, struct bale_report *report, struct fail *f)
{
    if (!judge(b, trust, environment, now, pending, n_pending, f)) {
        report_add(a, report, f->name, CHECK_REFUSED, "%s", f->message);
        return false;
    }
    report_add(a, report, "policy", CHECK_OK, "dates, environment \"%s\", required roles and capabilities",
               environment);
    return true;
}
