/*
 * contract_record: see contract_record.h.
 */
#include "contract_record.h"

#include "source.h"

enum { CSV_USER = 1, CSV_MESSAGE = 13, CSV_DETAIL = 14, CSV_FIELDS = 15 };

struct recording {
    struct arena *arena;
    const struct project_client *client;
    struct recorded *list;
    size_t n, room;
};

static bool is_clients(const struct project_client *client, const char *role)
{
    for (size_t i = 0; i < client->roles.count; i++)
        if (text_equal(client->roles.at[i], role))
            return true;
    return client->roles.count == 0;
}

static void record(struct recording *r, const char *role, const char *sql, const char *values, uint64_t calls)
{
    if (!is_clients(r->client, role))
        return;
    for (size_t i = 0; i < r->n; i++)
        if (text_equal(r->list[i].role, role) && text_equal(r->list[i].sql, sql)) {
            r->list[i].calls += calls;
            return;
        }
    if (r->n == r->room)
        r->list = arena_grow(r->arena, r->list, r->n, &r->room, sizeof *r->list);
    r->list[r->n++] = (struct recorded){ role, sql, values, calls };
}

/* ------------------------------------------------------------ pg_stat_statements */

bool contract_record_server(struct arena *a, PGconn *db, const struct project_client *client,
                            const struct recorded **out, size_t *n, struct fail *f)
{
    static const char sql[] = "select r.rolname, s.query, s.calls"
                              "  from pg_stat_statements s"
                              "  join pg_catalog.pg_roles r on r.oid = s.userid"
                              "  join pg_catalog.pg_database d on d.oid = s.dbid"
                              " where d.datname = pg_catalog.current_database()"
                              " order by r.rolname, s.query";
    struct recording r = { .arena = a, .client = client };
    owned(pg_clear) PGresult *rows = NULL;

    if (!pg_rows(db, sql, 0, NULL, FAIL_FAILED, &rows, f))
        return fail_hint(f,
                         "It needs the extension pg_stat_statements in this database, and pg_read_all_stats. "
                         "A log in CSV form does as well: --log FILE.");
    for (int i = 0; i < PQntuples(rows); i++) {
        uint64_t calls = 0;
        bool counted = number_read(PQgetvalue(rows, i, 2), UINT64_MAX, &calls);
        record(&r, arena_text(a, PQgetvalue(rows, i, 0)), arena_text(a, PQgetvalue(rows, i, 1)), NULL,
               counted ? calls : 1);
    }
    *out = r.list;
    *n = r.n;
    return true;
}

/* ------------------------------------------------------------ a log */

/* One line of CSV, whose quoted fields may hold line feeds. Returns what follows it. */
static const char *read_line(struct arena *a, const char *at, const char *fields[CSV_FIELDS])
{
    size_t n = 0;

    for (;;) {
        struct text t = text_new(a);
        if (*at == '"') {
            for (at++; *at && (*at != '"' || at[1] == '"'); at++) {
                at += *at == '"';
                text_add_bytes(&t, at, 1);
            }
            at += *at == '"';
        }
        size_t size = strcspn(at, ",\n");
        text_add_bytes(&t, at, size);
        at += size;
        if (n < CSV_FIELDS)
            fields[n++] = t.at;
        if (*at != ',')
            break;
        at++;
    }
    while (n < CSV_FIELDS)
        fields[n++] = "";
    return *at ? at + 1 : at;
}

/* "statement: SELECT 1", "execute name: SELECT $1", "duration: 0.1 ms  statement: SELECT 1". NULL: none. */
static const char *statement_of(const char *message)
{
    const char *at = text_starts(message, "duration: ") ? strstr(message, " ms  ") : NULL;

    at = at ? at + strlen(" ms  ") : message;
    if (text_starts(at, "statement: "))
        return at + strlen("statement: ");
    if (!text_starts(at, "execute "))
        return NULL;
    at = strstr(at, ": ");
    return at ? at + 2 : NULL;
}

