/*
 * wire: talking to the server without ever being deaf.
 *
 * Every statement that may take long is sent and waited for here, so that SIGINT and SIGTERM are
 * heard: the running statement is cancelled, the server rolls back, the caller sees a failure and
 * `interrupted` is set. Signals are read from a descriptor, so nothing global is needed.
 */
#ifndef PGBALE_WIRE_H
#define PGBALE_WIRE_H

#include "fail.h"

#include <libpq-fe.h>

/* What is done while the server lets us wait. */
struct wire_idle {
    void (*look)(void *context); /* NULL: nothing */
    void *context;
    int every; /* milliseconds */
};

struct wire {
    PGconn *db;
    int signals; /* descriptor that becomes readable on SIGINT, SIGTERM, SIGHUP; -1: none */
    bool interrupted;
    struct wire_idle idle;
    char sqlstate[6]; /* of the last refusal that wire_query or the pipeline saw, or empty */
};

/* Blocks the three signals for the process and opens the descriptor. Close with wire_close. */
bool wire_listen(struct wire *w, struct fail *f) must_check;

/* Ends the connection and stops listening. A wire that was never opened is allowed. */
void wire_close(struct wire *w);

/* Cancels what runs and ends the connection without another word: the server rolls back. */
void wire_abandon(struct wire *w);

/* Fails with FAIL_FAILED when a signal came in since the last look. */
bool wire_calm(struct wire *w, struct fail *f) must_check;

/*
 * Waits for the next result of what was sent and returns it; NULL is libpq's end of a statement's
 * results. Fails with FAIL_SERVER when the connection is lost. An interrupt cancels the statement
 * and waits for the server's answer to that.
 */
bool wire_result(struct wire *w, PGresult **out, struct fail *f) must_check;

/*
 * Sends one statement by the extended protocol and waits for it. The result is returned whatever the
 * server says about it; wire_rows also turns a refusal into a fail with `code`.
 */
bool wire_query(struct wire *w, const char *sql, int n, const char *const *values, PGresult **out,
                struct fail *f) must_check;
bool wire_rows(struct wire *w, const char *what, const char *sql, int n, const char *const *values,
               enum fail_code code, PGresult **out, struct fail *f) must_check;

/* Did the server end the connection with this error (shutdown, killed process, timeout of the session)? */
bool wire_ended(const PGresult *error);

/*
 * Turns the server's refusal of something of ours into a fail and returns false: with `code`, or FAIL_SERVER
 * when the server ended the connection with it. After an interrupt of ours it is that.
 */
bool wire_refused(struct wire *w, const PGresult *r, enum fail_code code, const char *what, struct fail *f);

/* Runs statements that are a part of this program, by the simple protocol; rows are dropped. */
bool wire_run(struct wire *w, const char *what, const char *sql, enum fail_code code,
              struct fail *f) must_check;

/* Waits, hearing signals; fails with FAIL_FAILED on an interrupt. */
bool wire_sleep(struct wire *w, unsigned milliseconds, struct fail *f) must_check;

/* A number between half of `milliseconds` and `milliseconds`, so that waiters do not march in step. */
unsigned wire_jitter(unsigned milliseconds);

#endif
