/*
 * replay: see replay.h. Row expectations are the applier's to check: a scratch database has no rows.
 */
#include "replay.h"

#include "load.h"
#include "state.h"

static bool run_segment(PGconn *db, const struct workspace *w, const struct draft *d,
                        const struct bale_segment *segment, struct fail *f)
{
    const struct source_file *file = &d->files[segment->first_step];

    if (segment->standalone)
        return scratch_run(db, file, &file->statements[segment->statement], w->settings, f);
    return scratch_load(db, file, segment->n_steps, LOAD_ATOMIC, w->settings, f);
}

bool replay_migration(struct arena *a, PGconn *db, const struct workspace *w, const struct draft *d,
                      const char *state, const char *const **digests, size_t *n_digests, struct fail *f)
{
    size_t n;
    const struct bale_segment *segments = bale_segments(a, &d->bale, &n);
    const char **list = arena_array(a, n + 1, sizeof *list);

    if (state && !state_digest(a, db, state, &list[0], f))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!run_segment(db, w, d, &segments[i], f) ||
            (state && !state_digest(a, db, state, &list[i + 1], f)))
            return false;
    if (state) {
        *digests = list;
        *n_digests = n + 1;
    }
    return true;
}

bool replay_all(struct arena *a, struct workspace *w, const struct draft *drafts, size_t n, PGconn **out,
                struct fail *f)
{
    owned(pg_finish) PGconn *db = NULL;

    if (!workspace_database(w, &db, f))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!replay_migration(a, db, w, &drafts[i], NULL, NULL, NULL, f))
            return false;
    *out = db;
    db = NULL;
    return true;
}
