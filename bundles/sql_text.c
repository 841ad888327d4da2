/*
 * sql_text: what can be held against SQL text without parsing it: its bytes, and what lies between
 * the ranges that are statements. See check.h.
 */
#include "check.h"

#include <inttypes.h>

/* A place in a text, counted from 1; columns are characters. */
struct place {
    unsigned line, column;
};

static struct place place_of(struct bytes sql, size_t at)
{
    struct place p = { 1, 1 };

    for (size_t i = 0; i < at; i++) {
        if (sql.at[i] == '\n')
            p = (struct place){ p.line + 1, 1 };
        else if ((sql.at[i] & 0xC0) != 0x80)
            p.column++;
    }
    return p;
}

static bool refuse(const char *name, const char *where, struct bytes sql, size_t at, struct fail *f,
                   const char *pattern, ...) printf_like(6, 7);

static bool refuse(const char *name, const char *where, struct bytes sql, size_t at, struct fail *f,
                   const char *pattern, ...)
{
    owned(arena_release) struct arena *a = arena_new();
    struct place p = place_of(sql, at);
    va_list args;

    va_start(args, pattern);
    const char *what = format_list(a, pattern, args);
    va_end(args);
    return fail_named(f, FAIL_BALE, name, "%s:%u:%u: %s", where, p.line, p.column, what);
}

static bool refuse_code(const char *where, struct bytes sql, size_t at, uint32_t code, struct fail *f)
{
    if (code == 0)
        return refuse("content.nul", where, sql, at, f, "a NUL byte");
    if (code == '\r') {
        refuse("content.cr", where, sql, at, f, "a carriage return");
        return fail_hint(f, "PostgreSQL ends a comment there, most editors do not. Use LF line ends.");
    }
    if (code == 0xFEFF)
        return refuse("content.bom", where, sql, at, f, "a byte order mark");
    if (code < 0xA0)
        return refuse("content.control", where, sql, at, f, "the control character U+%04" PRIX32, code);
    refuse("content.hidden", where, sql, at, f, "the invisible or reordering character U+%04" PRIX32, code);
    return fail_hint(f, "A reader cannot see it. In a literal, write it as U&'\\%04" PRIX32 "'.", code);
}

/* Bytes that are looked at together. Compilers turn loops of a fixed length into a few wide instructions. */
enum { BLOCK = 64 };

/* Are all bytes of a block printable ASCII, line ends or tabs? */
static bool block_plain(const uint8_t *at)
{
    uint8_t odd = 0;

    for (size_t i = 0; i < BLOCK; i++)
        odd |= (uint8_t)(((at[i] < 0x20) & (at[i] != '\n') & (at[i] != '\t')) | (at[i] > 0x7E));
    return odd == 0;
}

static uint64_t lines_in(const uint8_t *at, size_t size)
{
    uint64_t lines = 0;

    for (; size >= BLOCK; at += BLOCK, size -= BLOCK) {
        uint8_t sum = 0;
        for (size_t i = 0; i < BLOCK; i++)
            sum = (uint8_t)(sum + (at[i] == '\n'));
        lines += sum;
    }
    for (; size; at++, size--)
        lines += *at == '\n';
    return lines;
}

/* Checks the character at *at and moves behind it. */
static bool character_check(const char *where, struct bytes sql, size_t *at, struct fail *f)
{
    uint32_t code = sql.at[*at];
    size_t step = 1;

    if (code < 0x20 || code > 0x7E)
        step = utf8_next((const char *)sql.at + *at, sql.size - *at, &code);
    if (step == 0)
        return refuse("content.utf8", where, sql, *at, f, "the byte 0x%02x is not valid UTF-8", sql.at[*at]);
    if (code != '\n' && code != '\t' && code_hidden(code))
        return refuse_code(where, sql, *at, code, f);
    *at += step;
    return true;
}

