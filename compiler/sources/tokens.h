/*
 * tokens: the lexical tokens of an SQL text, as PostgreSQL's own scanner sees them.
 */
#ifndef PGBALE_TOKENS_H
#define PGBALE_TOKENS_H

#include "fail.h"
#include "text.h"

enum token_kind {
    TOKEN_OTHER,
    TOKEN_LINE_COMMENT, /* -- ... */
    TOKEN_BLOCK_COMMENT,
    TOKEN_IDENTIFIER, /* quoted or not, not a keyword */
    TOKEN_KEYWORD,
    TOKEN_STRING, /* any literal in quotes or dollars */
    TOKEN_SEMICOLON,
};

struct token {
    size_t start, end; /* bytes */
    enum token_kind kind;
};

/*
 * All tokens, ascending, in the arena. `text` must be NUL-terminated after its bytes. Fails with FAIL_USAGE
 * where the scanner fails, such as at a quote that is never closed.
 */
bool tokens_read(struct arena *a, const char *path, struct bytes text, const struct token **out, size_t *n,
                 struct fail *f) must_check;

#endif
