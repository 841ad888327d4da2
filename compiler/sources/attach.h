/*
 * attach: which directives may stand where, and what they may be about.
 */
#ifndef PGBALE_ATTACH_H
#define PGBALE_ATTACH_H

#include "source.h"

/* True when a text may hold directives at all; most do not, and then need no tokens. */
bool attach_needs_tokens(const char *text);

/*
 * Says in *standalone whether the file's first directive makes it standalone. Fails when `standalone` stands
 * anywhere else, or in a file that is no step. `first` is the offset of the first statement.
 */
bool attach_standalone(const char *path, enum source_rules rules, const struct directive *directives,
                       size_t n, size_t first, bool *standalone, struct fail *f) must_check;

/* Checks the directives of a statement; NULL: no statement follows them. Fails with FAIL_USAGE. */
bool attach_check(const char *path, enum source_rules rules, const struct source_statement *s,
                  const struct directive *directives, size_t n, struct fail *f) must_check;

#endif
