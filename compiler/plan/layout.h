/*
 * layout: the schema files that hold what a plan creates: one per object, with all that belongs to it.
 *
 * schema/SCHEMA/KIND/NAME.sql for what lives in a schema, schema/KIND.sql for the rest, and
 * schema/zz-KIND.sql for what must come after all else, because files are read in the order of their names.
 * Names are lower-case letters, digits, '_', '-' and what else a name holds as %XX.
 */
#ifndef PGBALE_LAYOUT_H
#define PGBALE_LAYOUT_H

#include "plan.h"

struct layout_file {
    const char *path; /* "public/table/account.sql" */
    const char *text;
};

struct layout {
    const struct layout_file *files; /* by path */
    size_t n;
};

/*
 * The statements of a plan from nothing, which must not hold renames. Equal plans give equal bytes. `unsound`
 * are the `n` OIDs, ascending, of routines whose bodies do not pass their check: a directive says so.
 */
struct layout layout_of(struct arena *a, const struct plan *plan, const uint32_t *unsound, size_t n);

#endif
