/*
 * What PostgreSQL does to values when a column changes its type, beside what type_narrows says of it: every
 * pair of the types below, with values that have something to lose. Run under with_postgres.sh.
 */
#include "pg.h"
#include "type_name.h"

#include <criterion/criterion.h>

static const struct {
    const char *type, *values[3];
} samples[] = {
    { "smallint", { "7", "-1" } },
    { "integer", { "7", "123456789" } },
    { "bigint", { "7", "1234567890123456789" } },
    { "numeric", { "7", "1.5", "12345678901234567.891" } },
    { "numeric(12,4)", { "7", "1.2345" } },
    { "numeric(10,2)", { "7", "1.25" } },
    { "numeric(10)", { "7" } },
    { "real", { "7", "1.5", "0.1234567" } },
    { "double precision", { "7", "1.5", "0.12345678901234566" } },
    { "money", { "7", "1.25" } },
    { "boolean", { "true", "false" } },
    { "text", { "7", "1.23456", "2020-01-02 03:04:05.123456" } },
    { "character varying(100)",
      { "7", "a text of more than sixty-three bytes, all of which fit into a hundred" } },
    { "character varying(5)", { "7", "abcde" } },
    { "character(5)", { "abcde" } },
    { "name", { "7", "abc" } },
    { "\"char\"", { "7" } },
    { "date", { "2020-01-02" } },
    { "timestamp without time zone", { "2020-01-02 00:00:00", "2020-01-02 03:04:05.123456" } },
    { "timestamp(3) without time zone", { "2020-01-02 03:04:05.123" } },
    { "timestamp with time zone", { "2020-01-02 03:04:05.123456+00" } },
    { "timestamp(0) with time zone", { "2020-01-02 03:04:05+00" } },
    { "time without time zone", { "03:04:05.123456" } },
    { "time(1) without time zone", { "03:04:05.1" } },
    { "time with time zone", { "03:04:05.123456+02" } },
    { "interval", { "1 day 02:03:04.123456", "1 mon" } },
    { "interval(2)", { "1 day 02:03:04.12" } },
    { "interval day", { "3 days" } },
    { "bit(4)", { "1010" } },
    { "bit(2)", { "10" } },
    { "bit varying(5)", { "10101" } },
    { "bit varying", { "101", "1010101" } },
    { "inet", { "10.1.2.3/8", "10.0.0.0/8" } },
    { "cidr", { "10.0.0.0/8" } },
    { "json", { "{\"a\": 1}", "7" } },
    { "jsonb", { "{\"a\": 1}", "7" } },
    { "uuid", { "00000000-0000-0000-0000-000000000001" } },
    { "point", { "(1,2)" } },
    { "box", { "(3,4),(1,2)" } },
    { "circle", { "<(1,2),3>" } },
    { "polygon", { "((0,0),(0,1),(1,0))" } },
    { "lseg", { "[(1,2),(3,4)]" } },
    { "path", { "((0,0),(0,1),(1,0))" } },
    { "oid", { "7" } },
    { "regclass", { "pg_class" } },
    { "xml", { "<a/>" } },
    { "macaddr", { "08:00:2b:01:02:03" } },
    { "macaddr8", { "08:00:2b:01:02:03:04:05" } },
    { "numeric(12,4)[]", { "{1.2345}" } },
    { "numeric(10,2)[]", { "{1.25}" } },
};

/* Does the server change the column, and is the value another one then? */
static bool lost(PGconn *db, struct arena *a, const char *was, const char *now, const char *value)
{
    const char *cast = type_cast(a, was, now);
    const char *sql =
        format(a,
               "begin; set local timezone = 'UTC'; create temp table x (v %s, o %s) on commit drop;"
               "insert into x values ('%s', '%s');"
               "alter table x alter v type %s%s%s;"
               "select v::%s::text is distinct from o::text from x",
               was, was, value, value, now, cast ? " using v::" : "", cast ? cast : "", was);
    owned(pg_clear) PGresult *r = PQexec(db, sql);
    bool is = PQresultStatus(r) == PGRES_TUPLES_OK && *PQgetvalue(r, 0, 0) == 't';

    PQclear(PQexec(db, "rollback"));
    return is;
}

