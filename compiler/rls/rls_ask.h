/*
 * rls_ask: asks a database as somebody, and takes the answer back.
 */
#ifndef PGBALE_RLS_ASK_H
#define PGBALE_RLS_ASK_H

#include "pg.h"
#include "rls_cases.h"

struct rls_answer {
    const char *state, *message; /* of an error; NULL: it worked */
    uint64_t count;              /* rows returned or changed */
    const char *const *rows;     /* "1 | first"; NULL values read "NULL"; sorted */
    size_t n_rows, n_columns;
};

/* Begins the transaction in which a file's steps run, with the search path that steps have; ends it. */
bool rls_ask_begin(PGconn *db, const char *settings, struct fail *f) must_check;
void rls_ask_end(PGconn *db);

/*
 * Carries out a step: one that makes rows stays until rls_ask_end; a case is undone at once. An error of the
 * statement is an answer, after which the transaction goes on. Fails with FAIL_SERVER when the connection is
 * lost.
 */
bool rls_ask(struct arena *a, PGconn *db, const struct rls_step *s, struct rls_answer *out,
             struct fail *f) must_check;

/* Same error or none, and as many rows; `values`: the same rows, in any order. */
bool rls_answer_same(const struct rls_answer *x, const struct rls_answer *y, bool values);

#endif
