/*
 * status_command: "pgbale-apply status": what the target's ledger says, and, with a bale, whether it
 * and the schema agree with that bale.
 */
#include "command.h"
#include "gate.h"
#include "ledger.h"
#include "position.h"

struct status {
    struct target *target;
    struct ledger ledger;
    const struct bale *bale; /* NULL: none given, or it does not fit the ledger */
    struct position position;
    const char *state; /* "as promised", "drifted", "unknown", NULL: not looked at */
};

static void print_ledger(struct cli *c, const struct ledger *l)
{
    if (!l->exists) {
        command_line(c, "ledger", "none: nothing was applied here");
        return;
    }
    command_line(c, "environment", "%s", l->environment);
    command_line(c, "lineage", "%s", l->lineage);
    command_line(c, "target id", "%s", l->target_id);
    if (l->head.sequence) {
        command_line(c, "version", "%s (migration %llu, %s)", l->head.version,
                     (unsigned long long)l->head.sequence, l->head.name);
        command_line(c, "bale", "%s", l->head.bundle_id);
        command_line(c, "applied", "%s by %s", l->head.at, l->head.actor);
    } else {
        command_line(c, "version", "none yet");
    }
    if (l->partial.sequence)
        command_line(c, "half way", "%s, version %s: %zu segments are done", l->partial.name,
                     l->partial.version, l->partial.segments_done);
    if (l->partial.intent)
        command_line(c, "open intent", "a standalone statement was begun %s by %s; run apply again",
                     l->partial.intent_at, l->partial.intent_actor);
}

static void print_text(struct cli *c, const struct status *s)
{
    command_line(c, "target", "%s (PostgreSQL %s)", s->target->where, s->target->server_version);
    print_ledger(c, &s->ledger);
    if (s->state)
        command_line(c, "state", "%s", s->state);
    if (s->bale)
        command_line(c, "pending", "%zu migrations of bale %.12s (version %s)",
                     s->bale->n_migrations - s->position.migration, s->bale->id,
                     bale_newest(s->bale)->version);
}

static void put_optional(json_t *object, const char *key, const char *text)
{
    if (text)
        json_put_text(object, key, text);
}

static json_t *head_json(const struct ledger_head *head)
{
    json_t *object = json_new_object();

    json_put_number(object, "sequence", head->sequence);
    put_optional(object, "id", head->migration_id);
    put_optional(object, "name", head->name);
    put_optional(object, "version", head->version);
    put_optional(object, "bale", head->bundle_id);
    put_optional(object, "at", head->at);
    put_optional(object, "actor", head->actor);
    return object;
}

static json_t *partial_json(const struct ledger_partial *partial)
{
    json_t *object = json_new_object();

    json_put_number(object, "sequence", partial->sequence);
    put_optional(object, "id", partial->migration_id);
    put_optional(object, "name", partial->name);
    put_optional(object, "version", partial->version);
    json_put_number(object, "segments_done", partial->segments_done);
    json_put_flag(object, "open_intent", partial->intent);
    return object;
}

static void print_json(struct cli *c, const struct status *s)
{
    json_t *object = json_new_object();
    const struct ledger *l = &s->ledger;

    json_put_text(object, "target", s->target->where);
    json_put_text(object, "server_version", s->target->server_version);
    json_put_flag(object, "ledger", l->exists);
    put_optional(object, "environment", l->environment);
    put_optional(object, "lineage", l->lineage);
    put_optional(object, "target_id", l->target_id);
    if (l->head.sequence)
        json_put(object, "head", head_json(&l->head));
    if (l->partial.sequence)
        json_put(object, "half_way", partial_json(&l->partial));
    put_optional(object, "state", s->state);
    if (s->bale) {
        json_put_text(object, "compared_with", s->bale->id);
        json_put_number(object, "pending", s->bale->n_migrations - s->position.migration);
    }
    command_print_json(c, object);
}

/* Where the target stands in the bale's chain, and whether its schema is the one promised there. */
static bool compare(struct status *s, const struct bale *b, const char *environment, struct fail *f)
{
    char now[ID_TEXT];

    if (!ledger_identity(&s->ledger, environment, b->lineage, f) ||
        !position_find(b, &s->ledger, &s->position, f))
        return false;
    s->bale = b;
    const char *expected = position_digest(b, &s->position, s->target->major);
    if (!expected || s->position.intent) {
        s->state = "unknown";
        return true;
    }
    if (!gate_read(&s->target->wire, b, now, f))
        return false;
    s->state = text_equal(now, expected) ? "as promised" : "drifted";
    return true;
}

static bool status(struct cli *c, struct opened *o, struct target *t, struct fail *f)
{
    struct status s = { .target = t };
    const char *environment = command_environment(c);
    bool trusting = c->n_operands || cli_given(c, OPTION_TRUST) || getenv("PGBALE_TRUST");

    if (c->n_operands ? !command_open(c, o, f) : trusting && !command_trust(c, &o->trust, f))
        return false;
    if (!command_connect(c, o, environment, true, t, f) || !ledger_read(c->arena, &t->wire, &s.ledger, f))
        return false;
    /* What the ledger says is shown also when the bale does not fit it. */
    bool fits = !o->bale || compare(&s, o->bale, environment, f);
    if (cli_given(c, OPTION_JSON))
        print_json(c, &s);
    else
        print_text(c, &s);
    if (fits && text_equal(s.state, "drifted")) {
        fail_named(f, FAIL_TARGET, "state.drift",
                   "the schema of the target is not the one that its version promises");
        return fail_hint(
            f, "In the project as it was at that version, \"pgbale diff --to DSN\" shows the differences.");
    }
    return fits;
}

bool command_status(struct cli *c, struct fail *f)
{
    owned(opened_close) struct opened o = { 0 };
    owned(target_close) struct target t = TARGET_CLOSED;

    return status(c, &o, &t, f);
}
