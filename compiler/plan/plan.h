/*
 * plan: the statements that turn one model into another, in an order PostgreSQL accepts.
 *
 * One graph holds every drop, alter and create; edges come from both models' dependencies. Children are
 * made inside their parent's CREATE and vanish with its DROP where that makes no cycle. Ties are
 * broken by rank and name, so equal input gives equal bytes. A cycle that remains is reported with its
 * path and never repaired.
 */
#ifndef PGBALE_PLAN_H
#define PGBALE_PLAN_H

#include "ddl.h"
#include "diff.h"

struct plan_statement {
    const char *sql; /* without ';' */
    struct cost cost;
    bool access;             /* belongs to the RLS file: policies, row security, grants */
    const struct item *item; /* NULL: a rename */
};

struct plan {
    const struct diff *diff;
    const struct plan_statement *statements;
    size_t n_statements;
};

struct plan_options {
    bool plain;                           /* short forms: no CONCURRENTLY, no NOT VALID + VALIDATE */
    const struct statement_list *renames; /* come first; `from` is the state after them; NULL: none */
};

/*
 * Fails with FAIL_BLOCKED when the diff holds refusals, or when access would be wider for a while
 * (plan.window); with FAIL_FAILED on a cycle.
 */
bool plan_make(struct arena *a, struct diff *d, const struct plan_options *options, struct plan **out,
               struct fail *f) must_check;

/* First statement after `at` that is in another group: same standalone flag and same file (access or not). */
size_t plan_group_end(const struct plan *p, size_t at);

#endif
