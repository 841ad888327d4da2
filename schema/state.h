/*
 * state: the state digest: one SHA-256 over all managed objects.
 */
#ifndef PGBALE_STATE_H
#define PGBALE_STATE_H

#include "model.h"

#include <libpq-fe.h>

/*
 * The text of state.sql: one read-only statement that returns the digest in hexadecimal. It is a
 * pure function of the managed schemas and of the kinds, ends with one line feed, and expects
 * session_digest_settings() to be in force.
 */
const char *state_sql(struct arena *a, const struct managed *managed);

/* Runs a state.sql under the pinned settings and returns the digest. */
bool state_digest(struct arena *a, PGconn *db, const char *sql, const char **out, struct fail *f) must_check;

#endif