/* "parameters: $1 = 'a', $2 = NULL" -> "'a', NULL". */
static const char *values_of(struct arena *a, const char *detail)
{
    static const char head[] = "parameters: ";
    struct text t = text_new(a);
    bool quoted = false;

    if (!text_starts(detail, head))
        return NULL;
    for (const char *at = detail + strlen(head); *at; at++) {
        size_t digits = *at == '$' && !quoted ? strspn(at + 1, "0123456789") : 0;
        if (digits && text_starts(at + 1 + digits, " = ")) {
            at += digits + strlen(" = ");
            continue;
        }
        quoted = quoted != (*at == '\'');
        text_add_bytes(&t, *at == '\n' ? " " : at, 1);
    }
    return t.at;
}

bool contract_record_log(struct arena *a, const char *path, const struct project_client *client,
                         const struct recorded **out, size_t *n, struct fail *f)
{
    struct recording r = { .arena = a, .client = client };
    struct bytes text;
    const char *fields[CSV_FIELDS];

    if (!file_read(a, path, FILE_LARGE, &text, f))
        return false;
    for (const char *at = (const char *)text.at; *at;) {
        at = read_line(a, at, fields);
        const char *sql = statement_of(fields[CSV_MESSAGE]);
        if (sql)
            record(&r, fields[CSV_USER], sql, values_of(a, fields[CSV_DETAIL]), 1);
    }
    *out = r.list;
    *n = r.n;
    return true;
}

/* ------------------------------------------------------------ the contract */

static int by_role(const void *x, const void *y)
{
    const struct recorded *a = x, *b = y;
    int order = strcmp(a->role, b->role);

    return order ? order : strcmp(a->sql, b->sql);
}

/* What a client sends to read, write or call; one statement. */
static bool belongs(struct arena *a, const char *sql)
{
    static const char *const nodes[] = { "SelectStmt", "InsertStmt", "UpdateStmt",
                                         "DeleteStmt", "MergeStmt",  "CallStmt" };
    struct source_file file;
    struct fail ignored;

    if (!source_parse(a, "log", bytes_of(sql), SOURCE_ANY, &file, &ignored) || file.n_statements != 1)
        return false;
    for (size_t i = 0; i < countof(nodes); i++)
        if (text_equal(file.statements[0].node, nodes[i]))
            return true;
    return false;
}

/* How many parameters it has: the highest $n. */
static unsigned long parameters_of(const char *sql)
{
    unsigned long most = 0;

    for (const char *at = strchr(sql, '$'); at; at = strchr(at + 1, '$')) {
        unsigned long one = strtoul(at + 1, NULL, 10);
        most = one > most && one < 200 ? one : most;
    }
    return most;
}

static void add_values(struct text *t, const struct recorded *one)
{
    unsigned long n = parameters_of(one->sql);

    if (!n)
        return;
    text_add(t, "-- params: ");
    for (unsigned long i = 0; !one->values && i < n; i++)
        text_add(t, i ? ", null" : "null");
    text_addf(t, "%s\n", one->values ? one->values : "");
}

const char *contract_record_text(struct arena *a, const struct project_client *client, struct recorded *list,
                                 size_t n)
{
    struct text t = text_new(a);
    const char *role = NULL;
    size_t left = 0;

    text_addf(&t,
              "-- What the client %s was seen to send. Values that are null were not written down: give real "
              "ones.\n",
              client->name);
    if (n)
        qsort(list, n, sizeof *list, by_role);
    for (size_t i = 0; i < n; i++) {
        size_t size = strlen(list[i].sql);
        if (!belongs(a, list[i].sql)) {
            left++;
            continue;
        }
        if (!text_equal(role, list[i].role))
            text_addf(&t, "\n-- role: %s\n", role = list[i].role);
        text_addf(&t, "\n-- Seen %llu time%s.\n", (unsigned long long)list[i].calls,
                  list[i].calls == 1 ? "" : "s");
        add_values(&t, &list[i]);
        text_addf(&t, "%s%s\n", list[i].sql, size && list[i].sql[size - 1] == ';' ? "" : ";");
    }
    if (left)
        text_addf(&t,
                  "\n-- Left out: %zu statements that are no query, write or call, or could not be read.\n",
                  left);
    return t.at;
}
