/*
 * Fuzzing the two ways in which statements are told apart: PostgreSQL's parser in the compiler, and the scan
 * that auditor and applier make without a parser.
 *
 * What the parser takes for one statement must be one for the scan, and what it takes for two must be two for
 * the scan as well: else a step could send more than its manifest says.
 */
#include "check.h"
#include "split.h"
#include "sql_scan.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct sql_scan scan_of(struct bytes text, size_t start, size_t end)
{
    struct sql_found found = { .n = 0 };
    struct sql_scan scan;

    sql_scan_statement((struct bytes){ text.at + start, end - start }, &scan, &found);
    return scan;
}

/* All that a bale's statement goes through; its result does not matter. */
static void judge(struct bytes text, size_t start, size_t end)
{
    const struct bale_statement s = { .start = start, .size = end - start, .line = 1, .tag = "SELECT" };
    struct sql_found found = { .n = 0 };
    struct fail f = { 0 };
    bool good = sql_bytes_check("x", text, &f) && sql_ranges_check("x", text, &s, 1, &f);

    for (int standalone = 0; standalone < 2; standalone++)
        good &= sql_statement_check("x", text, &s, standalone, &found, &f);
    (void)good;
}

/* Skipping rows must end between two tokens, with as many parentheses open as reading them one by one gives.
 */
static void skip(struct bytes text)
{
    struct lex from = { .text = text };
    struct lex_token last = { .kind = LEX_END };

    for (size_t depth = 0;;) {
        struct lex skipped = from, read = from;
        struct lex_token before = { .kind = LEX_END }, now = last, t = last;
        size_t open = depth;
        lex_skip_rows(&skipped, &before, &now, &open);
        while (read.at < skipped.at) {
            t = lex_next(&read);
            depth += t.kind == LEX_OPEN ? 1 : 0;
            depth -= t.kind == LEX_CLOSE && depth ? 1 : 0;
        }
        if (read.at != skipped.at || open != depth || now.kind != t.kind)
            abort();
        from = read;
        last = lex_next(&from);
        if (last.kind == LEX_END)
            return;
        depth += last.kind == LEX_OPEN ? 1 : 0;
        depth -= last.kind == LEX_CLOSE && depth ? 1 : 0;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    owned(arena_release) struct arena *a = arena_new();
    const struct piece *pieces;
    struct fail f = { 0 };
    size_t n;

    struct bytes text = { (const uint8_t *)arena_copy(a, data, size), size };
    judge(text, 0, size);
    skip(text);
    /* A bale's text has none of these, and the parser would stop at a NUL. */
    if (memchr(data, '\0', size) || memchr(data, '\r', size) || !utf8_valid((const char *)text.at, size) ||
        !split_parsed(a, "x", text, &pieces, &n, &f))
        return 0;
    for (size_t i = 0; i < n; i++) {
        struct sql_scan one = scan_of(text, pieces[i].start, pieces[i].end);
        if (one.unfinished.size || one.second.size || one.backslash.size)
            abort();
        if (i && !scan_of(text, pieces[i - 1].start, pieces[i].end).second.size)
            abort();
        judge(text, pieces[i].start, pieces[i].end);
    }
    return 0;
}
