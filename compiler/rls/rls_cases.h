/*
 * rls_cases: what a project says in the files of tests/rls about who may do what.
 *
 *     INSERT INTO ...;                              a statement without an expectation makes rows, as the
 * owner
 *     -- pgbale: as authenticated {"sub": "..."}    who asks from here on: a role, and the claims of a token
 *     -- pgbale: case People see their own notes
 *     -- pgbale: expect row 1 | first                the rows, in any order; or: expect rows 2..
 *     SELECT id, words FROM public.note;
 *     -- pgbale: expect refused                      insufficient privilege or a policy; or: refused SQLSTATE
 *     DELETE FROM public.note;
 *
 * Nothing of it becomes part of a bale.
 */
#ifndef PGBALE_RLS_CASES_H
#define PGBALE_RLS_CASES_H

#include "project.h"

struct rls_step {
    const char *file;
    unsigned line;
    const char *sql;
    bool is_case;                 /* else it only makes rows */
    const char *name;             /* of a case; never NULL then */
    const char *role, *claims;    /* claims: JSON with "role" in it, or NULL */
    enum directive_answer answer; /* ANSWER_ROW: `rows` are the rows */
    uint64_t least, most;
    const char *state;       /* of a refusal, NULL: 42501 */
    const char *const *rows; /* sorted */
    size_t n_rows;
};

struct rls_file {
    const char *path;
    const struct rls_step *steps;
    size_t n_steps, n_cases;
};

/*
 * Reads all files below tests/rls, by name; none is no error. Fails with FAIL_USAGE (rls.case, sql.*) naming
 * the place.
 */
bool rls_cases_read(struct arena *a, const struct project *p, const struct rls_file **out, size_t *n,
                    struct fail *f) must_check;

#endif
