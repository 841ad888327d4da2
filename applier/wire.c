/*
 * wire: see wire.h.
 */
#define _GNU_SOURCE
#include "wire.h"

#include "pg.h"

#include <errno.h>
#include <openssl/rand.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

bool wire_listen(struct wire *w, struct fail *f)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGHUP);
    if (sigprocmask(SIG_BLOCK, &set, NULL) != 0 ||
        (w->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK)) < 0)
        return fail(f, FAIL_FAILED, "cannot listen for signals: %s", strerror(errno));
    return true;
}

void wire_close(struct wire *w)
{
    pg_finish(&w->db);
    if (w->signals >= 0)
        close(w->signals);
    w->signals = -1;
}

static void cancel(struct wire *w)
{
    char why[256];
    PGcancel *request = w->db ? PQgetCancel(w->db) : NULL;

    if (request)
        PQcancel(request, why, sizeof why);
    PQfreeCancel(request);
}

void wire_abandon(struct wire *w)
{
    cancel(w);
    pg_finish(&w->db);
}

/* Takes a waiting signal; true when there was one. */
static bool signalled(struct wire *w)
{
    struct signalfd_siginfo info;

    return w->signals >= 0 && read(w->signals, &info, sizeof info) == (ssize_t)sizeof info;
}

static bool refuse_interrupt(struct fail *f)
{
    fail_named(f, FAIL_FAILED, "interrupted", "interrupted by a signal");
    return fail_hint(f, "Run the same command again: it goes on from where the target stands.");
}

bool wire_calm(struct wire *w, struct fail *f)
{
    if (signalled(w))
        w->interrupted = true;
    return w->interrupted ? refuse_interrupt(f) : true;
}

static bool lost(struct wire *w, struct fail *f)
{
    pg_refused(w->db, NULL, FAIL_SERVER, "the connection to the server was lost", f);
    f->code = FAIL_SERVER;
    return fail_hint(f, "What was not committed is rolled back by the server. Run the same command again: "
                        "the target's ledger tells what is done.");
}

/* One turn of waiting for the server, for room to write to it, or for a signal. */
static bool turn(struct wire *w, bool writing, struct fail *f)
{
    struct pollfd on[2] = {
        { .fd = PQsocket(w->db), .events = (short)(POLLIN | (writing ? POLLOUT : 0)) },
        { .fd = w->interrupted ? -1 : w->signals, .events = POLLIN },
    };

    int ready = poll(on, 2, w->idle.look ? w->idle.every : -1);
    if (ready < 0 && errno != EINTR)
        return fail(f, FAIL_FAILED, "cannot wait for the server: %s", strerror(errno));
    if (ready == 0 && w->idle.look)
        w->idle.look(w->idle.context);
    if (on[1].revents && signalled(w)) {
        w->interrupted = true;
        cancel(w);
    }
    if (on[0].revents & (POLLIN | POLLERR | POLLHUP) && !PQconsumeInput(w->db))
        return lost(w, f);
    return true;
}

bool wire_result(struct wire *w, PGresult **out, struct fail *f)
{
    for (;;) {
        int unsent = PQflush(w->db);
        if (unsent < 0)
            return lost(w, f);
        if (!PQisBusy(w->db))
            break;
        if (!turn(w, unsent > 0, f))
            return false;
    }
    *out = PQgetResult(w->db);
    if (PQstatus(w->db) != CONNECTION_OK) {
        pg_clear(out);
        return lost(w, f);
    }
    return true;
}

static void remember(struct wire *w, const PGresult *r)
{
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);

    if (PQresultStatus(r) == PGRES_FATAL_ERROR)
        snprintf(w->sqlstate, sizeof w->sqlstate, "%s", state ? state : "");
}

/* Reads results until libpq's end; keeps the last, or the first that is an error. */
static bool collect(struct wire *w, PGresult **out, struct fail *f)
{
    owned(pg_clear) PGresult *kept = NULL;

    for (;;) {
        PGresult *next = NULL;
        if (!wire_result(w, &next, f))
            return false;
        if (!next)
            break;
        remember(w, next);
        if (PQresultStatus(kept) == PGRES_FATAL_ERROR && kept) {
            PQclear(next);
            continue;
        }
        PQclear(kept);
        kept = next;
        ExecStatusType status = PQresultStatus(next);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
            fail(f, FAIL_STEP, "the server asks for a COPY, which a bale cannot hold");
            wire_abandon(w);
            return false;
        }
    }
    *out = kept;
    kept = NULL;
    return true;
}

bool wire_query(struct wire *w, const char *sql, int n, const char *const *values, PGresult **out,
                struct fail *f)
{
    w->sqlstate[0] = '\0';
    if (!w->db)
        return fail(f, FAIL_SERVER, "there is no connection to the server");
    if (!PQsendQueryParams(w->db, sql, n, NULL, values, NULL, NULL, 0))
        return lost(w, f);
    return collect(w, out, f);
}

bool wire_ended(const PGresult *error)
{
    const char *severity = error ? PQresultErrorField(error, PG_DIAG_SEVERITY_NONLOCALIZED) : NULL;

    return severity && (strcmp(severity, "FATAL") == 0 || strcmp(severity, "PANIC") == 0);
}

/* After an interrupt the server's "canceling statement" is no news. */
bool wire_refused(struct wire *w, const PGresult *r, enum fail_code code, const char *what, struct fail *f)
{
    if (w->interrupted)
        return refuse_interrupt(f);
    return pg_refused(w->db, r, wire_ended(r) ? FAIL_SERVER : code, what, f);
}

bool wire_rows(struct wire *w, const char *what, const char *sql, int n, const char *const *values,
               enum fail_code code, PGresult **out, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;

    if (!wire_query(w, sql, n, values, &r, f))
        return false;
    if (PQresultStatus(r) != PGRES_TUPLES_OK && PQresultStatus(r) != PGRES_COMMAND_OK)
        return wire_refused(w, r, code, what, f);
    *out = r;
    r = NULL;
    return true;
}

bool wire_run(struct wire *w, const char *what, const char *sql, enum fail_code code, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;

    w->sqlstate[0] = '\0';
    if (!w->db)
        return fail(f, FAIL_SERVER, "there is no connection to the server");
    if (!PQsendQuery(w->db, sql))
        return lost(w, f);
    if (!collect(w, &r, f))
        return false;
    if (PQresultStatus(r) != PGRES_TUPLES_OK && PQresultStatus(r) != PGRES_COMMAND_OK)
        return wire_refused(w, r, code, what, f);
    return true;
}

bool wire_sleep(struct wire *w, unsigned milliseconds, struct fail *f)
{
    struct pollfd on = { .fd = w->signals, .events = POLLIN };

    poll(&on, 1, (int)milliseconds);
    return wire_calm(w, f);
}

unsigned wire_jitter(unsigned milliseconds)
{
    unsigned random = 0;

    if (RAND_bytes((unsigned char *)&random, sizeof random) != 1)
        return milliseconds;
    return milliseconds / 2 + random % (milliseconds / 2 + 1);
}
