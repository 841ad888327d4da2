/*
 * segment: see segment.h.
 */
#include "segment.h"

#include "pipeline.h"
#include "promote.h"
#include "transaction.h"

enum { RETRY_PAUSE = 400, RETRY_PAUSE_MOST = 5000 };

void segment_put_clients(json_t *detail, const struct bale_migration *m)
{
    json_t *clients = json_new_array();

    for (size_t i = 0; i < m->n_clients; i++) {
        json_t *one = json_new_object();
        json_put_text(one, "name", m->clients[i].name);
        json_put_flag(one, "breaks", m->clients[i].breaks);
        if (m->clients[i].min_version)
            json_put_text(one, "min_version", m->clients[i].min_version);
        json_push(clients, one);
    }
    json_put(detail, "clients", clients);
}

const char *segment_finish_detail(struct arena *a, const struct run *r, const struct bale_migration *m)
{
    owned(json_release) json_t *detail = json_new_object();

    segment_put_clients(detail, m);
    promote_put(detail, r->promotion);
    if (r->breaking_accepted)
        json_put_text(detail, "breaking_accepted", r->breaking_accepted);
    json_put_text(detail, "description", m->description ? m->description : "");
    return (const char *)json_canonical(a, detail).at;
}

static const char *segment_detail(struct arena *a, const struct segment_task *task)
{
    owned(json_release) json_t *detail = json_new_object();
    json_t *steps = json_new_array();

    for (size_t i = 0; task->segment && i < task->segment->n_steps; i++) {
        const struct bale_step *step = &task->migration->steps[task->segment->first_step + i];
        json_t *one = json_new_object();
        json_put_text(one, "name", step->name);
        json_put_text(one, "sha256", step->sha256);
        json_push(steps, one);
    }
    segment_put_clients(detail, task->migration);
    json_put(detail, "steps", steps);
    json_put_text(detail, "state", task->after);
    return (const char *)json_canonical(a, detail).at;
}

static bool attempt(struct run *r, const struct segment_task *task, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    struct transaction tx;
    struct entry_draft drafts[] = {
        { "segment", task->migration, task->index, segment_detail(a, task) },
        { "finish", task->migration, task->index, segment_finish_detail(a, r, task->migration) },
    };
    size_t first = task->segment ? task->segment->first_step : 0,
           n = task->segment ? task->segment->n_steps : 0;

    if (transaction_begin(r, drafts, task->last ? 2 : 1, &tx, f) &&
        pipeline_run(r, task->migration, first, n, f) && transaction_commit(&tx, task->after, f))
        return true;
    transaction_rollback(r);
    if (f->code == FAIL_STEP) {
        fail_detail(f, "all of this segment was rolled back");
        if (!f->hint[0])
            fail_hint(
                f,
                "Put right what the step met on this target and apply again, or correct the step: in a new "
                "bale, with the migration proven again.");
    }
    return false;
}

/* Lock timeout, deadlock, serialization failure: another try may work. */
static bool may_retry(const struct run *r)
{
    static const char *const states[] = { "55P03", "40P01", "40001" };

    for (size_t i = 0; r->target->wire.db && i < countof(states); i++)
        if (text_equal(r->target->wire.sqlstate, states[i]))
            return true;
    return false;
}

bool segment_run(struct run *r, const struct segment_task *task, struct fail *f)
{
    unsigned pause = RETRY_PAUSE;

    for (unsigned tries = 0;; tries++) {
        char state[sizeof r->target->wire.sqlstate];
        if (attempt(r, task, f))
            return true;
        if (!may_retry(r))
            return false;
        if (tries == r->retries)
            return fail_hint(f,
                             "Tried %u times. Others hold locks on these tables: apply at a quieter time, or "
                             "raise --lock-timeout or --retries.",
                             tries + 1);
        memcpy(state, r->target->wire.sqlstate, sizeof state);
        cli_note(r->cli, "%s: could not get a lock (SQLSTATE %s), trying again (%u of %u)",
                 task->migration->name, state, tries + 1, r->retries);
        if (!wire_sleep(&r->target->wire, wire_jitter(pause), f))
            return false;
        pause = pause * 2 > RETRY_PAUSE_MOST ? RETRY_PAUSE_MOST : pause * 2;
    }
}
