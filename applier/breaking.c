/*
 * breaking: see breaking.h.
 */
#include "breaking.h"

static enum trust_breaking rule_of(const struct run *r, const struct trust *trust)
{
    const struct trust_environment *rules = trust_environment_of(trust, r->environment);

    return rules ? rules->breaking : BREAKING_ASK;
}

static void add_migration(struct text *t, const struct bale_migration *m)
{
    for (size_t i = 0; i < m->n_clients; i++) {
        const struct bale_client *c = &m->clients[i];
        if (!c->breaks)
            continue;
        text_separate(t, 0, ", ");
        text_addf(t, "%s%s%s (%s)", c->name, c->min_version ? " before " : "",
                  c->min_version ? c->min_version : "", m->name);
    }
}

const char *breaking_text(const struct run *r)
{
    const struct bale *b = r->bale;
    const struct ledger *l = &r->ledger;
    bool fresh = !l->head.sequence && !l->partial.sequence;
    size_t first = fresh ? b->n_migrations - 1 : r->position.migration;
    struct text t = text_new(r->arena);

    if (text_equal(b->id, l->partial.sequence ? l->partial.bundle_id : l->head.bundle_id))
        return NULL;
    for (size_t i = first; i < b->n_migrations; i++)
        add_migration(&t, &b->migrations[i]);
    return t.size ? t.at : NULL;
}

const char *breaking_needs(const struct run *r, const struct trust *trust)
{
    static const char *const needs[] = {
        [BREAKING_ASK] = "apply needs --accept-breaking",
        [BREAKING_ACCEPT] = "the environment accepts it",
        [BREAKING_APPROVAL] = "apply needs an approval",
    };

    return needs[rule_of(r, trust)];
}

void breaking_warn(const struct run *r)
{
    const char *text = breaking_text(r);

    if (text)
        cli_warn(r->cli, "stops working after this: %s", text);
}

bool breaking_check(struct run *r, const struct trust *trust, bool flag, struct fail *f)
{
    const struct promotion *p = r->promotion;
    const char *text = breaking_text(r);

    r->breaking_accepted = NULL;
    if (!text)
        return true;
    switch (rule_of(r, trust)) {
    case BREAKING_ACCEPT:
        r->breaking_accepted = "environment";
        break;
    case BREAKING_APPROVAL:
        r->breaking_accepted = p && p->approved ? "approval" : p && p->broken ? "breakglass" : NULL;
        break;
    case BREAKING_ASK:
        r->breaking_accepted = flag ? "flag" : NULL;
        break;
    }
    if (r->breaking_accepted)
        return true;
    fail_named(f, FAIL_POLICY, "policy.breaking", "pending migrations break clients: %s", text);
    return fail_hint(f, rule_of(r, trust) == BREAKING_APPROVAL
                            ? "The environment wants somebody's approval for that: \"pgbale-audit approve\", "
                              "and give the file with "
                              "--with-approval."
                            : "Nothing was touched. Update the clients first, or give --accept-breaking. An "
                              "environment of the trust "
                              "store may accept it for good with \"breaking\": \"accept\".");
}
