/*
 * contract_send: sends what a contract holds and collects the answers. Nothing that is sent lasts.
 */
#include "contract_inner.h"

enum { ROWS_MOST = 10000 };

/* A statement that waits, for a lock or in a loop, is an error and not the end of everything. */
static const char begin[] = "begin%s; set local statement_timeout = '20s'; set local lock_timeout = '5s'";

struct sending {
    struct arena *arena;
    PGconn *db;
    const struct contract *contract;
    const char *search; /* schemas behind the one of the request, quoted */
};

static const char *quoted(struct arena *a, PGconn *db, const char *name)
{
    char *text = PQescapeIdentifier(db, name, strlen(name));
    const char *copy = text ? arena_text(a, text) : "";

    PQfreemem(text);
    return copy;
}

/* The error that makes the answer, in one line. */
static const char *error_text(struct arena *a, const PGresult *r)
{
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE),
               *what = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);

    return format(a, "%s: %s", state ? state : "?", what ? what : PQresultErrorMessage(r));
}

static bool worked(const PGresult *r)
{
    return PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
}

/* A setting of this transaction only; false when it is refused, as a role that is not there is. */
static bool set_local(const struct sending *s, const char *name, const char *value,
                      struct contract_answer *out)
{
    const char *values[] = { name, value };
    owned(pg_clear) PGresult *r = PQexecParams(s->db, "select pg_catalog.set_config($1, $2, true)",
                                               countof(values), NULL, values, NULL, NULL, 0);

    if (!worked(r))
        out->error = error_text(s->arena, r);
    return out->error == NULL;
}

static const char *schema_of(const struct sending *s, const struct contract_request *q)
{
    return q->profile ? q->profile : s->contract->n_schemas ? s->contract->schemas[0] : "public";
}

static bool enter(const struct sending *s, const struct contract_request *q, bool read_only,
                  struct contract_answer *out)
{
    owned(pg_clear) PGresult *r = PQexec(s->db, format(s->arena, begin, read_only ? " read only" : ""));

    if (!worked(r))
        out->error = error_text(s->arena, r);
    const char *path = format(s->arena, "%s%s", quoted(s->arena, s->db, schema_of(s, q)), s->search);
    return !out->error && set_local(s, "search_path", path, out) &&
           (!q->claims || set_local(s, "request.jwt.claims", q->claims, out)) &&
           (!q->method || (set_local(s, "request.method", q->method, out) &&
                           set_local(s, "request.path", q->target, out))) &&
           (!q->role || set_local(s, "role", q->role, out));
}

/* ------------------------------------------------------------ answers */

static void take_rows(struct arena *a, PGresult *r, struct contract_answer *out)
{
    size_t columns = (size_t)PQnfields(r), rows = (size_t)PQntuples(r);
    rows = rows > ROWS_MOST ? ROWS_MOST : rows;
    const char **cells = arena_array(a, columns * rows, sizeof *cells);

    for (size_t i = 0; i < columns * rows; i++)
        cells[i] = arena_text(a, pg_value(r, (int)(i / columns), (int)(i % columns)));
    out->cells = cells;
    out->n_rows = rows;
    out->tag = arena_text(a, PQcmdStatus(r));
}

/* Names and types of the columns, as the server writes them, from the description of the statement. */
static bool take_columns(const struct sending *s, const PGresult *described, struct contract_answer *out,
                         struct fail *f)
{
    size_t n = (size_t)PQnfields(described);
    const char **names = arena_array(s->arena, n, sizeof *names),
               **types = arena_array(s->arena, n, sizeof *types);

    for (size_t i = 0; i < n; i++) {
        owned(pg_clear) PGresult *r = NULL;
        const char *values[] = { format(s->arena, "%u", PQftype(described, (int)i)),
                                 format(s->arena, "%d", PQfmod(described, (int)i)) };
        names[i] = arena_text(s->arena, PQfname(described, (int)i));
        if (!pg_rows(s->db, "select pg_catalog.format_type($1::pg_catalog.oid, $2::pg_catalog.int4)",
                     countof(values), values, FAIL_FAILED, &r, f))
            return false;
        types[i] = arena_text(s->arena, pg_value(r, 0, 0));
    }
    out->names = names;
    out->types = types;
    out->n_columns = n;
    return true;
}

