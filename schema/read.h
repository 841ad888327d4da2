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

/*
 * The same in two halves, so that something else can be done while the server works. `likely` is how the
 * database probably is; NULL: nobody knows. If all its objects are so, the model has no dependencies: nothing
 * can be planned with it but nothing. What was begun is ended; the connection is used for
 * nothing else meanwhile.
 */
struct reading;
bool reading_begin(struct arena *a, PGconn *db, const struct managed *managed, struct reading **out,
                   struct fail *f) must_check;
bool reading_end(struct reading *r, const struct model *likely, struct model **out,
                 struct fail *f) must_check;

/*
 * A query behind the common table expressions that it mentions: managed, member, relation... NULL: all of
 * them, for what the caller puts behind.
 */
const char *managed_sql(struct arena *a, const struct managed *managed, const char *query);

#endif
