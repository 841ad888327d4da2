/*
 * server_error: see server_error.h.
 */
#define _GNU_SOURCE
#include "server_error.h"

static size_t position_of(const PGresult *refusal, int field)
{
    const char *text = PQresultErrorField(refusal, field);
    uint64_t position;

    return text && number_read(text, SIZE_MAX / 2, &position) ? (size_t)position : 0;
}

/* The byte of the file that the server points at; the statement's first when it points nowhere. */
static size_t place_of(const struct source_file *file, const struct source_statement *s,
                       const PGresult *refusal)
{
    size_t position = position_of(refusal, PG_DIAG_STATEMENT_POSITION);
    const char *inner = PQresultErrorField(refusal, PG_DIAG_INTERNAL_QUERY);

    if (position)
        return source_offset(file->text, s->start, position);
    position = position_of(refusal, PG_DIAG_INTERNAL_POSITION);
    if (!position || !inner || !*inner)
        return s->start;
    const uint8_t *found = memmem(file->text.at + s->start, s->size, inner, strlen(inner));
    if (!found)
        return s->start;
    return source_offset(file->text, (size_t)(found - file->text.at), position);
}

const char *server_error_state(const PGresult *refusal)
{
    const char *state = PQresultErrorField(refusal, PG_DIAG_SQLSTATE);

    return state ? state : "";
}

bool server_error(const struct source_file *file, const struct source_statement *s, const PGresult *refusal,
                  enum fail_code code, const char *name, struct fail *f)
{
    static const int more[] = { PG_DIAG_MESSAGE_DETAIL, PG_DIAG_CONTEXT };
    const char *message = PQresultErrorField(refusal, PG_DIAG_MESSAGE_PRIMARY);
    const char *hint = PQresultErrorField(refusal, PG_DIAG_MESSAGE_HINT);
    size_t at = place_of(file, s, refusal);
    unsigned line, column;

    source_place(file->text, at, &line, &column);
    fail_named(f, code, name, "%s:%u:%u: %s (SQLSTATE %s)", file->path, line, column,
               message ? message : PQresultErrorMessage(refusal), server_error_state(refusal));
    source_show(file->text, at, f);
    for (size_t i = 0; i < countof(more); i++) {
        const char *text = PQresultErrorField(refusal, more[i]);
        if (text)
            fail_detail(f, "%s", text);
    }
    if (text_equal(server_error_state(refusal), "0A000") && text_equal(s->object.kind, "extension"))
        return fail_hint(f, "Install it where the scratch server runs (a package such as "
                            "postgresql-15-postgis-3), or name a server "
                            "that has it with --scratch. Or say in prelude/ that targets have it: the line "
                            "\"-- pgbale: stub\" "
                            "before the same CREATE EXTENSION, and behind it those of its types and "
                            "functions that are used.");
    if (hint)
        return fail_hint(f, "%s", hint);
    return fail_hint(f, "Correct the %s, then run this again. Nothing was written.",
                     code == FAIL_STEP ? "step" : "statement");
}

const char *server_error_missing(struct arena *a, const PGresult *refusal)
{
    static const char function[] = "function ";
    const char *message = PQresultErrorField(refusal, PG_DIAG_MESSAGE_PRIMARY);
    const char *from, *end;

    if (!message || !strstr(message, "does not exist"))
        return NULL;
    if (text_starts(message, function)) {
        from = message + strlen(function);
        end = strchr(from, '(');
    } else {
        from = strchr(message, '"');
        end = from ? strchr(++from, '"') : NULL;
    }
    if (!end)
        return NULL;
    for (const char *c = from; c < end; c++)
        if (*c == '.')
            from = c + 1;
    return arena_copy(a, from, (size_t)(end - from));
}
