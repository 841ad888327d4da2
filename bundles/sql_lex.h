/*
 * sql_lex: the lexical tokens of SQL text, by PostgreSQL's rules and without its parser.
 *
 * The auditor and the applier have no SQL parser. This is a scanner only: it knows where literals, quoted
 * names and comments end, which is enough to see a second statement, a transaction command or a backslash
 * that stands outside of them. It assumes standard_conforming_strings, which sessions pin. It never
 * allocates.
 */
#ifndef PGBALE_SQL_LEX_H
#define PGBALE_SQL_LEX_H

#include "text.h"

enum lex_kind {
    LEX_END,    /* nothing is left */
    LEX_WORD,   /* a keyword or a name without quotes */
    LEX_QUOTED, /* "a name" */
    LEX_STRING, /* any literal in quotes or dollars */
    LEX_NUMBER,
    LEX_SEMICOLON,
    LEX_OPEN,  /* ( or [ */
    LEX_CLOSE, /* ) or ] */
    LEX_COMMA,
    LEX_DOT,
    LEX_BACKSLASH,  /* never legal outside of literals */
    LEX_OTHER,      /* one character of an operator */
    LEX_UNFINISHED, /* a literal, a quoted name or a comment that does not end; the last token */
};

struct lex_token {
    enum lex_kind kind;
    size_t start, size; /* bytes of the text */
};

struct lex {
    struct bytes text;
    size_t at;
};

/* The next token that is no comment. At the end it is LEX_END again and again. */
struct lex_token lex_next(struct lex *l);

/*
 * Skips what fills a long list of rows: numbers, literals in plain quotes, commas, and parentheses as long as
 * what stands before "(" is a comma or another one. `*last` is the token before and becomes the last one that
 * was skipped; of the one before that, only the kind is left in `*before`. `*depth` counts the parentheses
 * that are open.
 */
void lex_skip_rows(struct lex *l, struct lex_token *before, struct lex_token *last, size_t *depth);

/* Is the token this word, given in lower case? Only for LEX_WORD. */
bool lex_is(const struct lex *l, const struct lex_token *t, const char *word);

#endif
