/*
 * standalone: see standalone.h.
 *
 * No lock_timeout here: CONCURRENTLY waits for older transactions by design, and giving up would
 * leave an invalid index behind.
 */
#include "standalone.h"

#include "gate.h"
#include "pg.h"
#include "probe.h"
#include "progress.h"
#include "session.h"
#include "statement.h"
#include "transaction.h"

static struct statement statement_of(const struct segment_task *task)
{
    const struct bale_step *step = &task->migration->steps[task->segment->first_step];

    return (struct statement){ task->migration, step, &step->statements[task->segment->statement] };
}

static const char *place_of(struct arena *a, const struct segment_task *task)
{
    struct statement s = statement_of(task);

    return statement_place(a, &s, 1);
}

static const char *detail_of(struct arena *a, const struct segment_task *task)
{
    owned(json_release) json_t *detail = json_new_object();
    struct statement s = statement_of(task);

    segment_put_clients(detail, task->migration);
    json_put_text(detail, "step", s.step->name);
    json_put_text(detail, "sha256", s.step->sha256);
    json_put_number(detail, "line", s.at->line);
    json_put_text(detail, "tag", s.at->tag);
    json_put_text(detail, "state", task->after);
    return (const char *)json_canonical(a, detail).at;
}

/* Commits one entry of the given kind, and the migration's end with it when `finish`. */
static bool record(struct run *r, const struct segment_task *task, const char *kind, bool finish,
                   struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    struct transaction tx;
    struct entry_draft drafts[] = {
        { kind, task->migration, task->index, detail_of(a, task) },
        { "finish", task->migration, task->index, segment_finish_detail(a, r, task->migration) },
    };

    if (transaction_begin(r, drafts, finish ? 2 : 1, &tx, f) && transaction_commit(&tx, NULL, f))
        return true;
    transaction_rollback(r);
    return false;
}

/* After an intent, a failure means: stopped inside. Server and lock failures say so themselves too. */
static bool stopped(const struct segment_task *task, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();

    if (f->code != FAIL_SERVER)
        fail_detail(f, "stopped inside the standalone statement at %s; what came before it is committed",
                    place_of(a, task));
    f->code = FAIL_STOPPED;
    if (!f->hint[0])
        fail_hint(f, "Run the same command again: it looks at what the statement left behind and goes on.");
    return false;
}

/* The session of a step, for what runs outside of a transaction. */
static bool take_role(struct run *r, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    struct session_step pins = {
        .schemas = r->bale->schemas, .n_schemas = r->bale->n_schemas, .role = r->bale->role, .lasting = true
    };

    /* When we die, the statement should end well all the same: only servers from 14 on can be told otherwise.
     */
    static const char alone[] =
        "SELECT pg_catalog.set_config('client_connection_check_interval', '0', false)"
        "  FROM pg_catalog.pg_settings WHERE name = 'client_connection_check_interval'; ";

    return target_reset(r->target, f) &&
           wire_run(&r->target->wire, "cannot set up the session",
                    format(a, "%s%s", alone, session_step_settings(a, &pins)), FAIL_TARGET, f);
}

static bool run_statement(struct run *r, const struct segment_task *task, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(pg_clear) PGresult *result = NULL;
    struct statement s = statement_of(task);
    struct wire *w = &r->target->wire;

    if (!wire_calm(w, f) || !take_role(r, f))
        return false;
    owned(progress_end) struct progress progress = { 0 };
    progress_begin(&progress, r->target, statement_place(a, &s, 1));
    if (!wire_query(w, statement_text(a, &s), 0, NULL, &result, f))
        return false;
    if (w->interrupted && PQresultStatus(result) == PGRES_FATAL_ERROR)
        return wire_calm(w, f);
    if (!statement_check(w, &s, result, f))
        return false;
    if (PQtransactionStatus(w->db) != PQTRANS_IDLE) {
        wire_abandon(w);
        return fail_named(f, FAIL_STEP, "step.escape", "%s: the statement left a transaction open",
                          statement_place(a, &s, 1));
    }
    return target_reset(r->target, f);
}

/* What an earlier run left behind. */
enum remains { REMAINS_NOTHING, REMAINS_ALL, REMAINS_HALF, REMAINS_FOREIGN, REMAINS_UNKNOWN };

/*
 * Where the state does not tell before from after, the catalogs may: the index, partition or value is there,
 * or it is not. All other statements that do not change the state (REINDEX, VACUUM) may run twice.
 */
static enum remains without_state(const struct statement *s, enum probe_found found)
{
    const char *kind = s->at->probe.kind;
    bool index = text_equal(kind, "index");
    bool detach = text_equal(kind, "detach") || text_equal(kind, "finalize");
    bool takes_away = detach || text_starts(s->at->tag, "DROP");

    if (!index && !detach && !text_equal(kind, "value"))
        return REMAINS_NOTHING;
    return (found == PROBE_ABSENT) == takes_away ? REMAINS_ALL : REMAINS_NOTHING;
}

