/*
 * fault: kills the program at its n-th call to the database.
 *
 * Linked only into a test program, where the linker puts these functions in front of libpq's. FAULT_AT is
 * the number of the call; the program dies as by kill -9, before the call is made. With FAULT_COMMAND, that
 * is run instead, by a shell that finds the server process in FAULT_PID: it may kill somebody else. The
 * number of calls is written to the file FAULT_COUNT, if that is named.
 */
#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

int __real_PQsendQuery(PGconn *db, const char *sql);
int __wrap_PQsendQuery(PGconn *db, const char *sql);
int __real_PQsendQueryParams(PGconn *db, const char *sql, int n, const Oid *types, const char *const *values,
                             const int *sizes, const int *formats, int format);
int __wrap_PQsendQueryParams(PGconn *db, const char *sql, int n, const Oid *types, const char *const *values,
                             const int *sizes, const int *formats, int format);
int __real_PQsendPrepare(PGconn *db, const char *name, const char *sql, int n, const Oid *types);
int __wrap_PQsendPrepare(PGconn *db, const char *name, const char *sql, int n, const Oid *types);
int __real_PQsendQueryPrepared(PGconn *db, const char *name, int n, const char *const *values,
                               const int *sizes, const int *formats, int format);
int __wrap_PQsendQueryPrepared(PGconn *db, const char *name, int n, const char *const *values,
                               const int *sizes, const int *formats, int format);
PGresult *__real_PQgetResult(PGconn *db);
PGresult *__wrap_PQgetResult(PGconn *db);
int __real_PQpipelineSync(PGconn *db);
int __wrap_PQpipelineSync(PGconn *db);

static long calls;

static void count(const char *path)
{
    FILE *file = fopen(path, "w");

    if (file) {
        fprintf(file, "%ld\n", calls);
        fclose(file);
    }
}

static void fault_point(PGconn *db)
{
    const char *at = getenv("FAULT_AT"), *command = getenv("FAULT_COMMAND"), *path = getenv("FAULT_COUNT");
    char pid[16];

    calls++;
    if (path)
        count(path);
    if (!at || calls != strtol(at, NULL, 10))
        return;
    if (!command || !*command)
        raise(SIGKILL);
    snprintf(pid, sizeof pid, "%d", PQbackendPID(db));
    setenv("FAULT_PID", pid, 1);
    if (system(command) != 0)
        abort();
}

int __wrap_PQsendQuery(PGconn *db, const char *sql)
{
    fault_point(db);
    return __real_PQsendQuery(db, sql);
}

int __wrap_PQsendQueryParams(PGconn *db, const char *sql, int n, const Oid *types, const char *const *values,
                             const int *sizes, const int *formats, int format)
{
    fault_point(db);
    return __real_PQsendQueryParams(db, sql, n, types, values, sizes, formats, format);
}

int __wrap_PQsendPrepare(PGconn *db, const char *name, const char *sql, int n, const Oid *types)
{
    fault_point(db);
    return __real_PQsendPrepare(db, name, sql, n, types);
}

int __wrap_PQsendQueryPrepared(PGconn *db, const char *name, int n, const char *const *values,
                               const int *sizes, const int *formats, int format)
{
    fault_point(db);
    return __real_PQsendQueryPrepared(db, name, n, values, sizes, formats, format);
}

PGresult *__wrap_PQgetResult(PGconn *db)
{
    fault_point(db);
    return __real_PQgetResult(db);
}

int __wrap_PQpipelineSync(PGconn *db)
{
    fault_point(db);
    return __real_PQpipelineSync(db);
}
