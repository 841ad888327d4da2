/*
 * effects: see effects.h.
 */
#include "effects.h"

struct watching {
    struct arena *arena;
    struct observer *observer;
    PGconn *db;
    struct proof_effect *list;
    size_t n;
};

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static bool watch(struct watching *w, const struct source_file *file, const struct source_statement *s,
                  struct fail *f)
{
    struct proof_effect e = { .step = last_part(file->path), .line = s->line };
    const char *sql = source_text(w->arena, file, s);
    struct fail why;
    bool refused = false;

    if (file->standalone) {
        /* What it takes comes and goes while it runs. Refused: somebody made it there already. */
        if (!pg_run(w->db, sql, FAIL_STEP, &why) && PQstatus(w->db) != CONNECTION_OK)
            return fail(f, FAIL_SERVER, "%s", why.message);
    } else if (!observer_run(w->observer, sql, &e.seen, &refused, f)) {
        return false;
    } else {
        e.watched = !refused;
    }
    if (!e.watched || e.seen.n_relations)
        w->list[w->n++] = e;
    return true;
}

static bool watch_all(struct arena *a, const struct workspace *space, const struct draft *d, PGconn *db,
                      struct proof *out, struct fail *f)
{
    struct watching w = { .arena = a, .db = db };
    size_t total = 0;

    for (size_t i = 0; i < d->n_files; i++)
        total += d->files[i].n_statements;
    w.list = arena_array(a, total, sizeof *w.list);
    if (!observer_new(a, db, &w.observer, f))
        return false;
    for (size_t i = 0; i < d->n_files; i++) {
        if (!pg_run(db, space->settings, FAIL_FAILED, f))
            return false;
        for (size_t k = 0; k < d->files[i].n_statements; k++)
            if (!watch(&w, &d->files[i], &d->files[i].statements[k], f))
                return false;
    }
    out->effects = w.list;
    out->n_effects = w.n;
    out->watched = true;
    return true;
}

bool effects_observe(struct arena *a, struct workspace *w, const struct draft *d, PGconn **db,
                     struct proof *out, struct fail *f)
{
    PGconn *trial = NULL;
    struct fail ignored;

    if (!workspace_copy(w, db, &trial, f))
        return false;
    bool done = watch_all(a, w, d, trial, out, f);
    return scratch_drop(w->scratch, &trial, done ? f : &ignored) && done;
}
