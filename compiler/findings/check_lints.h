/*
 * check_lints: findings about access that the proofs hold, where they stand in the schema files, and what
 * answers them.
 *
 * A finding is about a state, and lasts from the migration that leads to it until one that leads out of it.
 * What is not true any more after the newest migration is not reported.
 */
#ifndef PGBALE_CHECK_LINTS_H
#define PGBALE_CHECK_LINTS_H

#include "proof.h"

struct check_lint {
    struct finding finding; /* waived already, when an answer was found */
    const struct draft *since;
    bool over; /* a later migration led out of it */
};

struct check_lints {
    struct arena *arena;
    const struct source_file *schema;
    size_t n_schema;
    struct check_lint *at;
    size_t n, room;
};

void check_lints_begin(struct arena *a, const struct source_file *schema, size_t n, struct check_lints *out);

/*
 * The next migration's. Its waivers cover all that is true after it, whoever led to it; used[i] is set for
 * each that does.
 */
void check_lints_next(struct check_lints *l, const struct draft *d, const struct lint_step *s, bool *used);

/* Directives of the schema files that allow a rule of these and covered nothing, as findings. After the last.
 */
void check_lints_unused(const struct check_lints *l, struct findings *out);

#endif
