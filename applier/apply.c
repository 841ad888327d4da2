/*
 * apply: see apply.h.
 */
#include "apply.h"

#include "gate.h"
#include "policy.h"
#include "preflight.h"
#include "promote.h"
#include "standalone.h"

bool apply_prepare(struct run *r, const struct trust *trust, uint64_t now, struct fail *f)
{
    const struct bale *b = r->bale;

    if (!ledger_read(r->arena, &r->target->wire, &r->ledger, f) ||
        !ledger_identity(&r->ledger, r->environment, b->lineage, f) ||
        !promote_check_target(r->promotion, &r->ledger, f) || !position_find(b, &r->ledger, &r->position, f))
        return false;
    size_t next = r->position.migration;
    return bale_policy_check(r->arena, b, trust, r->environment, now, b->migrations + next,
                             b->n_migrations - next, NULL, f) &&
           promotion_check_access(r->arena, r->promotion, trust, r->environment, b->migrations + next,
                                  b->n_migrations - next, f) &&
           preflight_check(r->target, b, next, f);
}

bool apply_gate(struct run *r, struct fail *f)
{
    char now[ID_TEXT];
    const char *expected = position_digest(r->bale, &r->position, r->target->major);

    if (r->position.intent)
        return true;
    if (!gate_read(&r->target->wire, r->bale, now, f))
        return false;
    if (text_equal(now, expected))
        return true;
    fail_named(f, FAIL_TARGET, "state.drift",
               "the schema of the target is not the one that its version promises: "
               "it was changed by something else than a bale");
    fail_detail(f, "at       %s", r->ledger.head.sequence ? r->ledger.head.name : "nothing applied yet");
    fail_detail(f, "promised %s\nfound    %s", expected, now);
    return fail_hint(
        f,
        "Nothing was touched. In the project as it was at that version, \"pgbale diff --to DSN\" shows the "
        "differences. Undo them by hand, or take them into the declared schema and compile a new bale.");
}

static bool run_segment(struct run *r, const struct segment_task *task, struct fail *f)
{
    const struct bale_migration *m = task->migration;
    bool standalone = task->segment && task->segment->standalone;

    cli_note(r->cli, "%s (%s): %s %zu of %zu", m->name, m->version,
             standalone ? "standalone statement" : "segment", task->index + 1,
             bale_states_of(m, r->target->major)->n_digests - 1);
    return standalone ? standalone_run(r, task, r->position.intent, f) : segment_run(r, task, f);
}

static bool run_migration(struct run *r, const struct bale_migration *m, struct fail *f)
{
    size_t n = 0;
    const struct bale_segment *segments = bale_segments(r->arena, m, &n);
    const struct bale_states *states = bale_states_of(m, r->target->major);
    size_t most = n ? n : 1;

    while (r->position.segment < most) {
        size_t i = r->position.segment;
        struct segment_task task = {
            .migration = m,
            .segment = n ? &segments[i] : NULL,
            .index = i,
            .last = i + 1 == most,
            .before = states->digests[i],
            .after = position_digest_after(states, i),
        };
        if (!run_segment(r, &task, f))
            return false;
        r->position = (struct position){ .migration = r->position.migration, .segment = i + 1 };
        r->segments_done++;
    }
    return true;
}

bool apply_pending(struct run *r, struct fail *f)
{
    while (r->position.migration < r->bale->n_migrations) {
        if (!run_migration(r, &r->bale->migrations[r->position.migration], f))
            return false;
        r->position = (struct position){ .migration = r->position.migration + 1 };
        r->migrations_finished++;
    }
    return true;
}
