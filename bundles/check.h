/*
 * check: what must hold of any bale, whoever wrote it.
 *
 * The writer calls it before it writes and the verifier after it has read, so that there is one
 * list of rules. It needs no parser of SQL: names, limits, the chain of ids, versions, digests, the
 * bytes of SQL files, and the ranges of statements in them.
 */
#ifndef PGBALE_CHECK_H
#define PGBALE_CHECK_H

#include "bale.h"

/*
 * Checks a whole bale. Names of refusals start with "manifest." (structure), "chain." (ids, parents,
 * sequence, versions, states) and "content." (bytes of SQL and statement ranges). All are FAIL_BALE.
 */
bool bale_check(struct arena *a, const struct bale *b, struct fail *f) must_check;

/*
 * Checks the bytes of one SQL text: UTF-8 without NUL, CR, BOM, control, bidirectional and invisible
 * characters, and one LF at the end. `where` begins the message; the place is given as line and column.
 */
bool sql_bytes_check(const char *where, struct bytes sql, struct fail *f) must_check;

/*
 * Checks that the ranges ascend, lie inside the text, carry the right line, and that what lies between
 * them is white space, comments and semicolons.
 */
bool sql_ranges_check(const char *where, struct bytes sql, const struct bale_statement *statements, size_t n,
                      struct fail *f) must_check;

#endif
