/*
 * sql_lex: see sql_lex.h.
 */
#include "sql_lex.h"

enum { SPACE = 1, LETTER = 2, DIGIT = 4, DOLLAR = 8 };

/* By byte, because this is asked for every byte of every step. Those beyond ASCII are letters for PostgreSQL.
 */
static const uint8_t classes[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, /* 0x00 */
    1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0, 0, 0, 0, 0, 0, /* 0x20 */
    0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 2, /* 0x40 */
    0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, /* 0x60 */
};

static unsigned class_of(uint8_t c)
{
    return c < 128 ? classes[c] : LETTER;
}

static bool at_pair(const struct lex *l, size_t at, char first, char second)
{
    return l->text.size - at > 1 && l->text.at[at] == first && l->text.at[at + 1] == second;
}

/* Past the line's end. PostgreSQL ends the comment at a carriage return too. */
static size_t skip_line(struct bytes text, size_t at)
{
    while (at < text.size && text.at[at] != '\n' && text.at[at] != '\r')
        at++;
    return at;
}

/* Past a comment, which nests; SIZE_MAX when it does not end. */
static size_t skip_block(struct bytes text, size_t at)
{
    size_t depth = 1;

    for (at += 2; text.size - at > 1; at++) {
        if (text.at[at] == '*' && text.at[at + 1] == '/') {
            at++;
            if (--depth == 0)
                return at + 1;
        } else if (text.at[at] == '/' && text.at[at + 1] == '*') {
            at++;
            depth++;
        }
    }
    return SIZE_MAX;
}

/* Past spaces and comments. */
static size_t skip_blank(const struct lex *l)
{
    size_t at = l->at;

    while (at < l->text.size) {
        if (class_of(l->text.at[at]) == SPACE)
            at++;
        else if (at_pair(l, at, '-', '-'))
            at = skip_line(l->text, at);
        else if (at_pair(l, at, '/', '*'))
            at = skip_block(l->text, at);
        else
            break;
    }
    return at;
}

/* Past what is in quotes; a doubled quote stands for one. SIZE_MAX when it does not end. */
static size_t skip_quoted(struct bytes text, size_t at, uint8_t quote)
{
    for (;;) {
        const uint8_t *end = memchr(text.at + at, quote, text.size - at);
        if (!end)
            return SIZE_MAX;
        at = (size_t)(end - text.at) + 1;
        if (at == text.size || text.at[at] != quote)
            return at;
        at++;
    }
}

/* The same for E'...', where a backslash takes the next character with it. */
static size_t skip_escaped(struct bytes text, size_t at)
{
    while (at < text.size) {
        if (text.at[at] == '\\')
            at += 2;
        else if (text.at[at] != '\'')
            at++;
        else if (text.size - at > 1 && text.at[at + 1] == '\'')
            at += 2;
        else
            return at + 1;
    }
    return SIZE_MAX;
}

/* The size of "$tag$" at `at`, 0 when there is none. */
static size_t dollar_tag(struct bytes text, size_t at)
{
    size_t i = at + 1;

    if (i < text.size && class_of(text.at[i]) == DIGIT)
        return 0;
    while (i < text.size && (class_of(text.at[i]) & (LETTER | DIGIT)))
        i++;
    return i < text.size && text.at[i] == '$' ? i + 1 - at : 0;
}

static size_t skip_dollars(struct bytes text, size_t at, size_t tag)
{
    const uint8_t *opening = text.at + at;

    for (at += tag; text.size - at >= tag;) {
        const uint8_t *found = memchr(text.at + at, '$', text.size - at - tag + 1);
        if (!found)
            return SIZE_MAX;
        at = (size_t)(found - text.at);
        if (memcmp(found, opening, tag) == 0)
            return at + tag;
        at++;
    }
    return SIZE_MAX;
}

static size_t skip_word(struct bytes text, size_t at)
{
    while (at < text.size && (class_of(text.at[at]) & (LETTER | DIGIT | DOLLAR)))
        at++;
    return at;
}

static size_t skip_number(struct bytes text, size_t at)
{
    while (at < text.size && (class_of(text.at[at]) == DIGIT || text.at[at] == '.'))
        at++;
    return at;
}

