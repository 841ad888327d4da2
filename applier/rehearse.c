/*
 * rehearse: see rehearse.h.
 *
 * What a transaction cannot take back stays: values drawn from sequences. Standalone statements cannot be
 * tried, and neither can what comes after them, because it starts from the state that they make.
 */
#include "rehearse.h"

#include "gate.h"
#include "pg.h"
#include "pipeline.h"
#include "position.h"
#include "statement.h"
#include "transaction.h"

/* The segments that are pending, one after the other. */
struct place {
    size_t migration, segment;
};

static bool open_transaction(struct run *r, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();

    return wire_calm(&r->target->wire, f) && target_reset(r->target, f) &&
           wire_run(&r->target->wire, "cannot begin a transaction",
                    format(a, "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = %u",
                           r->lock_timeout),
                    FAIL_TARGET, f);
}

static size_t count_left(struct run *r, struct place from)
{
    size_t left = 0;

    for (size_t i = from.migration; i < r->bale->n_migrations; i++) {
        size_t n = 0;
        bale_segments(r->arena, &r->bale->migrations[i], &n);
        left += n - (i == from.migration && from.segment < n ? from.segment : 0);
    }
    return left;
}

static bool constraints(struct run *r, const char *sql, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;

    return wire_rows(&r->target->wire, "a deferred constraint does not hold after the steps", sql, 0, NULL,
                     FAIL_STEP, &rows, f);
}

/* What COMMIT would do between two segments: deferred constraints speak, and are deferred again afterwards.
 */
static bool end_segment(struct run *r, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;
    static const char sql[] =
        "SELECT pg_catalog.string_agg(pg_catalog.format('%I.%I', n.nspname, c.conname), ', ')"
        "  FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace"
        " WHERE c.condeferred";

    if (!constraints(r, "SET CONSTRAINTS ALL IMMEDIATE", f) ||
        !wire_rows(&r->target->wire, "cannot read the deferred constraints", sql, 0, NULL, FAIL_TARGET, &rows,
                   f))
        return false;
    const char *names = pg_value(rows, 0, 0);
    /* The server quoted the names. */
    return !names || constraints(r, format(r->arena, "SET CONSTRAINTS %s DEFERRED", names), f);
}

/* Runs until a standalone statement or the end; *digest is the state that must be there then. */
static bool run_all(struct run *r, struct rehearsal *out, const char **digest, struct fail *f)
{
    struct place at = { r->position.migration, r->position.segment };

    for (; at.migration < r->bale->n_migrations; at = (struct place){ at.migration + 1, 0 }) {
        const struct bale_migration *m = &r->bale->migrations[at.migration];
        size_t n = 0;
        const struct bale_segment *segments = bale_segments(r->arena, m, &n);
        for (; at.segment < n; at.segment++) {
            const struct bale_segment *s = &segments[at.segment];
            if (s->standalone) {
                struct statement one = { m, &m->steps[s->first_step],
                                         &m->steps[s->first_step].statements[s->statement] };
                out->stopped = statement_place(r->arena, &one, 1);
                out->left = count_left(r, at);
                return true;
            }
            if (!pipeline_run(r, m, s->first_step, s->n_steps, f) || !end_segment(r, f))
                return false;
            *digest = position_digest_after(bale_states_of(m, r->target->major), at.segment);
            out->tried++;
        }
    }
    return true;
}

static bool check(struct run *r, const char *digest, struct fail *f)
{
    char now[ID_TEXT];

    if (!digest)
        return true;
    if (!gate_digest(&r->target->wire, r->bale, now, f))
        return false;
    if (text_equal(now, digest))
        return true;
    fail_named(f, FAIL_TARGET, "state.after", "the steps did not lead to the state that the bale promises");
    return fail_detail(f, "promised %s\nfound    %s", digest, now);
}

bool rehearse(struct run *r, struct rehearsal *out, struct fail *f)
{
    struct rehearsal result = { 0 };
    const char *digest = NULL;

    if (r->position.intent)
        return fail_named(f, FAIL_STOPPED, "rehearse.intent",
                          "the target is inside a standalone statement, which cannot be tried");
    bool good = open_transaction(r, f) && run_all(r, &result, &digest, f) && check(r, digest, f);
    transaction_rollback(r);
    if (good)
        *out = result;
    return good;
}
