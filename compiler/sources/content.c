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

bool content_check(const char *path, struct bytes text, struct fail *f)
{
    const char *s = (const char *)text.at;
    unsigned line = 1, column = 1;

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
            if (why)
                return refuse(path, line, column, code, why, f);
        }
        column++;
        if (code == '\n')
            line++, column = 1;
        at += step;
    }
    return true;
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
