/*
 * split: where the statements of a text begin and end.
 */
#ifndef PGBALE_SPLIT_H
#define PGBALE_SPLIT_H

#include "tokens.h"

/* From a statement's first token to its last; the semicolon is outside. */
struct piece {
    size_t start, end;
};

/*
 * Splits by PostgreSQL's parser, so that a semicolon in a rule or in a BEGIN ATOMIC body does not cut. Fails
 * with FAIL_USAGE at the first syntax error. `text` must be NUL-terminated.
 */
bool split_parsed(struct arena *a, const char *path, struct bytes text, const struct piece **out, size_t *n,
                  struct fail *f) must_check;

/* Splits by tokens alone, for texts that the parser does not know in full. Never fails. */
void split_tokens(struct arena *a, struct bytes text, const struct token *tokens, size_t n_tokens,
                  const struct piece **out, size_t *n);

#endif
