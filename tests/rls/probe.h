/*
 * probe: what a role really sees and may do in a database, by asking as that role. Needs probe.sql.
 */
#ifndef PGBALE_TEST_PROBE_H
#define PGBALE_TEST_PROBE_H

#include "case.h"

enum { PROBE_CLAIMS = 3 }; /* two people and nobody */

/* What is asked, in the same words before and after. */
struct probe {
    const char *role;
    unsigned claims;
    const char *relation, *new_relation;
    enum access_command command;
    const char *setting; /* of UPDATE */
    const char *columns; /* of INSERT */
};

/* The ids of the rows that pass, separated by blanks; NULL: refused outright; "error ..." when it failed
 * otherwise. */
const char *probe_run(struct arena *a, PGconn *db, const struct probe *p, bool after);

/* Is every id of `x` among those of `y`? NULL is no row. */
bool probe_within(const char *x, const char *y);

#endif
