/*
 * parsed: what the parser made of SQL files, as bytes, to be remembered between runs.
 *
 * It depends on the files' texts, the rules, this program and the parser's library, and on nothing else:
 * paths are only shown in refusals, and what is refused is never remembered.
 */
#ifndef PGBALE_PARSED_H
#define PGBALE_PARSED_H

#include "source.h"

/* All that decides what is made of these texts. NULL when the system does not tell which program this is. */
const char *parsed_key(struct arena *a, enum source_rules rules, const struct source_file *files, size_t n);

/* The bytes of files that source_parse filled in. */
struct bytes parsed_write(struct arena *a, const struct source_file *files, size_t n);

/*
 * Completes files that have their paths and texts. False: the bytes are not those of `n` files with texts of
 * these sizes; then `files` is as it was. Texts point into the bytes.
 */
bool parsed_read(struct arena *a, struct bytes from, struct source_file *files, size_t n);

#endif
