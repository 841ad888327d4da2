/*
 * access: how long the part of `prove` takes that is about access, on a large schema.
 *
 * Usage: tests/with_postgres.sh rls_bench SCHEMA.sql CHANGE.sql
 *
 * Loads the schema, carries out the change in the same database, and does what `prove` does for one
 * migration: reads who may do what after it (the state before is there already), compares, classifies, writes
 * rls.json, and looks for what is wrong. Prints milliseconds, the least of several runs, "part=number" per
 * line; "all" is the least of the whole.
 */
#include "access_json.h"
#include "file.h"
#include "lints.h"
#include "pg.h"

#include <time.h>

enum { RUNS = 5 };

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

static bool run_file(struct arena *a, PGconn *db, const char *path, struct fail *f)
{
    struct bytes sql;

    return file_read(a, path, 64 << 20, &sql, f) && pg_run(db, (const char *)sql.at, FAIL_FAILED, f);
}

static bool measure(struct arena *a, PGconn *db, const char *const *files, struct fail *f)
{
    static const char *const schemas[] = { "public" };
    const struct managed managed = { .schemas = schemas, .n_schemas = 1 };
    const struct project project = { 0 };
    const struct draft draft = { 0 };
    const struct access_state *was, *after;
    struct lint_list found, events;
    double best[4] = { 1e9, 1e9, 1e9, 1e9 }, all = 1e9;
    size_t cells = 0, size = 0, findings = 0;

    if (!run_file(a, db, files[0], f) || !access_read(a, db, &managed, &was, f) ||
        !run_file(a, db, files[1], f))
        return false;
    for (int run = 0; run < RUNS; run++) {
        double at[5] = { now() };
        if (!access_read(a, db, &managed, &after, f))
            return false;
        at[1] = now();
        struct access_matrix_request change = { .was = was, .now = after, .same_database = true };
        const struct access_matrix *m = access_matrix(a, &change);
        at[2] = now();
        size = access_json(a, m).size;
        at[3] = now();
        const struct lint_request r = {
            .project = &project, .draft = &draft, .was = was, .now = after, .db = db
        };
        if (!lints_look(a, &r, &found, &events, f))
            return false;
        at[4] = now();
        for (int i = 0; i < 4; i++)
            best[i] = at[i + 1] - at[i] < best[i] ? at[i + 1] - at[i] : best[i];
        all = at[4] - at[0] < all ? at[4] - at[0] : all;
        cells = m->n_cells;
        findings = found.n + events.n;
    }
    printf("read=%.0f\nmatrix=%.0f\njson=%.0f\nlints=%.0f\nall=%.0f\n", best[0], best[1], best[2], best[3],
           all);
    printf("tables=%zu\npolicies=%zu\ncells=%zu\nbytes=%zu\nfindings=%zu\n", after->n_relations,
           after->n_policies, cells, size, findings);
    return true;
}

int main(int argc, char **argv)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(pg_finish) PGconn *db = NULL;
    const char *files[] = { argc > 1 ? argv[1] : "", argc > 2 ? argv[2] : "" };
    struct fail f = { 0 };

    if (argc == 3 && pg_connect(NULL, "bench", NULL, &db, &f) &&
        pg_run(db, "set client_min_messages = error", FAIL_FAILED, &f) && measure(a, db, files, &f))
        return 0;
    fprintf(stderr, "access: %s %s\n", f.message, f.detail);
    return 1;
}