static bool examine(struct run *r, const struct segment_task *task, enum remains *out, char digest[ID_TEXT],
                    struct fail *f)
{
    struct statement s = statement_of(task);
    enum probe_found found = PROBE_NONE;

    if (!probe_look(&r->target->wire, &s.at->probe, &found, f) ||
        !gate_read(&r->target->wire, r->bale, digest, f))
        return false;
    /* What is half done counts first: a state statement might not see it. */
    if (found == PROBE_HALF || found == PROBE_FOREIGN)
        *out = found == PROBE_HALF ? REMAINS_HALF : REMAINS_FOREIGN;
    else if (text_equal(digest, task->after) && text_equal(task->before, task->after))
        *out = without_state(&s, found);
    else if (text_equal(digest, task->after))
        *out = REMAINS_ALL;
    else if (text_equal(digest, task->before))
        *out = REMAINS_NOTHING;
    else
        *out = REMAINS_UNKNOWN;
    return true;
}

/* Is there, and not from this statement. */
static bool refuse_foreign(const struct segment_task *task, enum fail_code code, const char *what,
                           struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    struct statement s = statement_of(task);

    fail_named(f, code, "standalone.foreign", "%s: %s %s.%s is there already", place_of(a, task), what,
               s.at->probe.schema, s.at->probe.name);
    return fail_hint(f, "It is not from this statement, so it is left alone. Find out whose it is and put it "
                        "out of the way.");
}

static bool refuse_unknown(const struct segment_task *task, enum remains remains, const char *digest,
                           struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();

    if (remains == REMAINS_FOREIGN)
        return refuse_foreign(task, FAIL_STOPPED, "another table's index", f);
    fail_named(f, FAIL_STOPPED, "state.standalone",
               "%s: the state of the target is neither that before the statement nor that after it",
               place_of(a, task));
    fail_detail(f, "before   %s\nafter    %s\nfound    %s", task->before, task->after, digest);
    return fail_hint(f,
                     "Nothing was changed now. Compare the target with the version before (\"pgbale diff\"), "
                     "finish or undo the statement by hand, and run again.");
}

/* Settles what an interrupted run left; *done: nothing is left to do but to record it. */
static bool settle(struct run *r, const struct segment_task *task, bool *done, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    struct statement s = statement_of(task);
    enum remains remains;
    char digest[ID_TEXT];

    if (!examine(r, task, &remains, digest, f))
        return false;
    if (remains == REMAINS_HALF) {
        cli_note(r->cli, "%s: %s", place_of(a, task), probe_repair_text(&s.at->probe));
        if (!take_role(r, f) || !probe_repair(&r->target->wire, &s.at->probe, f) ||
            !examine(r, task, &remains, digest, f))
            return false;
    }
    if (remains == REMAINS_UNKNOWN || remains == REMAINS_HALF || remains == REMAINS_FOREIGN)
        return refuse_unknown(task, remains, digest, f);
    *done = remains == REMAINS_ALL;
    return true;
}

static bool check_after(struct run *r, const struct segment_task *task, struct fail *f)
{
    enum remains remains;
    char digest[ID_TEXT];

    if (!examine(r, task, &remains, digest, f))
        return false;
    return ((remains == REMAINS_NOTHING || remains == REMAINS_ALL) && text_equal(digest, task->after)) ||
           refuse_unknown(task, remains, digest, f);
}

/*
 * What is there before the intent is not ours, and must not be taken for it later. DROP and FINALIZE mean to
 * meet it.
 */
static bool check_before(struct run *r, const struct segment_task *task, struct fail *f)
{
    struct statement s = statement_of(task);
    const struct bale_probe *probe = &s.at->probe;
    enum probe_found found = PROBE_NONE;
    bool creates = text_equal(probe->kind, "index") && text_starts(s.at->tag, "CREATE");

    if (text_equal(probe->kind, "finalize") || text_starts(s.at->tag, "DROP"))
        return true;
    if (!probe_look(&r->target->wire, probe, &found, f))
        return false;
    if (text_equal(probe->kind, "value") && found == PROBE_THERE)
        return refuse_foreign(task, FAIL_TARGET, "the new value of", f);
    if (found == PROBE_FOREIGN || (creates && found == PROBE_THERE))
        return refuse_foreign(task, FAIL_TARGET, "an index", f);
    if (found != PROBE_HALF)
        return true;
    return refuse_foreign(task, FAIL_TARGET,
                          creates                              ? "an invalid index"
                          : text_equal(probe->kind, "reindex") ? "what an interrupted REINDEX left of"
                                                               : "a pending detach of",
                          f);
}

bool standalone_run(struct run *r, const struct segment_task *task, bool resume, struct fail *f)
{
    struct statement s = statement_of(task);
    bool done = false;

    if (!statement_allowed(&s, f) ||
        (!resume && (!check_before(r, task, f) || !record(r, task, "intent", false, f))))
        return false;
    if (resume && !settle(r, task, &done, f))
        return stopped(task, f);
    if (!done && (!run_statement(r, task, f) || !check_after(r, task, f)))
        return stopped(task, f);
    return record(r, task, done ? "adopt" : "done", task->last, f) || stopped(task, f);
}
