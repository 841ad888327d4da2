/*
 * content: see content.h.
 */
#include "content.h"

static bool refuse(const char *path, unsigned line, unsigned column, uint32_t code, const char *why,
                   struct fail *f)
{
    fail_named(f, FAIL_USAGE, "sql.content", "%s:%u:%u: U+%04X %s is not allowed in an SQL file", path, line,
               column, code, why);
    if (code == '\r')
        return fail_hint(f, "Save the file with Unix line ends (LF).");
    if (code == 0xFEFF && line == 1 && column == 1)
        return fail_hint(f, "Save the file as UTF-8 without a byte order mark.");
    return fail_hint(f, "Remove it. Where a literal needs it, write an escape: U&'\\%04X'.", code);
}

enum { SELECTORS = 0xFE00, LAST_SELECTOR = 0xFE0F, NON_JOINER = 0x200C, JOINER = 0x200D, KEYCAP = 0x20E3 };

/* Part of the character before it, in a file that is not signed. */
static bool belongs(uint32_t before, uint32_t code, const char *next, size_t left)
{
    uint32_t after = 0;

    if (code == '\r')
        return left && *next == '\n';
    if (code >= SELECTORS && code <= LAST_SELECTOR)
        return before > 0x7F || (utf8_next(next, left, &after) && after == KEYCAP);
    return (code == NON_JOINER || code == JOINER) && before > 0x7F && utf8_next(next, left, &after) &&
           after > 0x7F;
}

bool content_check(const char *path, struct bytes text, bool lenient, struct fail *f)
{
    const char *s = (const char *)text.at;
    unsigned line = 1, column = 1;
    uint32_t before = 0;

    for (size_t at = 0; at < text.size;) {
        uint32_t code = 0;
        size_t step = utf8_next(s + at, text.size - at, &code);
        if (!step) {
            fail_named(f, FAIL_USAGE, "sql.content", "%s:%u:%u: byte 0x%02X is not valid UTF-8", path, line,
                       column, text.at[at]);
            return fail_hint(f, "Save the file as UTF-8.");
        }
        /* Printable ASCII, TAB and LF are nearly everything. */
        if (code < 0x20 ? code != '\n' && code != '\t' : code > 0x7E) {
            const char *why = code_hidden_as(code);
            if (why && !(lenient && belongs(before, code, s + at + step, text.size - at - step)))
                return refuse(path, line, column, code, why, f);
        }
        before = code;
        column++;
        if (code == '\n')
            line++, column = 1;
        at += step;
    }
    return true;
}

struct bytes content_unix(struct arena *a, struct bytes text)
{
    static const uint8_t mark[] = { 0xEF, 0xBB, 0xBF };
    size_t lines = 0, returns = 0, n = 0;

    if (text.size >= sizeof mark && memcmp(text.at, mark, sizeof mark) == 0)
        text = (struct bytes){ text.at + sizeof mark, text.size - sizeof mark };
    for (size_t i = 0; i < text.size; i++) {
        lines += text.at[i] == '\n';
        returns += text.at[i] == '\n' && i && text.at[i - 1] == '\r';
    }
    if (!returns || returns != lines)
        return text;
    uint8_t *out = arena_array(a, text.size + 1, 1);
    for (size_t i = 0; i < text.size; i++)
        if (text.at[i] != '\r' || i + 1 == text.size || text.at[i + 1] != '\n')
            out[n++] = text.at[i];
    return (struct bytes){ out, n };
}

bool content_check_end(const char *path, struct bytes text, struct fail *f)
{
    unsigned line = 1;

    for (size_t i = 0; i < text.size; i++)
        line += text.at[i] == '\n';
    if (text.size && text.at[text.size - 1] != '\n') {
        fail_named(f, FAIL_USAGE, "sql.content", "%s:%u: the last line does not end with a line feed", path,
                   line);
        return fail_hint(f, "End the file with one line feed: what is signed must be whole lines.");
    }
    if (text.size > 1 && text.at[text.size - 2] == '\n') {
        fail_named(f, FAIL_USAGE, "sql.content", "%s:%u: the file ends with an empty line", path, line - 1);
        return fail_hint(f, "End the file with one line feed: what is signed has one form.");
    }
    return true;
}