static Oid type_number(const struct sending *s, const char *type, struct contract_answer *out)
{
    owned(pg_clear) PGresult *r =
        PQexecParams(s->db, "select $1::pg_catalog.regtype::pg_catalog.oid", 1, NULL, &type, NULL, NULL, 0);

    if (!worked(r)) {
        out->error = error_text(s->arena, r);
        return 0;
    }
    return (Oid)strtoul(PQgetvalue(r, 0, 0), NULL, 10);
}

/* Prepares, describes and carries out in the transaction that enter began. `described` is for later. */
static void carry_out(const struct sending *s, const char *sql, const char *const *values, const Oid *types,
                      size_t n, PGresult **described, struct contract_answer *out)
{
    owned(pg_clear) PGresult *prepared = PQprepare(s->db, "", sql, (int)n, types);

    if (!worked(prepared)) {
        out->error = error_text(s->arena, prepared);
        return;
    }
    *described = PQdescribePrepared(s->db, "");
    owned(pg_clear) PGresult *rows = PQexecPrepared(s->db, "", (int)n, values, NULL, NULL, 0);
    if (!worked(rows)) {
        out->error = error_text(s->arena, rows);
        return;
    }
    take_rows(s->arena, rows, out);
    /* What is checked at COMMIT is checked now. */
    owned(pg_clear) PGresult *checked = PQexec(s->db, "set constraints all immediate");
    if (!worked(checked))
        out->error = error_text(s->arena, checked);
}

static void send_sql(const struct sending *s, const struct contract_request *q, PGresult **described,
                     struct contract_answer *out)
{
    const char **values = arena_array(s->arena, q->n_values, sizeof *values);
    Oid *types = arena_array(s->arena, q->n_values, sizeof *types);

    if (!enter(s, q, false, out))
        return;
    for (size_t i = 0; i < q->n_values && !out->error; i++) {
        values[i] = q->values[i].text;
        types[i] = q->values[i].type ? type_number(s, q->values[i].type, out) : 0;
    }
    if (!out->error)
        carry_out(s, q->sql, values, types, q->n_values, described, out);
}

static bool send_rest(const struct sending *s, const struct contract_request *q, PGresult **described,
                      struct contract_answer *out, struct fail *f)
{
    struct rest_request request = { q->method, q->target, q->prefer, q->body, schema_of(s, q) };
    struct rest_sql sql;

    if (!rest_translate(s->arena, s->db, &request, &sql, f))
        return false;
    if (sql.error)
        out->error = sql.error;
    else if (enter(s, q, sql.read_only, out))
        carry_out(s, sql.sql, sql.values, NULL, sql.n_values, described, out);
    return true;
}

static bool send_one(const struct sending *s, const struct contract_request *q, struct contract_answer *out,
                     struct fail *f)
{
    owned(pg_clear) PGresult *described = NULL;

    if (q->sql)
        send_sql(s, q, &described, out);
    else if (!send_rest(s, q, &described, out, f))
        return false;
    return pg_run(s->db, "rollback", FAIL_FAILED, f) &&
           (out->error || !described || take_columns(s, described, out, f));
}

bool contract_send(struct arena *a, PGconn *db, const struct contract *c, const char *const *search,
                   size_t n_search, const struct contract_answer **out, struct fail *f)
{
    struct contract_answer *answers = arena_array(a, c->n_requests, sizeof *answers);
    struct text path = text_new(a);
    struct sending s = { .arena = a, .db = db, .contract = c };

    for (size_t i = 0; i < c->n_schemas; i++)
        text_addf(&path, ", %s", quoted(a, db, c->schemas[i]));
    for (size_t i = 0; i < n_search; i++)
        if (strcmp(search[i], "extensions") == 0)
            text_addf(&path, ", %s", quoted(a, db, search[i]));
    s.search = path.at;
    /* What the steps ran with is not what a client runs with; warnings of a ROLLBACK without BEGIN are no
     * news. */
    if (!pg_run(db, "reset all; set client_min_messages = error; set search_path = pg_catalog", FAIL_FAILED,
                f))
        return false;
    for (size_t i = 0; i < c->n_requests; i++)
        if (!send_one(&s, &c->requests[i], &answers[i], f))
            return false;
    *out = answers;
    return true;
}
