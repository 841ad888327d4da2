/*
 * pipeline: sends many statements without waiting for each answer.
 */
#ifndef PGBALE_PIPELINE_H
#define PGBALE_PIPELINE_H

#include "pg.h"
#include "source.h"

/* One statement and what the server said to it. */
struct pipelined {
    const char *sql;
    const struct source_path
        *search_path;   /* where its names are looked for; PIPELINE_EACH only; NULL: as usual */
    PGresult *refusal;  /* an error; NULL: it was carried out. Clear with pipeline_clear */
    const char *answer; /* command tag without counts; not told for those sent in one batch */
    bool skipped;       /* not carried out because one before it in the same transaction failed */
};

enum pipeline_mode {
    PIPELINE_EACH, /* they are independent: each that can be carried out is, in order */
    PIPELINE_ALL,  /* they belong together: after a refusal the rest is skipped */
};

/*
 * Sends all statements, in portions, and fills what the server said. A refusal is no failure of this
 * function; a lost connection is (FAIL_SERVER). The connection is in its normal mode before and after.
 */
bool pipeline_run(struct arena *a, PGconn *db, struct pipelined *list, size_t n, enum pipeline_mode mode,
                  struct fail *f) must_check;

void pipeline_clear(struct pipelined *list, size_t n);

#endif
