/*
 * load_insist: ALTER ... IF EXISTS in files of any order.
 *
 * The server carries out such a statement by doing nothing when the object is not there, and not there yet
 * looks the same: row security would stay off because the table stands further down. So the words are left
 * out of what is sent, with spaces in their place for the sake of the places in messages, and the statement
 * is tried again.
 */
#include "load_inner.h"
#include "sql_lex.h"

/* Where the words stand in ALTER TABLE IF EXISTS and ALTER MATERIALIZED VIEW IF EXISTS. */
enum { FIRST = 2, LAST = 3 };

const char *load_insist(struct arena *a, const char *sql)
{
    struct lex lex = { bytes_of(sql), 0 };
    struct lex_token t = lex_next(&lex);

    if (!lex_is(&lex, &t, "alter"))
        return sql;
    for (int i = 1; i <= LAST; i++) {
        t = lex_next(&lex);
        if (i < FIRST || !lex_is(&lex, &t, "if"))
            continue;
        struct lex_token next = lex_next(&lex);
        if (!lex_is(&lex, &next, "exists"))
            return sql;
        char *copy = arena_text(a, sql);
        memset(copy + t.start, ' ', t.size);
        memset(copy + next.start, ' ', next.size);
        return copy;
    }
    return sql;
}
