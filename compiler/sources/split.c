/*
 * split: see split.h.
 */
#include "split.h"

#include "syntax.h"

#include <ctype.h>
#include <pg_query.h>
#include <strings.h>

/* The first byte at or after `at` that is no white space, comment or semicolon. */
static size_t skip_gap(struct bytes text, size_t at, size_t end)
{
    const char *s = (const char *)text.at;

    while (at < end) {
        if (isspace((unsigned char)s[at]) || s[at] == ';') {
            at++;
        } else if (s[at] == '-' && at + 1 < end && s[at + 1] == '-') {
            while (at < end && s[at] != '\n')
                at++;
        } else if (s[at] == '/' && at + 1 < end && s[at + 1] == '*') {
            /* Comments nest. */
            size_t depth = 1;
            for (at += 2; at < end && depth; at++) {
                if (at + 1 < end && s[at] == '/' && s[at + 1] == '*')
                    depth++, at++;
                else if (at + 1 < end && s[at] == '*' && s[at + 1] == '/')
                    depth--, at++;
            }
        } else {
            break;
        }
    }
    return at;
}

/* The end of the last token that is no comment: a last statement without semicolon has no known end. */
static size_t last_token_end(struct arena *a, struct bytes text, size_t start)
{
    const struct token *tokens;
    struct fail ignored;
    size_t n, end = text.size;

    if (!tokens_read(a, "", (struct bytes){ text.at + start, text.size - start }, &tokens, &n, &ignored))
        return end;
    while (n && (tokens[n - 1].kind == TOKEN_LINE_COMMENT || tokens[n - 1].kind == TOKEN_BLOCK_COMMENT))
        n--;
    return n ? start + tokens[n - 1].end : end;
}

static void free_split(PgQuerySplitResult *r)
{
    pg_query_free_split_result(*r);
}

bool split_parsed(struct arena *a, const char *path, struct bytes text, const struct piece **out, size_t *n,
                  struct fail *f)
{
    owned(free_split) PgQuerySplitResult r = pg_query_split_with_parser((const char *)text.at);

    if (r.error)
        return syntax_refuse(path, text, 0, r.error->cursorpos, r.error->message, f);
    size_t count = r.n_stmts > 0 ? (size_t)r.n_stmts : 0;
    struct piece *pieces = arena_array(a, count, sizeof *pieces);
    for (size_t i = 0; i < count; i++) {
        size_t from = (size_t)r.stmts[i]->stmt_location, size = (size_t)r.stmts[i]->stmt_len;
        size_t end = size ? from + size : text.size;
        size_t start = skip_gap(text, from, end);
        if (end == text.size)
            end = last_token_end(a, text, start);
        while (end > start && isspace(text.at[end - 1]))
            end--;
        pieces[i] = (struct piece){ start, end };
    }
    *out = pieces;
    *n = count;
    return true;
}

/* How deep the tokens are inside parentheses and BEGIN ATOMIC ... END. */
struct depth {
    size_t parentheses, blocks;
    bool after_begin;
};

static bool is_word(const char *s, size_t size, const char *word)
{
    return size == strlen(word) && strncasecmp(s, word, size) == 0;
}

static void follow(struct depth *d, const char *s, size_t size)
{
    bool begins = is_word(s, size, "begin");

    if (size == 1 && *s == '(')
        d->parentheses++;
    else if (size == 1 && *s == ')' && d->parentheses)
        d->parentheses--;
    else if (d->after_begin && is_word(s, size, "atomic"))
        d->blocks++;
    else if (d->blocks && is_word(s, size, "case"))
        d->blocks++;
    else if (d->blocks && is_word(s, size, "end"))
        d->blocks--;
    d->after_begin = begins;
}

void split_tokens(struct arena *a, struct bytes text, const struct token *tokens, size_t n_tokens,
                  const struct piece **out, size_t *n)
{
    struct piece *pieces = NULL, now = { 0 };
    struct depth depth = { 0 };
    size_t count = 0, room = 0;

    for (size_t i = 0; i <= n_tokens; i++) {
        bool last = i == n_tokens;
        if (!last && (tokens[i].kind == TOKEN_LINE_COMMENT || tokens[i].kind == TOKEN_BLOCK_COMMENT))
            continue;
        bool cuts = last || (tokens[i].kind == TOKEN_SEMICOLON && !depth.parentheses && !depth.blocks);
        if (cuts && now.end) {
            if (count == room)
                pieces = arena_grow(a, pieces, count, &room, sizeof *pieces);
            pieces[count++] = now;
        }
        if (cuts) {
            now = (struct piece){ 0 };
            depth = (struct depth){ 0 };
            continue;
        }
        if (!now.end)
            now.start = tokens[i].start;
        now.end = tokens[i].end;
        follow(&depth, (const char *)text.at + tokens[i].start, tokens[i].end - tokens[i].start);
    }
    *out = pieces;
    *n = count;
}
