/*
 * corpus: runs each transition of tests/rls/corpus and compares what the compiler says about it with what the
 * file expects. Each runs in a transaction that is rolled back.
 *
 * Usage: corpus BASE.sql FOLDER [NAME]...
 */
#include "case.h"

/* Lines of one list that the other has not; both are sorted. */
static void report(const char *mark, const char *const *x, size_t n_x, const char *const *y, size_t n_y,
                   size_t *bad)
{
    for (size_t i = 0; i < n_x; i++) {
        bool found = false;
        for (size_t k = 0; k < n_y && !found; k++)
            found = strcmp(x[i], y[k]) == 0;
        if (found)
            continue;
        printf("# %s %s\n", mark, x[i]);
        ++*bad;
    }
}

static void run_one(PGconn *db, const struct transition *t, size_t number, size_t *failed)
{
    owned(arena_release) struct arena *a = arena_new();
    size_t n, bad = 0;

    case_run(db, "begin", t->name);
    case_run(db, t->before, t->name);
    const struct access_state *was = case_state(a, db);
    case_run(db, t->after, t->name);
    struct access_matrix_request change = { .was = was, .now = case_state(a, db), .same_database = true };
    const char **changes = case_changes(a, access_matrix(a, &change), &n);
    case_run(db, "rollback", t->name);
    report("missing:   ", t->expected, t->n_expected, changes, n, &bad);
    report("unexpected:", changes, n, t->expected, t->n_expected, &bad);
    printf("%sok %zu - %s\n", bad ? "not " : "", number, t->name);
    *failed += bad > 0;
}

static bool wanted(const char *name, char **names, int n)
{
    for (int i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return n == 0;
}

int main(int argc, char **argv)
{
    owned(arena_release) struct arena *a = arena_new();
    size_t n, failed = 0, number = 0;

    if (argc < 3)
        case_die("usage: corpus BASE.sql FOLDER [NAME]...");
    const struct transition *list = transitions_read(a, argv[2], &n);
    owned(pg_finish) PGconn *db = case_database(a, argv[1]);
    for (size_t i = 0; i < n; i++)
        if (wanted(list[i].name, argv + 3, argc - 3))
            run_one(db, &list[i], ++number, &failed);
    printf("1..%zu\n", number);
    return failed ? 1 : 0;
}
