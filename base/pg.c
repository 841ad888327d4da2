/*
 * pg: see pg.h.
 */
#include "pg.h"

#include <ctype.h>

void pg_finish(PGconn **db)
{
    if (*db)
        PQfinish(*db);
    *db = NULL;
}

void pg_clear(PGresult **result)
{
    PQclear(*result);
    *result = NULL;
}

const char *pg_value(const PGresult *r, int row, int column)
{
    return PQgetisnull(r, row, column) ? NULL : PQgetvalue(r, row, column);
}

static const char *trimmed(struct arena *a, const char *message)
{
    size_t size = strlen(message);

    while (size && isspace((unsigned char)message[size - 1]))
        size--;
    return arena_copy(a, message, size);
}

const char *pg_where(struct arena *a, PGconn *db)
{
    const char *host = PQhost(db), *port = PQport(db), *user = PQuser(db), *name = PQdb(db);

    return format(a, "%s@%s%s%s/%s", user ? user : "", host && *host ? host : "local",
                  port && *port ? ":" : "", port ? port : "", name ? name : "");
}

/* A DSN may be misread by libpq in ways that put the password into its message: never show it. */
static bool refuse_dsn(const char *dsn, struct fail *f)
{
    char *why = NULL;
    PQconninfoOption *options = PQconninfoParse(dsn, &why);

    PQfreemem(why);
    if (options) {
        PQconninfoFree(options);
        return true;
    }
    fail(f, FAIL_USAGE, "the connection string cannot be read");
    return fail_hint(f, "Use postgresql://user@host:port/database or \"host=... dbname=... user=...\". "
                        "It is not shown here because it may hold a password.");
}

/* libpq takes the rest of a password with '@' or '/' for a host or a port, and shows it. */
static bool refuse_ambiguous(const char *dsn, struct fail *f)
{
    const char *from = strstr(dsn, "://");

    if (!from || !(text_starts(dsn, "postgresql:") || text_starts(dsn, "postgres:")))
        return true;
    from += strlen("://");
    size_t size = strcspn(from, "?");
    const char *at = memchr(from, '@', size), *slash = memchr(from, '/', size);
    if (!at || ((!slash || at < slash) && !memchr(at + 1, '@', size - (size_t)(at + 1 - from))))
        return true;
    fail(f, FAIL_USAGE, "the connection string can be read in two ways");
    return fail_hint(
        f, "In a URI, write '@' in a user or password as %%40 and '/' as %%2F. It is not shown here because "
           "it may hold a password.");
}

static bool is_dsn(const char *dsn)
{
    return strchr(dsn, '=') || text_starts(dsn, "postgresql://") || text_starts(dsn, "postgres://");
}

bool pg_connect(const char *dsn, const char *application, const char *const *extra, PGconn **out,
                struct fail *f)
{
    enum { MOST = 32 };
    const char *keys[MOST + 1] = { 0 }, *values[MOST + 1] = { 0 };
    size_t n = 0;

    if (dsn && *dsn && is_dsn(dsn) && (!refuse_dsn(dsn, f) || !refuse_ambiguous(dsn, f)))
        return false;
    if (dsn && *dsn)
        keys[n] = "dbname", values[n++] = dsn;
    keys[n] = "client_encoding", values[n++] = "UTF8";
    keys[n] = "application_name", values[n++] = application;
    for (size_t i = 0; extra && extra[i] && n < MOST; i += 2)
        keys[n] = extra[i], values[n++] = extra[i + 1];

    owned(pg_finish) PGconn *db = PQconnectdbParams(keys, values, 1);
    if (PQstatus(db) != CONNECTION_OK) {
        owned(arena_release) struct arena *a = arena_new();
        const char *why = trimmed(a, PQerrorMessage(db)), *more = strchr(why, '\n');
        fail(f, FAIL_SERVER, "cannot connect to the server: %.*s", (int)strcspn(why, "\n"), why);
        for (; more; more = strchr(more + 1, '\n')) {
            const char *line = more + 1 + strspn(more + 1, "\t ");
            fail_detail(f, "%.*s", (int)strcspn(line, "\n"), line);
        }
        return fail_hint(
            f, "Check host, port, database, user and password in the connection string (POSTGRES_DSN and "
               "the PG* variables stand in for what is not given), and that the server runs.");
    }
    *out = db;
    db = NULL;
    return true;
}

bool pg_refused(PGconn *db, const PGresult *result, enum fail_code code, const char *what, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *message = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    const char *detail = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL) : NULL;
    const char *hint = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_HINT) : NULL;
    const char *context = result ? PQresultErrorField(result, PG_DIAG_CONTEXT) : NULL;

    if (PQstatus(db) != CONNECTION_OK) {
        fail(f, FAIL_SERVER, "%s: connection lost: %s", what, trimmed(a, PQerrorMessage(db)));
        return false;
    }
    fail(f, code, "%s: %s%s%s%s", what, message ? message : trimmed(a, PQerrorMessage(db)),
         state ? " (SQLSTATE " : "", state ? state : "", state ? ")" : "");
    if (detail)
        fail_detail(f, "%s", detail);
    if (context)
        fail_detail(f, "%s", context);
    if (hint)
        fail_hint(f, "%s", hint);
    return false;
}

bool pg_run(PGconn *db, const char *sql, enum fail_code code, struct fail *f)
{
    owned(pg_clear) PGresult *r = PQexec(db, sql);
    ExecStatusType status = PQresultStatus(r);

    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        return pg_refused(db, r, code, "the server refused a statement", f);
    return true;
}

bool pg_rows(PGconn *db, const char *sql, int n, const char *const *values, enum fail_code code,
             PGresult **out, struct fail *f)
{
    owned(pg_clear) PGresult *r = PQexecParams(db, sql, n, NULL, values, NULL, NULL, 0);

    if (PQresultStatus(r) != PGRES_TUPLES_OK && PQresultStatus(r) != PGRES_COMMAND_OK)
        return pg_refused(db, r, code, "the server refused a query", f);
    *out = r;
    r = NULL;
    return true;
}
