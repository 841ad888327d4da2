/*
 * rls_ask: see rls_ask.h.
 */
#include "rls_ask.h"

bool rls_ask_begin(PGconn *db, const char *settings, struct fail *f)
{
    return pg_run(db, "BEGIN", FAIL_FAILED, f) && pg_run(db, settings, FAIL_FAILED, f) &&
           pg_run(db, "SET LOCAL row_security = on", FAIL_FAILED, f);
}

void rls_ask_end(PGconn *db)
{
    PQclear(PQexec(db, "ROLLBACK"));
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *row_text(struct arena *a, const PGresult *r, int row)
{
    struct text t = text_new(a);

    for (int i = 0; i < PQnfields(r); i++)
        text_addf(&t, "%s%s", i ? " | " : "", PQgetisnull(r, row, i) ? "NULL" : PQgetvalue(r, row, i));
    return t.at;
}

static void take_answer(struct arena *a, PGresult *r, struct rls_answer *out)
{
    ExecStatusType status = PQresultStatus(r);

    *out = (struct rls_answer){ 0 };
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY) {
        const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE),
                   *message = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
        out->state = state ? arena_text(a, state) : "XX000";
        out->message = arena_text(a, message ? message : PQresultErrorMessage(r));
        return;
    }
    const char **rows = arena_array(a, (size_t)PQntuples(r), sizeof *rows);
    out->n_rows = (size_t)PQntuples(r);
    out->n_columns = (size_t)PQnfields(r);
    for (size_t i = 0; i < out->n_rows; i++)
        rows[i] = row_text(a, r, (int)i);
    if (out->n_rows > 1)
        qsort(rows, out->n_rows, sizeof *rows, by_text);
    out->rows = rows;
    out->count = out->n_rows;
    /* "" when the statement counts nothing. */
    uint64_t changed;
    if (number_read(PQcmdTuples(r), UINT64_MAX, &changed))
        out->count = changed;
}

/* Becomes the one who asks. A role that is not there is an answer like any other. */
static PGresult *become(PGconn *db, const struct rls_step *s)
{
    const char *values[] = { s->claims ? s->claims : "", s->role };
    PGresult *r = PQexecParams(db, "SELECT pg_catalog.set_config('request.jwt.claims', $1, true)", 1, NULL,
                               values, NULL, NULL, 0);

    if (PQresultStatus(r) != PGRES_TUPLES_OK)
        return r;
    PQclear(r);
    return PQexecParams(db, "SELECT pg_catalog.set_config('role', $1, true)", 1, NULL, values + 1, NULL, NULL,
                        0);
}

static PGresult *send(PGconn *db, const struct rls_step *s)
{
    if (s->is_case) {
        PGresult *r = become(db, s);
        if (PQresultStatus(r) != PGRES_TUPLES_OK)
            return r;
        PQclear(r);
    }
    return PQexecParams(db, s->sql, 0, NULL, NULL, NULL, NULL, 0);
}

bool rls_ask(struct arena *a, PGconn *db, const struct rls_step *s, struct rls_answer *out, struct fail *f)
{
    if (!pg_run(db, "SAVEPOINT pgbale_case", FAIL_FAILED, f))
        return false;
    owned(pg_clear) PGresult *r = send(db, s);
    take_answer(a, r, out);
    if (PQstatus(db) != CONNECTION_OK)
        return fail(f, FAIL_SERVER, "the scratch server is gone: %s", PQerrorMessage(db));
    if (!s->is_case && !out->state)
        return pg_run(db, "RELEASE SAVEPOINT pgbale_case", FAIL_FAILED, f);
    return pg_run(db, "ROLLBACK TO SAVEPOINT pgbale_case; RELEASE SAVEPOINT pgbale_case", FAIL_FAILED, f);
}

bool rls_answer_same(const struct rls_answer *x, const struct rls_answer *y, bool values)
{
    if (!text_equal(x->state, y->state) || x->count != y->count || x->n_rows != y->n_rows)
        return false;
    for (size_t i = 0; values && i < x->n_rows; i++)
        if (strcmp(x->rows[i], y->rows[i]) != 0)
            return false;
    return true;
}