/* The same value in another form: blanks at the end, "1 day" for "24:00:00", "10.0.0.0/32" for "10.0.0.0". */
static bool is_form(const char *was, const char *now)
{
    static const char *const forms[] = { "cidr", "inet", "interval", "timestamp with time zone" };
    bool from_text =
        text_starts(was, "text") || text_starts(was, "character varying") || strcmp(was, "name") == 0;

    for (size_t i = 0; from_text && i < countof(forms); i++)
        if (strcmp(now, forms[i]) == 0)
            return true;
    return text_starts(now, "character(") || text_starts(was, "character(");
}

Test(narrowing, is_known_of_every_pair_of_types)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(pg_finish) PGconn *db = PQconnectdb("");
    size_t seen = 0;

    cr_assert_eq(PQstatus(db), CONNECTION_OK);
    PQclear(PQexec(db, "set client_min_messages = error"));
    for (size_t i = 0; i < countof(samples); i++)
        for (size_t k = 0; k < countof(samples); k++) {
            const char *was = samples[i].type, *now = samples[k].type;
            const char *said = type_narrows(a, was, now);
            bool is = false;
            for (size_t v = 0; i != k && v < countof(samples[i].values) && samples[i].values[v]; v++)
                is = is || lost(db, a, was, now, samples[i].values[v]);
            if (is && !is_form(was, now))
                cr_expect(said, "%s to %s loses something in silence", was, now);
            seen += said && is;
        }
    cr_expect_gt(seen, 40, "only %zu pairs lost something", seen);
}

/* Does the server change the column, and has the table another file then? 't', 'f', or '?' where it refuses.
 */
static char rewritten(PGconn *db, struct arena *a, const char *was, const char *now)
{
    const char *cast = type_cast(a, was, now);
    const char *sql =
        format(a,
               "begin; set local timezone = 'Asia/Tokyo'; create temp table x (v %s) on commit drop;"
               "create temp table was on commit drop as select pg_relation_filenode('x') as file;"
               "alter table x alter v type %s%s%s;"
               "select pg_relation_filenode('x') <> file from was",
               was, now, cast ? " using v::" : "", cast ? cast : "");
    owned(pg_clear) PGresult *r = PQexec(db, sql);
    char is = PQresultStatus(r) == PGRES_TUPLES_OK ? *PQgetvalue(r, 0, 0) : '?';

    PQclear(PQexec(db, "rollback"));
    return is;
}

Test(narrowing, what_keeps_the_tables_file_is_known)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(pg_finish) PGconn *db = PQconnectdb("");
    size_t kept = 0;

    cr_assert_eq(PQstatus(db), CONNECTION_OK);
    PQclear(PQexec(db, "set client_min_messages = error"));
    for (size_t i = 0; i < countof(samples); i++)
        for (size_t k = 0; k < countof(samples); k++) {
            const char *was = samples[i].type, *now = samples[k].type;
            bool keeps = type_keeps(a, was, now);
            char is = i == k ? '?' : rewritten(db, a, was, now);
            if (is != '?')
                cr_expect_eq(keeps, is == 'f', "%s to %s", was, now);
            kept += keeps && is == 'f';
        }
    cr_expect_geq(kept, 15, "only %zu pairs kept the file", kept);
}

Test(narrowing, casts_have_no_sizes)
{
    static const char *const cases[][3] = {
        { "text", "character varying(10)", "character varying" },
        { "integer", "character(3)", "bpchar" },
        { "integer", "bit(3)", "pg_catalog.\"bit\"" },
        { "numeric", "timestamp(3) without time zone", "timestamp without time zone" },
        { "text[]", "numeric(10,2)[]", "numeric[]" },
        { "numeric(10,4)", "numeric(10,2)", NULL },
        { "text", "public.\"odd(3)\"", "public.\"odd(3)\"" },
        { "text", "text[]", "text[]" },
    };
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(cases); i++) {
        const char *cast = type_cast(a, cases[i][0], cases[i][1]);
        cr_expect(text_equal(cast, cases[i][2]), "%s to %s: %s", cases[i][0], cases[i][1],
                  cast ? cast : "none");
    }
}
