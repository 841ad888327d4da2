/*
 * lookalike: a table or column that vanishes while one just like it appears is probably a rename.
 *
 * Dropping and adding would lose the rows, so nobody should get that by accident: it is refused until a
 * directive says which it is.
 */
#ifndef PGBALE_LOOKALIKE_H
#define PGBALE_LOOKALIKE_H

#include "diff.h"

struct lookalike {
    const struct object *was, *now;
};

/* Pairs in a diff that look like renames and of which the new one is not expendable. */
void lookalikes_find(struct arena *a, const struct diff *d, const struct lookalike **out, size_t *n);

/* Fails with FAIL_BLOCKED (plan.lookalike) when there are any, naming each and both ways out. */
bool lookalikes_refuse(const struct lookalike *list, size_t n, struct fail *f) must_check;

#endif
