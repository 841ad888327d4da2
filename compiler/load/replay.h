/*
 * replay: carries out migrations in a scratch database, segment by segment as the applier does.
 */
#ifndef PGBALE_REPLAY_H
#define PGBALE_REPLAY_H

#include "draft.h"
#include "workspace.h"

/*
 * Runs one migration. With `state` (a state.sql) the digests before the first and after each segment are
 * collected into *digests (segments + 1 of them); NULL: none are read.
 * A statement that fails is FAIL_STEP with its file and line.
 */
bool replay_migration(struct arena *a, PGconn *db, const struct workspace *w, const struct draft *d,
                      const char *state, const char *const **digests, size_t *n_digests,
                      struct fail *f) must_check;

/* Runs all of them in a fresh database with the prelude. */
bool replay_all(struct arena *a, struct workspace *w, const struct draft *drafts, size_t n, PGconn **out,
                struct fail *f) must_check;

#endif
