/*
 * side: one side of a comparison: a live database, SQL files, or the project's migrations.
 */
#ifndef PGBALE_SIDE_H
#define PGBALE_SIDE_H

#include "workspace.h"

struct side {
    bool scratch;                    /* ours to change */
    PGconn *db;                      /* the caller's to close; of a scratch side: NULL until it is needed */
    const struct source_file *files; /* desired files that a scratch side is made from; may be none */
    size_t n_files;
    const struct draft *drafts; /* or migrations that are replayed */
    size_t n_drafts;
    struct model *model; /* set by side_read */
};

/* True when `spec` is a connection string and not a path. */
bool side_is_dsn(const char *spec);

/*
 * Fills in both models: from the cache where a side is made from files that were read before. A live side
 * that is just as the other one has a model without dependencies (reading_end).
 */
bool side_read(struct arena *a, struct workspace *w, const struct managed *managed, struct side *from,
               struct side *to, struct fail *f) must_check;

/* Makes the database of a scratch side, unless it is there. */
bool side_database(struct arena *a, struct workspace *w, struct side *side, struct fail *f) must_check;

/*
 * Says what `spec` names, and connects to a live database: "migrations" (the project's, replayed), a
 * connection string, or a path of a file or folder of SQL (desired state). `project` may be NULL except for
 * "migrations".
 */
bool side_open(struct arena *a, struct workspace *w, const struct project *project, const char *spec,
               struct side *out, struct fail *f) must_check;

/*
 * Refuses what looks like a rename that nobody declared, unless `guess` (lookalike.h).
 * Finds what was renamed and what is the same though written differently, compares and plans.
 * The scratch side's database may be changed; a live one never is: it is copied where something must be
 * tried.
 */
struct plan;
struct diff;
struct side_request {
    struct workspace *workspace;
    const struct managed *managed;
    bool plain;
    bool guess; /* what looks like a rename is dropped and added, as it stands */
};
bool side_plan(struct arena *a, const struct side_request *r, struct side *from, struct side *to,
               struct plan **out, struct fail *f) must_check;

/*
 * What differs, whatever can be done about it: nothing is refused, nothing is taken for a rename. The sides
 * are read already.
 */
bool side_compare(struct arena *a, const struct side_request *r, struct side *from, struct side *to,
                  struct diff **out, struct fail *f) must_check;

#endif
