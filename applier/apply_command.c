/*
 * apply_command: "pgbale-apply apply": verify, policy, connect, lock, prepare, gate, carry out.
 */
#include "apply.h"
#include "attempt.h"
#include "breaking.h"
#include "command.h"
#include "options.h"
#include "policy.h"
#include "preflight.h"
#include "promote.h"
#include "receipt_issue.h"
#include "rehearse.h"

enum { LOCK_WAIT = 60 * 1000, LOCK_TIMEOUT = 5 * 1000, RETRIES = 10, RETRIES_MOST = 1000 };

static bool read_options(struct cli *c, struct run *r, struct fail *f)
{
    const char *retries = cli_value(c, APPLY_RETRIES);
    uint64_t number = RETRIES;

    if (retries && !number_read(retries, RETRIES_MOST, &number))
        return fail(f, FAIL_USAGE, "--retries: \"%s\" is not a number from 0 to %d", retries, RETRIES_MOST);
    r->retries = (unsigned)number;
    return command_need_environment(c, &r->environment, f) &&
           command_duration(c, APPLY_LOCK_WAIT, LOCK_WAIT, &r->lock_wait, f) &&
           command_duration(c, APPLY_LOCK_TIMEOUT, LOCK_TIMEOUT, &r->lock_timeout, f);
}

static json_t *version_json(const struct ledger_head *head)
{
    json_t *object = json_new_object();

    json_put_number(object, "sequence", head->sequence);
    json_put_text(object, "version", head->sequence ? head->version : "");
    json_put_text(object, "id", head->sequence ? head->migration_id : "");
    return object;
}

static void report(struct cli *c, const struct run *r, const struct ledger_head *from)
{
    const struct bale_migration *newest = bale_newest(r->bale);
    bool nothing = r->migrations_finished == 0;

    if (!cli_given(c, OPTION_JSON)) {
        if (nothing)
            command_line(c, "nothing", "to do: %s is at version %s", r->target->where, newest->version);
        else
            command_line(c, "applied", "%s: version %s to %s, %zu migrations, %zu segments", r->target->where,
                         from->sequence ? from->version : "none", newest->version, r->migrations_finished,
                         r->segments_done);
        return;
    }
    json_t *object = json_new_object(), *to = json_new_object();
    json_put_text(object, "result", nothing ? "nothing-to-do" : "applied");
    json_put_text(object, "bale", r->bale->id);
    json_put_text(object, "environment", r->environment);
    json_put_text(object, "lineage", r->bale->lineage);
    json_put_text(object, "target_id", r->ledger.target_id);
    json_put_number(object, "migrations", r->migrations_finished);
    json_put_number(object, "segments", r->segments_done);
    json_put(object, "from", version_json(from));
    command_put_migration(to, newest);
    json_put(object, "to", to);
    command_print_json(c, object);
}

/* What a run that stopped has done, for people who read the failure. */
static bool say_progress(const struct run *r, struct fail *f)
{
    if (r->segments_done)
        fail_detail(f,
                    "before that, this run committed %zu segment%s and finished %zu migration%s; they stay",
                    r->segments_done, r->segments_done == 1 ? "" : "s", r->migrations_finished,
                    r->migrations_finished == 1 ? "" : "s");
    return false;
}

/* The database is done: only the file is missing when this fails. */
static bool give_receipt(struct run *r, const struct receipt_order *order, uint64_t now, struct fail *f)
{
    if (!order->path || receipt_issue(r, order, now, f))
        return true;
    fail_context(f, "applied, but there is no receipt");
    if (!f->hint[0])
        fail_hint(f, "Nothing has to be applied again: \"pgbale-apply receipt\" writes it.");
    return false;
}

static bool try_out(struct cli *c, struct run *r, struct fail *f)
{
    struct rehearsal done;

    if (!rehearse(r, &done, f))
        return false;
    if (cli_given(c, OPTION_JSON)) {
        json_t *object = json_new_object();
        json_put_text(object, "result", "dry-run");
        json_put_text(object, "bale", r->bale->id);
        json_put_number(object, "tried", done.tried);
        json_put_number(object, "not_tried", done.left);
        if (done.stopped)
            json_put_text(object, "stopped_at", done.stopped);
        command_print_json(c, object);
        return true;
    }
    command_line(c, "tried", "%zu segments on %s, and rolled them back", done.tried, r->target->where);
    if (done.stopped)
        command_line(c, "not tried", "%zu segments from the standalone statement at %s on", done.left,
                     done.stopped);
    return true;
}

static bool carry_out(struct cli *c, struct run *r, const struct opened *o, const struct receipt_order *order,
                      struct fail *f)
{
    struct target *t = r->target;

    /* Behind a pooler or on a standby a lock means nothing: tell all that is wrong instead. */
    if ((t->pooled || t->standby) && !preflight_check(t, r->bale, 0, f))
        return false;
    if (!lock_take(t, &r->keys, r->lock_wait, f) || !apply_prepare(r, o->trust, o->now, f) ||
        !apply_gate(r, f))
        return false;
    breaking_warn(r);
    if (cli_given(c, APPLY_DRY_RUN))
        return try_out(c, r, f);
    if (!breaking_check(r, o->trust, cli_given(c, APPLY_ACCEPT_BREAKING), f))
        return false;
    struct ledger_head from = r->ledger.head;
    if (!apply_pending(r, f)) {
        attempt_record(r, f);
        return say_progress(r, f);
    }
    if (!give_receipt(r, order, o->now, f))
        return false;
    report(c, r, &from);
    return true;
}

static bool apply(struct cli *c, struct opened *o, struct target *t, struct receipt_order *order,
                  struct fail *f)
{
    struct run r = { .arena = c->arena, .cli = c, .target = t };

    if (cli_given(c, APPLY_DRY_RUN) && cli_given(c, APPLY_RECEIPT))
        return fail(f, FAIL_USAGE, "--dry-run applies nothing, so there is no --receipt");
    if (!read_options(c, &r, f) || !command_open(c, o, f))
        return false;
    r.bale = o->bale;
    lock_keys_of(r.bale->lineage, &r.keys);
    if (!bale_policy_check(c->arena, r.bale, o->trust, r.environment, o->now, NULL, 0, NULL, f) ||
        !promote_check(c, APPLY_WITH, o, r.environment, NULL, &r.promotion, f) ||
        !receipt_order_read(c, APPLY_RECEIPT, o->trust, order, f) ||
        !command_connect(c, o, r.environment, false, t, f))
        return false;
    preflight_warn(t);
    return carry_out(c, &r, o, order, f);
}

bool command_apply(struct cli *c, struct fail *f)
{
    owned(opened_close) struct opened o = { 0 };
    owned(target_close) struct target t = TARGET_CLOSED;

    struct receipt_order order = { 0 };
    bool good = apply(c, &o, &t, &order, f);

    private_key_free(order.key);
    return good || command_failed(c, f);
}
