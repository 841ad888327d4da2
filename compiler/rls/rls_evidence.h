/*
 * rls_evidence: the project's own cases (tests/rls), asked before and after a migration: what is answered
 * otherwise shows what a change of access means for rows, above all where nothing could be proven.
 */
#ifndef PGBALE_RLS_EVIDENCE_H
#define PGBALE_RLS_EVIDENCE_H

#include "json.h"
#include "rls_ask.h"

/* One state's answers. */
struct rls_asked {
    const struct rls_file *files;
    size_t n_files;
    const struct rls_answer *const *answers; /* by file and step */
    const char *const *silent;               /* by file: why it could not be asked, or NULL */
};

struct rls_difference {
    const char *name, *file; /* of the case; name NULL: the whole file could not be asked on one side */
    unsigned line;
    const char *role, *before, *after; /* answers as text; `before` alone says why when name is NULL */
};

struct rls_evidence {
    uint64_t asked, same; /* cases that both states answered */
    const struct rls_difference *at;
    size_t n;
};

/* Asks all cases of a database, each file in a transaction that is rolled back. */
bool rls_evidence_ask(struct arena *a, PGconn *db, const char *settings, const struct rls_file *files,
                      size_t n, struct rls_asked *out, struct fail *f) must_check;

/* Each state was asked twice, so that values that are others each time are known. */
struct rls_evidence rls_evidence_compare(struct arena *a, const struct rls_asked was[2],
                                         const struct rls_asked now[2]);

/* For people, indented; "" when nothing was asked. */
const char *rls_evidence_text(struct arena *a, const struct rls_evidence *e);

/* In proof.json: a new object, and taking "evidence" from one. */
json_t *rls_evidence_put(const struct rls_evidence *e);
bool rls_evidence_take(struct arena *a, struct json_value *root, struct rls_evidence *out,
                       struct fail *f) must_check;

#endif
