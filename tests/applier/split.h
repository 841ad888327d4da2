/*
 * split: finds the statements of a test's step file by simple rules of its own.
 *
 * A statement ends at a ';' that ends a line, unless a line with $$ has opened a body. Comment lines
 * before a statement may say what the test wants of it:
 *   -- rows 1..2        the expected number of rows ("1.." is 1 or more)
 *   -- index a.b        the probe of a standalone statement; also reindex, detach,
 *                       finalize; "index a.b ON t" for the table of an index that is made, "value a.b x" for
 *                       an enum and its new value
 *   -- tag CREATE TABLE a lie: the statement is not run when the bale is made
 */
#ifndef PGBALE_TEST_SPLIT_H
#define PGBALE_TEST_SPLIT_H

#include "bale.h"

/* Statements of a file; a tag is NULL unless the file lies about it. Aborts on nonsense. */
struct bale_statement *split_statements(struct arena *a, struct bytes sql, bool standalone, size_t *count);

#endif
