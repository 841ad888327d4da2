/*
 * probe: see probe.h.
 */
#include "probe.h"

static const char *const claims[PROBE_CLAIMS] = {
    "{\"sub\": \"00000000-0000-0000-0000-000000000001\"}",
    "{\"sub\": \"00000000-0000-0000-0000-000000000002\"}",
    "",
};

const char *probe_run(struct arena *a, PGconn *db, const struct probe *p, bool after)
{
    static const char *const functions[] = {
        [COMMAND_SELECT] = "sees",
        [COMMAND_INSERT] = "inserts",
        [COMMAND_UPDATE] = "updates",
        [COMMAND_DELETE] = "deletes",
    };
    const char *values[] = { p->role, claims[p->claims], after ? p->new_relation : p->relation, NULL, NULL };
    owned(pg_clear) PGresult *rows = NULL;
    struct fail f = { 0 };
    int n = 3;

    if (p->command == COMMAND_UPDATE)
        values[n++] = p->setting;
    if (p->command == COMMAND_INSERT) {
        values[n++] = p->columns;
        values[n++] = format(a, "probe.candidate_%s", strchr(p->relation, '.') + 1);
    }
    const char *sql = format(a, "select probe.%s($1, $2, $3%s)", functions[p->command],
                             n == 5   ? ", $4, $5"
                             : n == 4 ? ", $4"
                                      : "");
    if (!pg_rows(db, sql, n, values, FAIL_FAILED, &rows, &f))
        case_die("%s %s", f.message, f.detail);
    const char *answer = arena_text(a, PQgetvalue(rows, 0, 0));
    return strcmp(answer, "refused") == 0 ? NULL : answer;
}

bool probe_within(const char *x, const char *y)
{
    while (x && *x) {
        size_t size = strcspn(x, " ");
        bool found = false;
        for (const char *at = y; at && *at && !found;) {
            size_t other = strcspn(at, " ");
            found = other == size && strncmp(at, x, size) == 0;
            at += other + (at[other] == ' ');
        }
        if (!found)
            return false;
        x += size + (x[size] == ' ');
    }
    return true;
}
