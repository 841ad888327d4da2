/*
 * restate: finds objects that only look different.
 *
 * PostgreSQL's text of an expression is not always a fixed point: `v IN ('a', 'b')` on a varchar,
 * or BETWEEN inside AND, is written one way when it comes from the author and another way when it
 * comes from that text. So each differing object is made twice in a scratch database, in a
 * transaction that is rolled back: once from the old text, once from the new. When both read the
 * same, they mean the same. Nothing here looks into an expression.
 */
#ifndef PGBALE_RESTATE_H
#define PGBALE_RESTATE_H

#include "diff.h"

#include <libpq-fe.h>

/*
 * `db` is the scratch database that `to` was read from. Statements that fail there only mean that the
 * two differ. Fails when the connection is lost.
 */
bool restate_find(struct arena *a, PGconn *db, const struct managed *managed, const struct model *from,
                  const struct model *to, struct same *out, struct fail *f) must_check;

/* Is there any pair that restating could tell to be the same? */
bool restate_needed(const struct model *from, const struct model *to);

#endif
