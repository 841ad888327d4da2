/*
 * pipeline: see pipeline.h.
 *
 * Answers are asked for by flush requests. A Sync would commit what stands outside of a transaction,
 * so it is sent only after every answer was seen to be the expected one, or after an error of the
 * server, which fails the transaction by itself.
 */
#include "pipeline.h"

#include "pg.h"
#include "session.h"
#include "statement.h"

enum { BATCH_MESSAGES = 1024, BATCH_BYTES = 1024 * 1024 };

/* A message: a statement, or the session settings before a step's first one; before all, settings are
 * prepared. */
struct message {
    enum { PREPARE, SETTINGS, STATEMENT } what;
    struct statement statement; /* for STATEMENT */
};

/*
 * The settings are one long statement that is run before every step, so the server parses it once.
 * target_reset forgets it; a rehearsal runs several segments in one transaction, so each has a name of its
 * own.
 */
struct pipeline {
    struct wire *wire;
    const char *settings, *name;
    struct message *messages;
    size_t n_messages;
    bool refused_by_us; /* the server is content, we are not */
};

static bool collect_messages(struct pipeline *p, struct arena *a, const struct bale_migration *m,
                             size_t first, size_t n, struct fail *f)
{
    size_t most = n + 1;

    for (size_t i = 0; i < n; i++)
        most += m->steps[first + i].n_statements;
    p->messages = arena_array(a, most, sizeof *p->messages);
    p->messages[p->n_messages++] = (struct message){ .what = PREPARE };
    for (size_t i = first; i < first + n; i++) {
        const struct bale_step *step = &m->steps[i];
        p->messages[p->n_messages++] = (struct message){ .what = SETTINGS };
        for (size_t s = 0; s < step->n_statements; s++) {
            struct statement statement = { m, step, &step->statements[s] };
            if (!statement_allowed(&statement, f))
                return false;
            p->messages[p->n_messages++] = (struct message){ STATEMENT, statement };
        }
    }
    return true;
}

static bool send_one(struct pipeline *p, const struct message *message, size_t *bytes, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    PGconn *db = p->wire->db;
    const char *sql = p->name;
    int sent = 0;

    switch (message->what) {
    case PREPARE:
        sql = p->settings;
        sent = PQsendPrepare(db, p->name, sql, 0, NULL);
        break;
    case SETTINGS:
        sent = PQsendQueryPrepared(db, p->name, 0, NULL, NULL, NULL, 0);
        break;
    case STATEMENT:
        sql = statement_text(a, &message->statement);
        sent = PQsendQueryParams(db, sql, 0, NULL, NULL, NULL, NULL, 0);
        break;
    }
    *bytes += strlen(sql);
    return sent || pg_refused(db, NULL, FAIL_SERVER, "cannot send a statement", f);
}

/* Sends messages from `first` on; *end is the first one that was not sent. */
static bool send_batch(struct pipeline *p, size_t first, size_t *end, struct fail *f)
{
    size_t bytes = 0, i = first;

    while (i < p->n_messages && i - first < BATCH_MESSAGES && bytes < BATCH_BYTES)
        if (!send_one(p, &p->messages[i++], &bytes, f))
            return false;
    if (!PQsendFlushRequest(p->wire->db))
        return pg_refused(p->wire->db, NULL, FAIL_SERVER, "cannot send a statement", f);
    *end = i;
    return true;
}

static bool check_answer(struct pipeline *p, const struct message *message, const PGresult *result,
                         struct fail *f)
{
    if (PQresultStatus(result) == PGRES_FATAL_ERROR && p->wire->interrupted)
        return wire_calm(p->wire, f);
    if (message->what == STATEMENT) {
        bool good = statement_check(p->wire, &message->statement, result, f);
        p->refused_by_us = !good && PQresultStatus(result) != PGRES_FATAL_ERROR;
        return good;
    }
    if (PQresultStatus(result) == (message->what == PREPARE ? PGRES_COMMAND_OK : PGRES_TUPLES_OK))
        return true;
    return wire_refused(p->wire, result, FAIL_STEP, "cannot set up the session", f);
}

/* Reads the answer to one message; rows that it returns are dropped one at a time. */
static bool receive_one(struct pipeline *p, const struct message *message, struct fail *f)
{
    bool good = true;

    PQsetSingleRowMode(p->wire->db);
    for (;;) {
        owned(pg_clear) PGresult *result = NULL;
        if (!wire_result(p->wire, &result, f))
            return false;
        if (!result)
            return good;
        if (PQresultStatus(result) == PGRES_SINGLE_TUPLE || !good)
            continue;
        good = check_answer(p, message, result, f);
        if (!good && p->refused_by_us)
            return false;
    }
}

/* One batch is always on its way while the answers to the one before are read, so that a long way costs once.
 */
static bool run_messages(struct pipeline *p, struct fail *f)
{
    size_t sent = 0, next = 0;

    if (!send_batch(p, 0, &next, f))
        return false;
    for (size_t at = 0; at < p->n_messages;) {
        sent = next;
        if (sent < p->n_messages && !send_batch(p, sent, &next, f))
            return false;
        for (; at < sent; at++)
            if (!receive_one(p, &p->messages[at], f))
                return false;
    }
    return wire_calm(p->wire, f);
}

/* Reads up to the answer to a Sync, and leaves pipeline mode. */
static bool leave(struct pipeline *p, struct fail *f)
{
    bool synced = false;

    if (!PQpipelineSync(p->wire->db))
        return pg_refused(p->wire->db, NULL, FAIL_SERVER, "cannot end a pipeline", f);
    while (!synced) {
        owned(pg_clear) PGresult *result = NULL;
        if (!wire_result(p->wire, &result, f))
            return false;
        synced = result && PQresultStatus(result) == PGRES_PIPELINE_SYNC;
    }
    if (!PQexitPipelineMode(p->wire->db) || PQsetnonblocking(p->wire->db, 0) != 0)
        return pg_refused(p->wire->db, NULL, FAIL_SERVER, "cannot end a pipeline", f);
    return true;
}

bool pipeline_run(struct run *r, const struct bale_migration *m, size_t first, size_t n, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    struct session_step pins = { .schemas = r->bale->schemas,
                                 .n_schemas = r->bale->n_schemas,
                                 .lock_timeout = r->lock_timeout,
                                 .role = r->bale->role };
    struct pipeline p = { .wire = &r->target->wire,
                          .settings = session_step_settings(a, &pins),
                          .name =
                              format(a, "pgbale settings %llu %zu", (unsigned long long)m->sequence, first) };

    if (n == 0)
        return true;
    if (!collect_messages(&p, a, m, first, n, f))
        return false;
    if (PQsetnonblocking(p.wire->db, 1) != 0 || !PQenterPipelineMode(p.wire->db))
        return pg_refused(p.wire->db, NULL, FAIL_SERVER, "cannot begin a pipeline", f);
    p.wire->sqlstate[0] = '\0';
    bool done = run_messages(&p, f);
    struct fail later;
    if (p.refused_by_us || !leave(&p, done ? f : &later)) {
        wire_abandon(p.wire);
        return false;
    }
    return done;
}
