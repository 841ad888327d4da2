/*
 * progress: see progress.h.
 */
#include "progress.h"

#include "pg.h"

#include <inttypes.h>
#include <unistd.h>

enum { EVERY = 2000, OPTIONS_MOST = 64 };

static void conninfo_free(PQconninfoOption **options)
{
    PQconninfoFree(*options);
}

/* A connection like the first one. */
static PGconn *connect_again(PGconn *first)
{
    owned(conninfo_free) PQconninfoOption *options = PQconninfo(first);
    const char *keys[OPTIONS_MOST + 1] = { 0 }, *values[OPTIONS_MOST + 1] = { 0 };
    size_t n = 0;

    for (PQconninfoOption *o = options; o && o->keyword && n < OPTIONS_MOST; o++)
        if (o->val && *o->val && strcmp(o->keyword, "service") != 0)
            keys[n] = o->keyword, values[n++] = o->val;
    return PQconnectdbParams(keys, values, 0);
}

static const char *part(struct arena *a, const PGresult *r, int column, const char *unit)
{
    uint64_t done = 0, total = 0;
    const char *from = pg_value(r, 0, column), *of = pg_value(r, 0, column + 1);

    if (!from || !of || !number_read(from, UINT64_MAX, &done) || !number_read(of, UINT64_MAX, &total) ||
        total == 0)
        return NULL;
    return format(a, ", %" PRIu64 " %% of %" PRIu64 " %s", done * 100 / total, total, unit);
}

static const char *describe(struct arena *a, const PGresult *r)
{
    const char *phase = pg_value(r, 0, 0), *locker = pg_value(r, 0, 5), *blockers = pg_value(r, 0, 6);
    const char *blocks = part(a, r, 1, "blocks"), *rows = part(a, r, 3, "rows");

    if (blockers || locker)
        return format(a, "%s%swaiting for server process %s", phase ? phase : "", phase ? ": " : "",
                      blockers ? blockers : locker);
    return phase ? format(a, "%s%s", phase, blocks ? blocks : rows ? rows : "") : NULL;
}

static void ask(struct progress *p)
{
    owned(arena_release) struct arena *a = arena_new();
    char pid[16];
    const char *values[] = { pid };
    static const char sql[] =
        "SELECT p.phase, p.blocks_done, p.blocks_total, p.tuples_done, p.tuples_total,"
        "       nullif(p.current_locker_pid, 0),"
        "       (SELECT pg_catalog.string_agg(b::text, ', ') FROM "
        "pg_catalog.unnest(pg_catalog.pg_blocking_pids("
        "$1::int)) b)"
        "  FROM (SELECT) one LEFT JOIN pg_catalog.pg_stat_progress_create_index p ON p.pid = $1::int";

    snprintf(pid, sizeof pid, "%d", PQbackendPID(p->target->wire.db));
    owned(pg_clear) PGresult *r = PQexecParams(p->db, sql, 1, NULL, values, NULL, NULL, 0);
    p->failed = PQresultStatus(r) != PGRES_TUPLES_OK || PQntuples(r) != 1;
    const char *text = p->failed ? NULL : describe(a, r);
    if (!text || strncmp(text, p->last, sizeof p->last - 1) == 0)
        return;
    snprintf(p->last, sizeof p->last, "%s", text);
    cli_note(p->target->cli, "%s: %s", p->what, text);
}

static void look(void *context)
{
    struct progress *p = context;

    if (p->failed)
        return;
    if (!p->db)
        p->db = connect_again(p->target->wire.db);
    if (PQstatus(p->db) != CONNECTION_OK)
        p->failed = true;
    else
        ask(p);
}

void progress_begin(struct progress *p, struct target *t, const char *what)
{
    *p = (struct progress){ .target = t, .what = what };
    if (isatty(STDERR_FILENO))
        t->wire.idle = (struct wire_idle){ look, p, EVERY };
}

void progress_end(struct progress *p)
{
    if (p->target)
        p->target->wire.idle = (struct wire_idle){ 0 };
    pg_finish(&p->db);
}