static enum lex_kind single(uint8_t c)
{
    switch (c) {
    case ';':
        return LEX_SEMICOLON;
    case '(':
    case '[':
        return LEX_OPEN;
    case ')':
    case ']':
        return LEX_CLOSE;
    case ',':
        return LEX_COMMA;
    case '.':
        return LEX_DOT;
    case '\\':
        return LEX_BACKSLASH;
    default:
        return LEX_OTHER;
    }
}

/* The token's kind and its end. */
static enum lex_kind scan(struct bytes text, size_t at, size_t *end)
{
    uint8_t c = text.at[at];
    unsigned class = class_of(c);

    if (class == LETTER) {
        *end = skip_word(text, at);
        bool escapes = *end == at + 1 && (c == 'e' || c == 'E') && *end < text.size && text.at[*end] == '\'';
        if (!escapes)
            return LEX_WORD;
        *end = skip_escaped(text, at + 2);
        return LEX_STRING;
    }
    if (class == DIGIT) {
        *end = skip_number(text, at);
        return LEX_NUMBER;
    }
    if (c == '\'' || c == '"') {
        *end = skip_quoted(text, at + 1, c);
        return c == '"' ? LEX_QUOTED : LEX_STRING;
    }
    size_t tag = class == DOLLAR ? dollar_tag(text, at) : 0;
    if (tag) {
        *end = skip_dollars(text, at, tag);
        return LEX_STRING;
    }
    *end = at + 1;
    return single(c);
}

/* One token of a row and its end; LEX_END when it is something else, or does not end. */
static enum lex_kind scan_row(struct bytes text, size_t at, enum lex_kind last, size_t *end)
{
    uint8_t c = text.at[at];

    *end = at + 1;
    if (c == ',')
        return LEX_COMMA;
    if (c == ')')
        return LEX_CLOSE;
    if (c == '(')
        return last == LEX_COMMA || last == LEX_OPEN ? LEX_OPEN : LEX_END;
    if (class_of(c) == DIGIT) {
        *end = skip_number(text, at);
        return LEX_NUMBER;
    }
    if (c != '\'')
        return LEX_END;
    *end = skip_quoted(text, at + 1, c);
    return *end == SIZE_MAX ? LEX_END : LEX_STRING;
}

/* What is remembered of a token that was skipped: copying whole ones would take longer than looking at them.
 */
struct skipped {
    enum lex_kind before, last;
    size_t start, end; /* of the last */
};

void lex_skip_rows(struct lex *l, struct lex_token *before, struct lex_token *last, size_t *depth)
{
    const struct bytes text = l->text;
    struct skipped s = { before->kind, last->kind, last->start, last->start + last->size };
    size_t open = *depth;

    for (size_t at = l->at, end; at < text.size; at = end) {
        end = at + 1;
        if (class_of(text.at[at]) == SPACE)
            continue;
        enum lex_kind kind = scan_row(text, at, s.last, &end);
        if (kind == LEX_END)
            break;
        if (kind == LEX_OPEN)
            open++;
        else if (kind == LEX_CLOSE && open)
            open--;
        s = (struct skipped){ s.last, kind, at, end };
    }
    if (s.end <= l->at)
        return;
    *before = (struct lex_token){ .kind = s.before };
    *last = (struct lex_token){ s.last, s.start, s.end - s.start };
    l->at = s.end;
    *depth = open;
}

struct lex_token lex_next(struct lex *l)
{
    size_t start = skip_blank(l), end;

    if (start == SIZE_MAX) {
        struct lex_token unfinished = { LEX_UNFINISHED, l->at, l->text.size - l->at };
        l->at = l->text.size;
        return unfinished;
    }
    if (start >= l->text.size) {
        l->at = l->text.size;
        return (struct lex_token){ LEX_END, l->text.size, 0 };
    }
    enum lex_kind kind = scan(l->text, start, &end);
    if (end > l->text.size) {
        kind = LEX_UNFINISHED;
        end = l->text.size;
    }
    l->at = end;
    return (struct lex_token){ kind, start, end - start };
}

bool lex_is(const struct lex *l, const struct lex_token *t, const char *word)
{
    if (t->kind != LEX_WORD || strlen(word) != t->size)
        return false;
    for (size_t i = 0; i < t->size; i++) {
        uint8_t c = l->text.at[t->start + i];
        if ((c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c) != word[i])
            return false;
    }
    return true;
}