bool sql_bytes_check(const char *where, struct bytes sql, struct fail *f)
{
    if (sql.size > BALE_STEP_SIZE)
        return fail_named(f, FAIL_BALE, "content.size", "%s: has %zu bytes, more than the limit of %d", where,
                          sql.size, BALE_STEP_SIZE);
    for (size_t at = 0; at < sql.size;) {
        bool whole = sql.size - at >= BLOCK;
        if (whole && block_plain(sql.at + at)) {
            at += BLOCK;
            continue;
        }
        for (size_t end = whole ? at + BLOCK : sql.size; at < end;)
            if (!character_check(where, sql, &at, f))
                return false;
    }
    if (sql.size == 0 || sql.at[sql.size - 1] != '\n' || (sql.size > 1 && sql.at[sql.size - 2] == '\n'))
        return fail_named(f, FAIL_BALE, "content.end", "%s: must end with exactly one newline", where);
    return true;
}

/*
 * Skips white space, semicolons and comments from `at` to `end`. Returns the first byte that is none of
 * these, `end` when there is none, and SIZE_MAX for a comment that does not end before `end`.
 */
static size_t skip_blank(struct bytes sql, size_t at, size_t end)
{
    while (at < end) {
        const uint8_t *c = sql.at + at;
        bool two = end - at > 1;
        if (*c == ' ' || *c == '\t' || *c == '\n' || *c == ';') {
            at++;
        } else if (two && c[0] == '-' && c[1] == '-') {
            const uint8_t *line_end = memchr(c, '\n', end - at);
            if (!line_end)
                return SIZE_MAX;
            at = (size_t)(line_end - sql.at) + 1;
        } else if (two && c[0] == '/' && c[1] == '*') {
            size_t depth = 1;
            for (at += 2; depth && end - at > 1; at++) {
                if (sql.at[at] == '/' && sql.at[at + 1] == '*')
                    depth++, at++;
                else if (sql.at[at] == '*' && sql.at[at + 1] == '/')
                    depth--, at++;
            }
            if (depth)
                return SIZE_MAX;
        } else {
            return at;
        }
    }
    return end;
}

static bool gap_check(const char *where, struct bytes sql, size_t from, size_t to, struct fail *f)
{
    size_t stop = skip_blank(sql, from, to);

    if (stop == SIZE_MAX)
        return refuse("content.gap", where, sql, from, f,
                      "a comment before or after a statement runs into the next statement");
    if (stop != to)
        return refuse("content.gap", where, sql, stop, f,
                      "text that belongs to no statement of the manifest");
    return true;
}

bool sql_ranges_check(const char *where, struct bytes sql, const struct bale_statement *statements, size_t n,
                      struct fail *f)
{
    size_t at = 0, counted = 0;
    uint64_t line = 1;

    if (n == 0)
        return fail_named(f, FAIL_BALE, "content.empty", "%s: holds no statement", where);
    for (size_t i = 0; i < n; i++) {
        const struct bale_statement *s = &statements[i];
        if (s->start < at)
            return fail_named(f, FAIL_BALE, "content.range-order",
                              "%s: the range of statement %zu is out of order", where, i + 1);
        if (s->start > sql.size || s->size == 0 || s->size > sql.size - s->start)
            return fail_named(f, FAIL_BALE, "content.range-outside",
                              "%s: the range of statement %zu is empty or leaves the file", where, i + 1);
        size_t start = (size_t)s->start, end = start + (size_t)s->size;
        line += lines_in(sql.at + counted, start - counted);
        counted = start;
        if (s->line != line)
            return refuse("content.range-line", where, sql, start, f,
                          "statement %zu is said to be on line %" PRIu64, i + 1, s->line);
        if (!gap_check(where, sql, at, start, f))
            return false;
        size_t first = skip_blank(sql, start, end);
        if (first == end || first == SIZE_MAX)
            return refuse("content.range-empty", where, sql, start, f, "statement %zu is empty", i + 1);
        at = end;
    }
    return gap_check(where, sql, at, sql.size, f);
}
