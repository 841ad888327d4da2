/*
 * lines: see lines.h.
 */
#include "lines.h"

#include "pg.h"
#include "second.h"
#include "session.h"

#include <errno.h>
#include <poll.h>

/* Below this size of pg_attribute, which is about 15,000 columns, a second process costs more than it saves.
 */
#define LARGE "4000000"

static PGconn *line_of(const struct lines *l, enum line line)
{
    return line == LINE_REST && l->second ? l->second : l->db;
}

static bool refused(PGconn *db, const PGresult *result, const char *what, struct fail *f)
{
    return pg_refused(db, result, result ? FAIL_FAILED : FAIL_SERVER, what, f);
}

bool lines_begin(struct lines *l, struct fail *f)
{
    /* To the microsecond: no other server began at the same time. */
    static const char birth[] = "select extract(epoch from pg_catalog.pg_postmaster_start_time())::text";
    const char *settings = session_digest_settings(l->arena, false);
    const char *begin =
        l->within ? "savepoint pgbale_read" : "begin isolation level repeatable read read only";
    owned(pg_clear) PGresult *r = PQexec(
        l->db,
        format(l->arena,
               "%s; %s; select case when %s pg_catalog.pg_relation_size('pg_catalog.pg_attribute') > " LARGE
               " then pg_catalog.pg_export_snapshot() end, (%s)",
               begin, settings, l->within ? "false and" : "", birth));

    if (PQresultStatus(r) != PGRES_TUPLES_OK)
        return refused(l->db, r, "cannot begin to read", f);
    const char *snapshot = pg_value(r, 0, 0);
    if (snapshot && pg_value(r, 0, 1))
        l->second = second_open(
            l->arena, l->db,
            &(struct second_to){
                .snapshot = snapshot, .settings = settings, .question = birth, .answer = pg_value(r, 0, 1) });
    if (!PQenterPipelineMode(l->db) || (l->second && !PQenterPipelineMode(l->second)))
        return fail(f, FAIL_FAILED, "cannot read the catalogs: the connection is busy");
    return true;
}

bool lines_send(struct lines *l, enum line line, const char *sql, struct fail *f)
{
    PGconn *db = line_of(l, line);

    if (!PQsendQueryParams(db, sql, 0, NULL, NULL, NULL, NULL, 0))
        return refused(db, NULL, "cannot send a catalog query", f);
    return true;
}

bool lines_sent(struct lines *l, struct fail *f)
{
    if (!PQpipelineSync(l->db))
        return refused(l->db, NULL, "cannot send the catalog queries", f);
    if (l->second && !PQpipelineSync(l->second))
        return refused(l->second, NULL, "cannot send the catalog queries", f);
    return true;
}

/* Takes in what comes on either line until a result of `db` is there, so that neither server waits for us. */
static bool wait_for(struct lines *l, PGconn *db)
{
    while (PQisBusy(db)) {
        struct pollfd lines[] = { { PQsocket(l->db), POLLIN, 0 },
                                  { l->second ? PQsocket(l->second) : -1, POLLIN, 0 } };
        if (poll(lines, countof(lines), -1) < 0 && errno != EINTR)
            return false;
        if (lines[0].revents && !PQconsumeInput(l->db))
            return false;
        if (lines[1].revents && !PQconsumeInput(l->second))
            return false;
    }
    return true;
}

bool lines_rows(struct lines *l, enum line line, const char *what, PGresult **out, struct fail *f)
{
    PGconn *db = line_of(l, line);

    if (l->second && !wait_for(l, db))
        return refused(PQstatus(l->db) == CONNECTION_OK ? l->second : l->db, NULL, what, f);
    owned(pg_clear) PGresult *rows = PQgetResult(db);
    if (PQresultStatus(rows) != PGRES_TUPLES_OK && PQresultStatus(rows) != PGRES_COMMAND_OK)
        return pg_refused(db, rows, FAIL_FAILED, what, f);
    /* The NULL that ends a query's results. */
    owned(pg_clear) PGresult *end = PQgetResult(db);
    if (end)
        return fail(f, FAIL_FAILED, "%s: more than one result", what);
    *out = rows;
    rows = NULL;
    return true;
}

static bool take_sync(struct lines *l, PGconn *db, struct fail *f)
{
    if (l->second && !wait_for(l, db))
        return refused(db, NULL, "cannot read the catalogs", f);
    owned(pg_clear) PGresult *synced = PQgetResult(db);
    if (PQresultStatus(synced) != PGRES_PIPELINE_SYNC)
        return pg_refused(db, synced, FAIL_FAILED, "cannot read the catalogs", f);
    return true;
}

bool lines_taken(struct lines *l, struct fail *f)
{
    return take_sync(l, l->db, f) && (!l->second || take_sync(l, l->second, f));
}

bool lines_end(struct lines *l, struct fail *f)
{
    pg_finish(&l->second);
    if (!PQexitPipelineMode(l->db))
        return refused(l->db, NULL, "cannot end to read", f);
    return pg_run(l->db, l->within ? "rollback to pgbale_read" : "rollback", FAIL_FAILED, f);
}

void lines_abandon(struct lines *l)
{
    pg_finish(&l->second);
    while (PQstatus(l->db) == CONNECTION_OK && PQpipelineStatus(l->db) != PQ_PIPELINE_OFF) {
        owned(pg_clear) PGresult *rest = PQgetResult(l->db);
        if (PQresultStatus(rest) == PGRES_PIPELINE_SYNC)
            break;
        if (!rest && PQtransactionStatus(l->db) != PQTRANS_ACTIVE && PQexitPipelineMode(l->db))
            break;
    }
    PQexitPipelineMode(l->db);
    PQclear(PQexec(l->db, "rollback"));
}
