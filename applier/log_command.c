/*
 * log_command: "pgbale-apply log" and "log verify": what happened to the target, and whether the ledger that
 * says so is whole.
 */
#include "json.h"
#include "log.h"
#include "log_check.h"
#include "options.h"

#include <time.h>

static const struct json_document document = { .file = "detail", .topic = "ledger", .code = FAIL_TARGET };

/* --- log -------------------------------------------------------------------------------------- */

/* What is worth a word in the detail of an entry. */
static const char *remark(struct arena *a, const struct entry *e)
{
    json_t *parsed = json_loads(e->detail, 0, NULL);
    owned(json_release) json_t *detail = parsed;
    const char *message = json_string_value(json_object_get(detail, "message"));
    const char *reason = json_string_value(json_object_get(detail, "reason"));
    const char *step = json_string_value(json_object_get(detail, "step"));

    if (message)
        return format(a, ": %s", message);
    if (reason)
        return format(a, ": %s", reason);
    return step ? format(a, ": %s", step) : "";
}

static bool print_line(void *to, const struct log_line *line, struct fail *f)
{
    struct cli *c = to;
    const struct entry *e = &line->entry;
    owned(arena_release) struct arena *a = arena_new();

    (void)f;
    command_line(c, format(a, "%llu", (unsigned long long)e->n), "%s  %-10s  %s (%s), segment %zu, by %s%s",
                 e->at, e->kind, e->version, e->name, e->segment + 1, e->actor, remark(a, e));
    return true;
}

static bool push_line(void *to, const struct log_line *line, struct fail *f)
{
    json_t *list = to, *object = json_new_object();
    const struct entry *e = &line->entry;
    owned(arena_release) struct arena *a = arena_new();
    json_t *detail = NULL;

    if (!json_load(bytes_of(e->detail), &document, &detail, f)) {
        json_decref(object);
        return fail_context(f, "entry %llu of the ledger", (unsigned long long)e->n);
    }
    json_put_number(object, "n", e->n);
    json_put_text(object, "kind", e->kind);
    json_put_text(object, "bale", e->bundle_id);
    json_put_number(object, "sequence", e->sequence);
    json_put_text(object, "migration", e->migration_id);
    json_put_text(object, "name", e->name);
    json_put_text(object, "version", e->version);
    json_put_number(object, "segment", e->segment);
    json_put_number(object, "run", e->fence);
    json_put_text(object, "xid", e->xid);
    json_put_text(object, "at", e->at);
    json_put_text(object, "actor", e->actor);
    json_put(object, "detail", detail);
    json_put_text(object, "hash", hex_text(a, (struct bytes){ line->hash, DIGEST_SIZE }));
    json_push(list, object);
    return true;
}

static bool show(struct cli *c, struct target *t, const struct ledger *l, struct fail *f)
{
    if (!cli_given(c, OPTION_JSON))
        return log_walk(&t->wire, l->lineage, print_line, c, f);
    json_t *object = json_new_object(), *entries = json_new_array();
    json_put(object, "entries", entries);
    json_put_text(object, "environment", l->environment);
    json_put_text(object, "lineage", l->lineage);
    json_put_text(object, "target_id", l->target_id);
    if (log_walk(&t->wire, l->lineage, push_line, entries, f)) {
        command_print_json(c, object);
        return true;
    }
    json_decref(object);
    return false;
}

/* --- log verify ------------------------------------------------------------------------------- */

static void report(struct cli *c, const struct log_verdict *v, bool trusting)
{
    if (cli_given(c, OPTION_JSON)) {
        json_t *object = json_new_object();
        json_put_text(object, "result", "verified");
        json_put_number(object, "entries", v->entries);
        json_put_number(object, "transactions", v->transactions);
        json_put_number(object, "failed", v->failed);
        json_put_number(object, "breakglass", v->breakglass);
        json_put_number(object, "bales", v->bales);
        json_put_flag(object, "signatures_checked", trusting);
        json_put_number(object, "receipts", v->receipts);
        json_put_text(object, "head", v->head);
        command_print_json(c, object);
        return;
    }
    command_line(c, "chain", "%llu entries of %llu transactions; %llu failed attempts, %llu with breakglass",
                 (unsigned long long)v->entries, (unsigned long long)v->transactions,
                 (unsigned long long)v->failed, (unsigned long long)v->breakglass);
    command_line(c, "bales", "%zu stored, %s", v->bales,
                 trusting ? "all signed by enough trusted keys"
                          : "signatures not checked: no trust store given");
    command_line(c, "receipts", "%zu agree with the chain", v->receipts);
    command_line(c, "head", "%s", v->head);
}

static bool verify(struct cli *c, struct opened *o, struct target *t, const struct ledger *l, struct fail *f)
{
    struct evidence *receipts = arena_alloc(c->arena, sizeof *receipts);
    const struct cli_values *files = &c->values[LOG_RECEIPT];
    struct log_verdict v;

    if (files->count && !o->trust)
        return fail(f, FAIL_USAGE, "receipts are read with a trust store: give --trust");
    for (size_t i = 0; i < files->count; i++)
        if (!evidence_add(c->arena, receipts, files->at[i], o->trust, ROLE_RECEIPT, o->now, f))
            return false;
    if (!log_check(c->arena, &t->wire, l, o->trust, receipts, &v, f))
        return false;
    report(c, &v, o->trust != NULL);
    return true;
}

static bool run(struct cli *c, struct opened *o, struct target *t, struct fail *f)
{
    bool verifying = c->n_operands == 1;
    struct ledger l;

    if (verifying && !text_equal(c->operands[0], "verify"))
        return fail(f, FAIL_USAGE, "\"log\" takes nothing but the word \"verify\"");
    if (!verifying && cli_given(c, LOG_RECEIPT))
        return fail(f, FAIL_USAGE, "--receipt belongs to \"log verify\"");
    o->now = (uint64_t)time(NULL);
    if ((cli_given(c, OPTION_TRUST) || getenv("PGBALE_TRUST")) && !command_trust(c, &o->trust, f))
        return false;
    if (!command_connect(c, o, command_environment(c), true, t, f) || !ledger_read(c->arena, &t->wire, &l, f))
        return false;
    if (!l.exists) {
        fail_named(f, FAIL_TARGET, "ledger.none", "there is no ledger: nothing was applied here");
        return false;
    }
    return verifying ? verify(c, o, t, &l, f) : show(c, t, &l, f);
}

bool command_log(struct cli *c, struct fail *f)
{
    owned(opened_close) struct opened o = { 0 };
    owned(target_close) struct target t = TARGET_CLOSED;

    return run(c, &o, &t, f) || command_failed(c, f);
}
