/*
 * baseline_command: "pgbale-apply baseline": adopts a database that was not made by bales, when its state is
 * that of a version of a bale. Nothing but the ledger is written.
 */
#include "apply.h"
#include "gate.h"
#include "options.h"
#include "policy.h"
#include "preflight.h"
#include "promote.h"
#include "segment.h"
#include "semver.h"
#include "transaction.h"

enum { LOCK_WAIT = 60 * 1000 };

static bool find_version(const struct bale *b, const char *version, size_t *out, struct fail *f)
{
    for (size_t i = 0; i < b->n_migrations; i++)
        if (text_equal(b->migrations[i].version, version)) {
            *out = i;
            return true;
        }
    fail_named(f, FAIL_USAGE, "baseline.version", "the bale has no version \"%s\"", version);
    return fail_hint(f, "It has versions %s to %s; \"pgbale-apply verify\" lists its migrations.",
                     b->migrations[0].version, bale_newest(b)->version);
}

static const char *digest_of(const struct bale_migration *m, unsigned major)
{
    const struct bale_states *s = bale_states_of(m, major);

    return s ? s->digests[s->n_digests - 1] : NULL;
}

/* The state is another one: is it at least that of some other version? */
static bool refuse_state(const struct run *r, size_t at, const char *found, struct fail *f)
{
    const struct bale *b = r->bale;

    fail_named(f, FAIL_TARGET, "baseline.state", "the schema of the target is not that of version %s",
               b->migrations[at].version);
    fail_detail(f, "promised %s\nfound    %s", digest_of(&b->migrations[at], r->target->major), found);
    for (size_t i = 0; i < b->n_migrations; i++)
        if (text_equal(digest_of(&b->migrations[i], r->target->major), found))
            fail_detail(f, "it is that of version %s (%s)", b->migrations[i].version, b->migrations[i].name);
    return fail_hint(
        f, "Nothing was written. \"pgbale drift\" with that version shows the differences, object by "
           "object.");
}

/* What all migrations up to here claim about one client: the greatest least version. */
static struct bale_client claim_of(const struct bale *b, size_t last, const char *client)
{
    struct bale_client claim = { .name = client };

    for (size_t i = 0; i <= last; i++)
        for (size_t c = 0; c < b->migrations[i].n_clients; c++) {
            const struct bale_client *one = &b->migrations[i].clients[c];
            if (!text_equal(one->name, client) || !one->breaks)
                continue;
            if (!one->min_version)
                return (struct bale_client){ .name = client, .breaks = true };
            claim.breaks = true;
            if (!claim.min_version || semver_compare(claim.min_version, one->min_version) < 0)
                claim.min_version = one->min_version;
        }
    return claim;
}

static const char *detail_of(struct run *r, size_t at, const char *state)
{
    owned(json_release) json_t *detail = json_new_object();
    struct bale_migration merged = r->bale->migrations[at];
    struct bale_client *clients = arena_array(r->arena, merged.n_clients, sizeof *clients);

    for (size_t i = 0; i < merged.n_clients; i++)
        clients[i] = claim_of(r->bale, at, merged.clients[i].name);
    merged.clients = clients;
    segment_put_clients(detail, &merged);
    promote_put(detail, r->promotion);
    json_put_text(detail, "state", state);
    return (const char *)json_canonical(r->arena, detail).at;
}

static bool is_virgin(const struct run *r, struct fail *f)
{
    const struct ledger *l = &r->ledger;

    if (!l->exists || (!l->head.sequence && !l->partial.sequence))
        return true;
    fail_named(f, FAIL_TARGET, "baseline.applied", "the target has a history already: %s, version %s",
               l->head.sequence ? l->head.name : l->partial.name,
               l->head.sequence ? l->head.version : l->partial.version);
    return fail_hint(f, "A baseline is for a database that no bale was ever applied to.");
}

static bool adopt(struct run *r, size_t at, struct fail *f)
{
    const struct bale_migration *m = &r->bale->migrations[at];
    const char *expected = digest_of(m, r->target->major);
    char now[ID_TEXT];
    struct transaction tx;

    if (!gate_read(&r->target->wire, r->bale, now, f))
        return false;
    if (!text_equal(now, expected))
        return refuse_state(r, at, now, f);
    struct entry_draft draft = { "baseline", m, 0, detail_of(r, at, now) };
    if (transaction_begin(r, &draft, 1, &tx, f) && transaction_commit(&tx, expected, f))
        return true;
    transaction_rollback(r);
    return false;
}

static bool prepare(struct cli *c, struct run *r, struct opened *o, struct target *t, size_t *at,
                    struct fail *f)
{
    const char *version = cli_value(c, BASELINE_AT);

    if (!version)
        return fail(f, FAIL_USAGE, "say which version the database is at: --at=VERSION");
    if (!command_need_environment(c, &r->environment, f) ||
        !command_duration(c, BASELINE_LOCK_WAIT, LOCK_WAIT, &r->lock_wait, f) || !command_open(c, o, f) ||
        !find_version(o->bale, version, at, f))
        return false;
    r->bale = o->bale;
    r->lock_timeout = 5000;
    lock_keys_of(r->bale->lineage, &r->keys);
    return bale_policy_check(c->arena, r->bale, o->trust, r->environment, o->now, NULL, 0, NULL, f) &&
           promote_check(c, BASELINE_WITH, o, r->environment, NULL, &r->promotion, f) &&
           command_connect(c, o, r->environment, false, t, f);
}

static bool baseline(struct cli *c, struct opened *o, struct target *t, struct fail *f)
{
    struct run r = { .arena = c->arena, .cli = c, .target = t };
    size_t at = 0;

    if (!prepare(c, &r, o, t, &at, f))
        return false;
    preflight_warn(t);
    if (((t->pooled || t->standby) && !preflight_check(t, r.bale, at, f)) ||
        !lock_take(t, &r.keys, r.lock_wait, f) || !ledger_read(c->arena, &t->wire, &r.ledger, f) ||
        !ledger_identity(&r.ledger, r.environment, r.bale->lineage, f) || !is_virgin(&r, f) ||
        !preflight_check(t, r.bale, at, f) || !adopt(&r, at, f))
        return false;
    if (cli_given(c, OPTION_JSON)) {
        json_t *object = json_new_object(), *to = json_new_object();
        json_put_text(object, "result", "adopted");
        json_put_text(object, "bale", r.bale->id);
        json_put_text(object, "environment", r.environment);
        command_put_migration(to, &r.bale->migrations[at]);
        json_put(object, "at", to);
        command_print_json(c, object);
    } else {
        command_line(c, "adopted", "%s is at version %s (%s)", t->where, r.bale->migrations[at].version,
                     r.bale->migrations[at].name);
    }
    return true;
}

bool command_baseline(struct cli *c, struct fail *f)
{
    owned(opened_close) struct opened o = { 0 };
    owned(target_close) struct target t = TARGET_CLOSED;

    return baseline(c, &o, &t, f) || command_failed(c, f);
}
