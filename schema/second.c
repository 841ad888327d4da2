/*
 * second: see second.h.
 */
#include "second.h"

#include "pg.h"

#include <errno.h>
#include <poll.h>
#include <time.h>

enum { PATIENCE = 250 /* milliseconds */ };

static long long now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* False when nothing can be read or written before the time is up. */
static bool wait_until(PGconn *db, short events, long long end)
{
    struct pollfd line = { PQsocket(db), events, 0 };

    for (long long left = end - now(); left > 0; left = end - now()) {
        int ready = poll(&line, 1, (int)left);
        if (ready > 0)
            return true;
        if (ready < 0 && errno != EINTR)
            return false;
    }
    return false;
}

/* With the very options that led to `db`, and to the host that answered then. NULL: there is no one such
 * host. */
static PGconn *start(PGconn *db)
{
    enum { MOST = 64 };
    const char *keys[MOST + 1] = { 0 }, *values[MOST + 1] = { 0 };
    PQconninfoOption *options = PQconninfo(db);
    PGconn *out = NULL;
    bool one = true;
    size_t n = 0;

    for (const PQconninfoOption *o = options; o && o->keyword && n < MOST; o++) {
        if (!o->val || !*o->val)
            continue;
        keys[n] = o->keyword, values[n++] = o->val;
        if (text_starts(o->keyword, "host") || strcmp(o->keyword, "port") == 0)
            one = one && !strchr(o->val, ',');
    }
    if (one && n)
        out = PQconnectStartParams(keys, values, 0);
    PQconninfoFree(options);
    return out;
}

static bool connected(PGconn *db, long long end)
{
    PostgresPollingStatusType next = PGRES_POLLING_WRITING;

    while (next != PGRES_POLLING_OK) {
        if (next == PGRES_POLLING_FAILED ||
            !wait_until(db, next == PGRES_POLLING_READING ? POLLIN : POLLOUT, end))
            return false;
        next = PQconnectPoll(db);
    }
    return true;
}

/* Runs statements before the time is up; the last one returns `expected`, if that is not NULL. */
static bool answers(PGconn *db, const char *sql, const char *expected, long long end)
{
    bool good = PQsendQuery(db, sql), as_expected = !expected;

    while (good) {
        while (good && PQisBusy(db))
            good = wait_until(db, POLLIN, end) && PQconsumeInput(db);
        owned(pg_clear) PGresult *r = good ? PQgetResult(db) : NULL;
        if (!r)
            return good && as_expected;
        good = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
        if (expected && PQntuples(r) == 1)
            as_expected = text_equal(pg_value(r, 0, 0), expected);
    }
    return false;
}

/* The server made the text; that it is one is not taken from it on trust. */
static bool is_snapshot(const char *s)
{
    return *s && s[strspn(s, "0123456789ABCDEF-")] == '\0';
}

PGconn *second_open(struct arena *a, PGconn *db, const struct second_to *to)
{
    owned(pg_finish) PGconn *second = is_snapshot(to->snapshot) ? start(db) : NULL;
    long long end = now() + PATIENCE;

    if (!second || PQstatus(second) == CONNECTION_BAD || !connected(second, end) ||
        !answers(second, "begin isolation level repeatable read read only", NULL, end) ||
        !answers(second,
                 format(a, "set transaction snapshot '%s'; %s; %s", to->snapshot, to->settings, to->question),
                 to->answer, end))
        return NULL;
    PGconn *out = second;
    second = NULL;
    return out;
}
