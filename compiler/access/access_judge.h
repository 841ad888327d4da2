/*
 * access_judge: one cell of the matrix before and after, and its class.
 */
#ifndef PGBALE_ACCESS_JUDGE_H
#define PGBALE_ACCESS_JUDGE_H

#include "access_compare.h"
#include "access_parts.h"

struct access_judge {
    struct arena *arena;
    const struct access_pairs *pairs;
    struct formulas *formulas;
    struct access_view *old, *new;
    struct access_parts parts;
};

struct access_case {
    const struct access_relation *was, *now; /* either may be NULL; both are for a routine */
    const struct access_function *old_function, *new_function;
    enum access_command command;
    size_t old_role, new_role; /* NO_ROLE: it is not there on that side */
    struct access_side before, after;
    enum access_class class;
};

void access_judge_begin(struct arena *a, struct access_judge *j, const struct access_pairs *pairs);

/* Fill sides, roles and class of a case whose objects and command are set. */
void access_judge_relation(struct access_judge *j, const char *role, struct access_case *one);
void access_judge_function(struct access_judge *j, const char *role, struct access_case *one);

/* What made the difference, as short phrases; *n is set. */
const char *const *access_reasons(struct access_judge *j, const struct access_case *one, size_t *n);

#endif
