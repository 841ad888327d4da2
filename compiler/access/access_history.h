/*
 * access_history: a project's migrations, replayed one by one in a scratch database, with who may do what in
 * between.
 */
#ifndef PGBALE_ACCESS_HISTORY_H
#define PGBALE_ACCESS_HISTORY_H

#include "access_state.h"
#include "cli.h"
#include "draft.h"
#include "workspace.h"

struct access_history {
    struct arena *arena;
    struct project project;
    struct draft *drafts;
    size_t n;                         /* migrations */
    size_t replayed;                  /* how many of them the database has seen */
    const struct source_file *schema; /* the declared files */
    size_t n_schema;
    struct managed managed;
    struct workspace *workspace;
    PGconn *db; /* NULL until the first replay */
};

/* Reads the project; starts nothing. Fails with FAIL_USAGE when it has no migration. */
bool access_history_open(struct arena *a, const char *folder, const char *scratch_dsn,
                         struct access_history *out, struct fail *f) must_check;

/* Replays migrations until the database has seen `n` of them. */
bool access_history_replay(struct access_history *h, size_t n, struct fail *f) must_check;

/* Who may do what now. */
bool access_history_read(struct access_history *h, const struct access_state **out,
                         struct fail *f) must_check;

/* Index of the migration that a name, its number or its version names; NULL: the newest. */
bool access_history_find(const struct access_history *h, const char *name, size_t *out,
                         struct fail *f) must_check;

void access_history_close(struct access_history *h); /* for owned(access_history_close) */

#endif
