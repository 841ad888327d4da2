/*
 * statement: see statement.h.
 */
#include "statement.h"

enum { LINE_SHOWN = 200 };

static const char *const transaction_tags[] = {
    "BEGIN",
    "START TRANSACTION",
    "COMMIT",
    "END",
    "ABORT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "PREPARE TRANSACTION",
    "COMMIT PREPARED",
    "ROLLBACK PREPARED",
    "SET CONSTRAINTS",
};

const char *statement_text(struct arena *a, const struct statement *s)
{
    return arena_copy(a, (const char *)s->step->sql.at + s->at->start, (size_t)s->at->size);
}

/* Where a character of the statement stands in the step's file. */
struct spot {
    uint64_t line, column; /* from 1; the column counts characters */
    size_t line_start;     /* bytes from the start of the file */
};

static struct spot find_spot(const struct statement *s, uint64_t character)
{
    const char *sql = (const char *)s->step->sql.at;
    size_t at = 0, target = (size_t)s->at->start, end = target + (size_t)s->at->size;
    struct spot spot = { .line = 1, .column = 1 };
    uint64_t passed = 1;
    uint32_t code;

    while (at < end && (at < target || passed < character)) {
        size_t size = utf8_next(sql + at, end - at, &code);
        passed += at >= target;
        if (sql[at] == '\n')
            spot = (struct spot){ .line = spot.line + 1, .column = 1, .line_start = at + 1 };
        else
            spot.column++;
        at += size ? size : 1;
    }
    return spot;
}

const char *statement_place(struct arena *a, const struct statement *s, uint64_t character)
{
    struct spot spot = find_spot(s, character);

    return format(a, "%s/%s:%llu:%llu", s->migration->name, s->step->name, (unsigned long long)spot.line,
                  (unsigned long long)spot.column);
}

bool statement_allowed(const struct statement *s, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();

    for (size_t i = 0; i < countof(transaction_tags); i++)
        if (text_equal(s->at->tag, transaction_tags[i]))
            return fail_named(f, FAIL_BALE, "content.transaction", "%s: %s is not allowed in a step",
                              statement_place(a, s, 1), s->at->tag);
    return true;
}

/* The line of the file with a mark under the column. */
static void show_line(struct arena *a, const struct statement *s, uint64_t character, struct fail *f)
{
    struct spot spot = find_spot(s, character);
    const char *line = (const char *)s->step->sql.at + spot.line_start;
    size_t left = s->step->sql.size - spot.line_start, size = 0;

    while (size < left && line[size] != '\n')
        size++;
    if (size > LINE_SHOWN || spot.column > LINE_SHOWN)
        return;
    fail_detail(f, "%s", arena_copy(a, line, size));
    fail_detail(f, "%*s", (int)spot.column, "^");
}

static bool refuse_error(struct wire *w, const struct statement *s, const PGresult *r, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *position = PQresultErrorField(r, PG_DIAG_STATEMENT_POSITION);
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    const char *message = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
    const char *detail = PQresultErrorField(r, PG_DIAG_MESSAGE_DETAIL);
    const char *hint = PQresultErrorField(r, PG_DIAG_MESSAGE_HINT);
    const char *context = PQresultErrorField(r, PG_DIAG_CONTEXT);
    uint64_t character = 1;

    if (position && !number_read(position, s->at->size, &character))
        character = 1;
    snprintf(w->sqlstate, sizeof w->sqlstate, "%s", state ? state : "");
    fail_named(f, FAIL_STEP, "step.failed", "%s: %s (SQLSTATE %s)", statement_place(a, s, character),
               message ? message : "the server refused the statement", state ? state : "unknown");
    show_line(a, s, character, f);
    if (wire_ended(r)) {
        f->code = FAIL_SERVER;
        fail_hint(f, "The server ended the connection and rolls back what was not committed. Run again.");
    }
    if (detail)
        fail_detail(f, "%s", detail);
    if (context)
        fail_detail(f, "%s", context);
    if (hint)
        fail_hint(f, "%s", hint);
    return false;
}

/* The tag without its counts: "INSERT 0 5" is "INSERT". */
static bool same_tag(const char *answer, const char *expected)
{
    size_t size = strlen(answer);

    for (;;) {
        size_t digits = size;
        while (digits && answer[digits - 1] >= '0' && answer[digits - 1] <= '9')
            digits--;
        if (digits == size || digits == 0 || answer[digits - 1] != ' ')
            break;
        size = digits - 1;
    }
    return strlen(expected) == size && memcmp(answer, expected, size) == 0;
}

static bool check_rows(const struct statement *s, const char *counted, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    uint64_t rows = 0;

    if (number_read(counted, UINT64_MAX, &rows) && rows >= s->at->least && rows <= s->at->most)
        return true;
    fail_named(f, FAIL_STEP, "step.rows", "%s: %s touched %s rows", statement_place(a, s, 1), s->at->tag,
               *counted ? counted : "an unknown number of");
    if (s->at->most == UINT64_MAX)
        return fail_detail(f, "the author expects %llu or more", (unsigned long long)s->at->least);
    return fail_detail(f, "the author expects %llu to %llu", (unsigned long long)s->at->least,
                       (unsigned long long)s->at->most);
}

bool statement_check(struct wire *w, const struct statement *s, const PGresult *r, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    ExecStatusType status = PQresultStatus(r);
    /* libpq's functions read only, but do not say so. */
    PGresult *result = (PGresult *)(uintptr_t)r;

    if (status == PGRES_FATAL_ERROR)
        return refuse_error(w, s, r, f);
    if ((status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) ||
        !same_tag(PQcmdStatus(result), s->at->tag)) {
        fail_named(f, FAIL_STEP, "step.tag", "%s: the server answered \"%s\" where the bale says \"%s\"",
                   statement_place(a, s, 1), PQcmdStatus(result), s->at->tag);
        return fail_hint(f,
                         "The statement is not what the bale's manifest says it is. Do not apply this bale.");
    }
    return !s->at->counted || check_rows(s, PQcmdTuples(result), f);
}
