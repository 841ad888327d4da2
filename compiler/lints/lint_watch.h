/*
 * lint_watch: the findings of each migration, one after the other.
 */
#ifndef PGBALE_LINT_WATCH_H
#define PGBALE_LINT_WATCH_H

#include "lints.h"
#include "workspace.h"

/* What a migration has to do with findings about access. */
struct lint_step {
    struct lint_list found;  /* true of the state after it, not of the state before */
    struct lint_list gone;   /* the other way round; only rule and object are kept */
    struct lint_list events; /* about the migration itself */
};

struct lint_watch {
    struct arena *arena;
    const struct project *project;
    const char *const *roles; /* that the preludes make, on a server that has others, else NULL */
    size_t n_roles;
    struct lint_list last; /* of the state at hand */
};

/* Begins with the state before the first migration. */
bool lint_watch_begin(struct arena *a, const struct project *project, const struct workspace *w,
                      const struct access_state *state, struct lint_watch *out, struct fail *f) must_check;

/* The next migration; `db` holds the state after it. */
bool lint_watch_next(struct lint_watch *w, const struct draft *d, PGconn *db, const struct access_state *was,
                     const struct access_state *now, struct lint_step *out, struct fail *f) must_check;

#endif
