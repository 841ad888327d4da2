/*
 * lock: see lock.h.
 */
#include "lock.h"

#include "digest.h"
#include "pg.h"

enum { POLL_LEAST = 100, POLL_MOST = 2000 };

/* A signed 32-bit key from four bytes, as decimal text for a parameter. */
static void key_text(const uint8_t *at, char out[12])
{
    uint32_t bits = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];

    snprintf(out, 12, "%d", (int)(int32_t)bits);
}

void lock_keys_of(const char *lineage, struct lock_keys *out)
{
    uint8_t digest[DIGEST_SIZE];

    digest_raw(bytes_of(lineage), digest);
    key_text(digest, out->session[0]);
    key_text(digest + 4, out->session[1]);
    key_text(digest + 8, out->transaction[0]);
    key_text(digest + 12, out->transaction[1]);
}

static bool attempt(struct target *t, const struct lock_keys *keys, bool *taken, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    const char *values[] = { keys->session[0], keys->session[1] };

    if (!wire_rows(&t->wire, "cannot take the applier's lock",
                   "SELECT pg_try_advisory_lock($1::int, $2::int)", 2, values, FAIL_SERVER, &r, f))
        return false;
    *taken = *PQgetvalue(r, 0, 0) == 't';
    return true;
}

static bool name_holder(struct target *t, const struct lock_keys *keys, unsigned wait, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    const char *values[] = { keys->session[0], keys->session[1] };
    static const char sql[] =
        "SELECT l.pid, coalesce(a.application_name, ''), coalesce(a.usename, ''), coalesce(a.state, '')"
        "  FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid)"
        " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2"
        "   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        "   AND l.classid::bigint = $1::int::bigint & 4294967295"
        "   AND l.objid::bigint = $2::int::bigint & 4294967295";

    if (!wire_rows(&t->wire, "cannot see who holds the applier's lock", sql, 2, values, FAIL_SERVER, &r, f))
        return false;
    fail_named(f, FAIL_LOCKED, "target.locked", "another applier works on %s; waited %u.%u s", t->where,
               wait / 1000, wait % 1000 / 100);
    if (PQntuples(r))
        fail_detail(f, "the lock is held by server process %s (%s, user %s, %s)", PQgetvalue(r, 0, 0),
                    PQgetvalue(r, 0, 1), PQgetvalue(r, 0, 2), PQgetvalue(r, 0, 3));
    return fail_hint(f,
                     "Try again, or wait longer with --lock-wait. The process of an applier that was killed "
                     "keeps the lock until its last statement ends.");
}

bool lock_take(struct target *t, const struct lock_keys *keys, unsigned wait, struct fail *f)
{
    unsigned pause = POLL_LEAST, waited = 0;

    for (;;) {
        bool taken = false;
        if (!attempt(t, keys, &taken, f))
            return false;
        if (taken)
            return true;
        if (waited >= wait)
            return name_holder(t, keys, wait, f);
        if (waited == 0)
            cli_note(t->cli, "waiting for another applier on %s", t->where);
        unsigned now = wire_jitter(pause);
        if (now > wait - waited)
            now = wait - waited;
        if (!wire_sleep(&t->wire, now, f))
            return false;
        waited += now ? now : 1;
        pause = pause * 2 > POLL_MOST ? POLL_MOST : pause * 2;
    }
}
