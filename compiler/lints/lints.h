/*
 * lints: the rules about access, and what they find.
 */
#ifndef PGBALE_LINTS_H
#define PGBALE_LINTS_H

#include "access_state.h"
#include "draft.h"
#include "finding.h"

struct lint_found {
    const char *rule;
    enum finding_level level;
    const char *object; /* "POLICY p ON public.t" */
    const char *message;
    const char *hint; /* of the rule; not stored: see lint_hint */
    /* Where its CREATE statement is to be looked for: names as they are, without quotes. */
    const char *kind, *schema, *name, *on; /* `on` is a policy's table, else NULL */
};

struct lint_request {
    const struct project *project;
    const struct draft *draft;            /* the migration that leads from one state to the other */
    const struct access_state *was, *now; /* both of one database */
    const char *const *prelude_roles;     /* that the preludes make; NULL: the server's are the prelude's */
    size_t n_prelude_roles;
    PGconn
        *db; /* holds the state after; functions are tried out there, in transactions that are rolled back */
};

struct lint_list {
    const struct lint_found *at; /* by rule and object */
    size_t n;
};

/*
 * All that is wrong with the state after, and (`events`, NULL: not asked) with the way to it. Fails with
 * FAIL_SERVER when the connection is lost.
 */
bool lints_look(struct arena *a, const struct lint_request *r, struct lint_list *state,
                struct lint_list *events, struct fail *f) must_check;

/* Findings of one list that the other does not have, by rule and object. */
struct lint_list lints_without(struct arena *a, struct lint_list all, struct lint_list these);

/* Same rule and object. */
bool lint_same(const struct lint_found *x, const struct lint_found *y);

/* The code of each rule; NULL behind the last. */
const char *lint_code(size_t i);

/* Is it the code of a rule here? */
bool lint_known(const char *rule);

/* What to do about a finding of a rule; NULL: unknown. */
const char *lint_hint(const char *rule);

#endif
