/*
 * target: the database that a bale is for, and the one connection to it.
 */
#ifndef PGBALE_TARGET_H
#define PGBALE_TARGET_H

#include "cli.h"
#include "wire.h"

enum { NOTICES_MOST = 50, NOTICE_SIZE = 400 };

struct target {
    struct wire wire;
    const char *where; /* user@host:port/database, without secrets */
    const char *database, *user;
    unsigned major; /* of the server */
    const char *server_version;
    bool superuser, standby;
    bool read_only;
    bool pooled; /* what answers is not the server process that was reached */
    const struct cli *cli;
    size_t n_notices;
};

struct target_options {
    const char *dsn;         /* NULL: POSTGRES_DSN, else libpq's own variables */
    const char *sslmode;     /* least sslmode for TCP, from the trust store */
    bool any_login;          /* the login need not be bound to the TLS channel, as SCRAM's is */
    const char *application; /* application_name */
    bool read_only;          /* the server refuses every change */
};

/*
 * Connects, listens for signals, pins the session and asks who the server is. TCP never gets less than
 * `sslmode`, TLS 1.3 and a login that is bound to the channel; a DSN or libpq's variables may ask for more,
 * and for an older TLS. Fails with FAIL_SERVER; no message holds a password. End with target_close, also
 * after a failure.
 */
bool target_open(struct arena *a, const struct cli *cli, const struct target_options *options,
                 struct target *t, struct fail *f) must_check;
void target_close(struct target *t); /* for owned(target_close) */

/* What to give to target_close before target_open was reached. */
#define TARGET_CLOSED ((struct target){ .wire = { .signals = -1 } })

/*
 * Sets the session back to what target_open made it, whatever a step did to it. Only outside of a
 * transaction.
 */
bool target_reset(struct target *t, struct fail *f) must_check;

#endif
