/*
 * contract_prove: see contract_prove.h.
 */
#include "contract_prove.h"

#include "contract_inner.h"
#include "replay.h"

struct proving {
    struct arena *arena;
    struct workspace *workspace;
    const struct project *project;
    const struct contract *contract;
    struct contract_result *result;
    const char **notes;
    struct verdict_reason *reasons;
    size_t room_notes, room_reasons;
};

static const char *below_project(const struct project *p, const char *path)
{
    size_t size = strlen(p->folder);

    return text_starts(path, p->folder) && path[size] == '/' ? path + size + 1 : path;
}

static void note(struct proving *p, unsigned line, const char *what)
{
    struct contract_result *r = p->result;

    if (r->n_notes == p->room_notes)
        p->notes = arena_grow(p->arena, p->notes, r->n_notes, &p->room_notes, sizeof *p->notes);
    p->notes[r->n_notes++] = format(p->arena, "%s:%u: %s", r->path, line, what);
    r->notes = p->notes;
}

static void add_reason(struct proving *p, const struct verdict_reason *reason)
{
    struct contract_result *r = p->result;

    if (r->n_reasons == p->room_reasons)
        p->reasons = arena_grow(p->arena, p->reasons, r->n_reasons, &p->room_reasons, sizeof *p->reasons);
    p->reasons[r->n_reasons++] = *reason;
    r->reasons = p->reasons;
}

/* Each sample statement counts alone: what does not fit this state is said and left out. */
static bool insert_samples(struct proving *p, PGconn *db, struct fail *f)
{
    const struct contract *c = p->contract;

    if (!pg_run(db, p->workspace->settings, FAIL_FAILED, f))
        return false;
    for (size_t i = 0; i < c->n_samples; i++) {
        struct fail why;
        if (pg_run(db, source_text(p->arena, c->file, c->samples[i]), FAIL_FAILED, &why))
            continue;
        if (PQstatus(db) != CONNECTION_OK)
            return fail(f, FAIL_SERVER, "%s", why.message);
        note(p, c->samples[i]->line,
             format(p->arena, "these sample rows do not fit the state before: %s%s%s", why.message,
                    *why.detail ? ": " : "", why.detail));
    }
    return true;
}

static const char *object_of(struct proving *p, const struct contract_request *q)
{
    return q->role ? format(p->arena, "%s: %s", q->role, q->shown) : q->shown;
}

static void judge_one(struct proving *p, const struct contract_request *q, const struct contract_answer *was,
                      const struct contract_answer *again, const struct contract_answer *now)
{
    struct verdict_reason r = { .object = object_of(p, q) };

    if (was->error || again->error) {
        if (now->error)
            note(p, q->line,
                 format(p->arena, "not judged, for it does not work before: %s",
                        was->error ? was->error : again->error));
        return;
    }
    p->result->worked++;
    r.why = contract_difference(p->arena, q, was, again, now, &r.rule);
    if (!r.why) {
        p->result->same++;
        return;
    }
    r.place = format(p->arena, "%s:%u", p->result->path, q->line);
    r.judged[q->audience] = VERDICT_BREAKING;
    add_reason(p, &r);
}

/* Steps that work on empty tables only. */
static void add_failed_steps(struct proving *p, const struct fail *why)
{
    size_t first = strcspn(why->detail, "\n");
    struct verdict_reason r = {
        .rule = "contract-steps",
        .object = format(p->arena, "CLIENT %s", p->contract->client),
        .why = format(p->arena, "the steps fail on the sample rows: %s%s%.*s", why->message,
                      *why->detail ? ": " : "", (int)first, why->detail),
        .place = p->result->path,
        .judged = { VERDICT_BREAKING, VERDICT_BREAKING, VERDICT_BREAKING },
    };

    add_reason(p, &r);
}

static bool prove_on(struct proving *p, PGconn *db, const struct draft *d, struct fail *f)
{
    const struct contract *c = p->contract;
    const struct workspace *w = p->workspace;
    const struct contract_answer *was, *again, *now;
    struct fail why;

    if (!insert_samples(p, db, f) ||
        !contract_send(p->arena, db, c, w->search_schemas, w->n_search_schemas, &was, f) ||
        !contract_send(p->arena, db, c, w->search_schemas, w->n_search_schemas, &again, f) ||
        !pg_run(db, "reset all", FAIL_FAILED, f))
        return false;
    if (!replay_migration(p->arena, db, w, d, NULL, NULL, NULL, &why)) {
        if (why.code != FAIL_STEP) {
            *f = why;
            return false;
        }
        add_failed_steps(p, &why);
        return true;
    }
    if (!contract_send(p->arena, db, c, w->search_schemas, w->n_search_schemas, &now, f))
        return false;
    for (size_t i = 0; i < c->n_requests; i++)
        judge_one(p, &c->requests[i], &was[i], &again[i], &now[i]);
    return true;
}

bool contracts_prove(struct arena *a, struct workspace *w, const struct project *p,
                     const struct contract *const *contracts, size_t n, const struct draft *d, PGconn **db,
                     const struct contract_result **out, struct fail *f)
{
    struct contract_result *results = arena_array(a, n, sizeof *results);

    for (size_t i = 0; i < n; i++) {
        const struct contract *c = contracts[i];
        PGconn *trial = NULL;
        results[i] = (struct contract_result){ .client = c->client,
                                               .path = below_project(p, c->path),
                                               .sha256 = c->sha256,
                                               .requests = c->n_requests };
        struct proving one = {
            .arena = a, .workspace = w, .project = p, .contract = c, .result = &results[i]
        };
        if (!workspace_copy(w, db, &trial, f))
            return false;
        bool done = prove_on(&one, trial, d, f);
        struct fail ignored;
        if (!scratch_drop(w->scratch, &trial, done ? f : &ignored) || !done)
            return false;
    }
    *out = results;
    return true;
}
