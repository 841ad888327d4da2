/*
 * read: reads a whole database into a model, all kinds in one pipeline of one snapshot.
 */
#ifndef PGBALE_READ_H
#define PGBALE_READ_H

#include "model.h"

#include <libpq-fe.h>

/*
 * Reads what `managed` names. The session's settings are pinned inside the transaction.
 * Fails with FAIL_SERVER when the connection is lost, FAIL_FAILED when a query does not answer
 * with the columns its kind declares.
 */
bool model_read(struct arena *a, PGconn *db, const struct managed *managed, struct model **out,
                struct fail *f) must_check;

/* The same inside a transaction that the caller began and will end; settings are its own business. */
bool model_read_within(struct arena *a, PGconn *db, const struct managed *managed, struct model **out,
                       struct fail *f) must_check;

/* "with managed as (...), member as (...)": what every kind's query may refer to. */
const char *managed_sql(struct arena *a, const struct managed *managed);

#endif
