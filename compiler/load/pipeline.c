/*
 * pipeline: see pipeline.h.
 *
 * Independent statements are first tried many at a time, as one message: one transaction and one parse for
 * all is what a server does fastest. A batch that is refused has done nothing, and is sent again one by one.
 */
#include "pipeline.h"

#include <ctype.h>

/* Enough to keep the server busy, few enough that the answers stay small. */
enum { PORTION = 256, BATCH = 32 };

void pipeline_clear(struct pipelined *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        pg_clear(&list[i].refusal);
}

/* "INSERT 0 5" -> "INSERT". */
static const char *without_counts(struct arena *a, const char *status)
{
    size_t size = strlen(status);

    while (size && (isdigit((unsigned char)status[size - 1]) || status[size - 1] == ' '))
        size--;
    return arena_copy(a, status, size);
}

static bool lost(PGconn *db, struct fail *f)
{
    return pg_refused(db, NULL, FAIL_SERVER, "the scratch server", f);
}

/* Reads the answer of one statement up to the NULL that ends it. */
static bool read_answer(struct arena *a, PGconn *db, struct pipelined *p, struct fail *f)
{
    bool any = false;

    for (;;) {
        owned(pg_clear) PGresult *r = PQgetResult(db);
        if (!r)
            return any || lost(db, f);
        any = true;
        switch ((int)PQresultStatus(r)) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
        case PGRES_EMPTY_QUERY:
            p->answer = without_counts(a, PQcmdStatus(r));
            break;
        case PGRES_PIPELINE_ABORTED:
            p->skipped = true;
            break;
        default:
            if (PQstatus(db) != CONNECTION_OK)
                return lost(db, f);
            pg_clear(&p->refusal);
            p->refusal = r;
            r = NULL;
            break;
        }
    }
}

static bool read_sync(PGconn *db, struct fail *f)
{
    owned(pg_clear) PGresult *r = PQgetResult(db);

    return PQresultStatus(r) == PGRES_PIPELINE_SYNC || lost(db, f);
}

/*
 * What comes before a statement with a search path of its own, in its transaction. The schema must be there,
 * or the object would be made in the next one of the path.
 */
static bool send_path(PGconn *db, const struct source_path *path)
{
    const char *home[] = { path->home };

    return PQsendQueryParams(db, "SELECT pg_catalog.quote_ident($1)::pg_catalog.regnamespace", 1, NULL, home,
                             NULL, NULL, 0) &&
           PQsendQueryParams(db, path->set, 0, NULL, NULL, NULL, NULL, 0);
}

static bool run_portion(struct arena *a, PGconn *db, struct pipelined *list, size_t n,
                        enum pipeline_mode mode, struct fail *f)
{
    for (size_t i = 0; i < n; i++) {
        if (list[i].search_path && !send_path(db, list[i].search_path))
            return lost(db, f);
        if (!PQsendQueryParams(db, list[i].sql, 0, NULL, NULL, NULL, NULL, 0))
            return lost(db, f);
        if ((mode == PIPELINE_EACH || i + 1 == n) && !PQpipelineSync(db))
            return lost(db, f);
    }
    for (size_t i = 0; i < n; i++) {
        for (int answers = list[i].search_path ? 3 : 1; answers; answers--)
            if (!read_answer(a, db, &list[i], f))
                return false;
        if ((mode == PIPELINE_EACH || i + 1 == n) && !read_sync(db, f))
            return false;
    }
    return true;
}

static bool run_pipeline(struct arena *a, PGconn *db, struct pipelined *list, size_t n,
                         enum pipeline_mode mode, struct fail *f)
{
    if (!PQenterPipelineMode(db))
        return lost(db, f);
    return run_portion(a, db, list, n, mode, f) && (PQexitPipelineMode(db) || lost(db, f));
}

/* True when all statements were carried out by one message; else none was. */
static bool run_as_one(PGconn *db, const struct pipelined *list, size_t n)
{
    owned(arena_release) struct arena *a = arena_new();
    struct text all = text_new(a);

    for (size_t i = 0; i < n; i++) {
        text_add(&all, list[i].sql);
        /* The line end is for a statement that ends in a comment. */
        text_add(&all, "\n;");
    }
    owned(pg_clear) PGresult *r = PQexec(db, all.at);
    return PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK;
}

static bool run_each(struct arena *a, PGconn *db, struct pipelined *list, size_t n, struct fail *f)
{
    for (size_t at = 0, count; at < n; at += count) {
        for (count = 1; count < BATCH && at + count < n; count++)
            if (list[at].search_path || list[at + count].search_path)
                break;
        if (count > 1 && run_as_one(db, list + at, count))
            continue;
        if (!run_pipeline(a, db, list + at, count, PIPELINE_EACH, f))
            return false;
    }
    return true;
}

static bool run_all(struct arena *a, PGconn *db, struct pipelined *list, size_t n, struct fail *f)
{
    bool failed = false;

    for (size_t at = 0; at < n; at += PORTION) {
        size_t count = n - at < PORTION ? n - at : PORTION;
        for (size_t i = 0; failed && i < count; i++)
            list[at + i].skipped = true;
        if (!failed && !run_pipeline(a, db, list + at, count, PIPELINE_ALL, f))
            return false;
        for (size_t i = 0; i < count; i++)
            failed |= list[at + i].refusal != NULL;
    }
    return true;
}

bool pipeline_run(struct arena *a, PGconn *db, struct pipelined *list, size_t n, enum pipeline_mode mode,
                  struct fail *f)
{
    return mode == PIPELINE_EACH ? run_each(a, db, list, n, f) : run_all(a, db, list, n, f);
}
