/*
 * syntax: see syntax.h.
 */
#include "syntax.h"

#include "source.h"

#include <ctype.h>
#include <strings.h>

static bool refuse_psql(const char *path, struct bytes text, size_t at, unsigned line, unsigned column,
                        struct fail *f)
{
    size_t end = at + 1;

    while (end < text.size && end - at < 32 && !isspace(text.at[end]))
        end++;
    fail_named(f, FAIL_USAGE, "sql.psql", "%s:%u:%u: \"%.*s\" is a command of psql, not SQL", path, line,
               column, (int)(end - at), (const char *)text.at + at);
    fail_detail(f, "Files are sent to the server statement by statement, never through psql.");
    source_show(text, at, f);
    return fail_hint(f, "Remove it. pgbale reads all .sql files of the folder by itself.");
}

/* True when the last line with text before `at` is COPY ... FROM stdin; then what follows is its data. */
static bool follows_copy(struct bytes text, size_t at)
{
    const char *s = (const char *)text.at;
    static const char end_words[] = "stdin;";

    while (at > 0 && s[at - 1] != '\n')
        at--;
    while (at > 0 && isspace((unsigned char)s[at - 1]))
        at--;
    size_t end = at;
    while (at > 0 && s[at - 1] != '\n')
        at--;
    return end - at > sizeof end_words + 4 && strncasecmp(s + at, "COPY ", 5) == 0 &&
           strncasecmp(s + end - (sizeof end_words - 1), end_words, sizeof end_words - 1) == 0;
}

bool syntax_refuse(const char *path, struct bytes text, size_t start, int position, const char *message,
                   struct fail *f)
{
    size_t at = source_offset(text, start, position > 0 ? (size_t)position : 1);
    unsigned line, column;

    source_place(text, at, &line, &column);
    if (at < text.size && text.at[at] == '\\')
        return refuse_psql(path, text, at, line, column, f);
    if (follows_copy(text, at)) {
        fail_named(f, FAIL_USAGE, "sql.refused", "%s:%u:%u: data of COPY ... FROM stdin", path, line, column);
        fail_detail(f, "COPY needs a client's data stream, which a file of statements cannot give.");
        return fail_hint(f,
                         "Take schema files from pg_dump --schema-only; write INSERT statements in a step.");
    }
    fail_named(f, FAIL_USAGE, "sql.syntax", "%s:%u:%u: %s", path, line, column, message);
    source_show(text, at, f);
    if (!text_starts(message, "syntax error"))
        return fail_hint(f, "Correct the statement that begins here.");
    return fail_hint(
        f, "Correct it. pgbale reads files with the grammar of PostgreSQL 15; if a newer server knows this "
           "statement, write the line \"-- pgbale: opaque\" before it.");
}
