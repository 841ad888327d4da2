/*
 * scratch: throw-away databases, on a private cluster or on a server that the user names.
 *
 * Roles belong to a server, not to a database: on a private cluster all databases share the roles that a
 * prelude made. On a named server role statements are not carried out (see scratch_load).
 */
#ifndef PGBALE_SCRATCH_H
#define PGBALE_SCRATCH_H

#include "pg.h"
#include "source.h"

struct scratch;

/*
 * Opens the scratch server. `dsn` NULL: starts a private cluster (cluster.h) of the major version, 0 being
 * the newest installed. Else connects there, which needs CREATEDB; `major` must match when it is not 0.
 * Ends with scratch_close, which drops all databases made here; the arena must live until then.
 */
bool scratch_open(struct arena *a, const char *dsn, unsigned major, struct scratch **out,
                  struct fail *f) must_check;
void scratch_close(struct scratch **s); /* for owned(scratch_close); NULL is allowed */

unsigned scratch_major(const struct scratch *s);      /* 15 */
const char *scratch_version(const struct scratch *s); /* server_version_num, "150020" */
bool scratch_is_private(const struct scratch *s);
PGconn *scratch_admin(const struct scratch *s); /* connection to its maintenance database */

/*
 * Makes a fresh, empty database and connects to it; PQdb() gives its name. `from` NULL: template0; else the
 * name of a database made here, which must have no connection open (PQfinish it first).
 */
bool scratch_database(struct scratch *s, const char *from, PGconn **out, struct fail *f) must_check;

/* Connects once more to a database made here. */
bool scratch_connect(struct scratch *s, const char *name, PGconn **out, struct fail *f) must_check;

/* Closes the connection and drops its database at once. NULL inside is allowed. */
bool scratch_drop(struct scratch *s, PGconn **db, struct fail *f) must_check;

/* True when the database of a connection was made here on a server that the user named. */
bool scratch_is_shared(PGconn *db);

/*
 * A connection URI of a database made here, for programs that are started by us. With a named server it may
 * hold the password of the user's own DSN: never print it.
 */
const char *scratch_dsn(struct arena *a, const struct scratch *s, const char *name);

#endif
