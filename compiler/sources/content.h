/*
 * content: which bytes an SQL file may hold.
 *
 * A reviewer must see what the server will execute, so characters that hide, reorder or imitate text are
 * refused wherever they stand, also in comments and literals. U&'\202E' stays possible inside a literal.
 */
#ifndef PGBALE_CONTENT_H
#define PGBALE_CONTENT_H

#include "fail.h"
#include "text.h"

/*
 * Checks a whole file: valid UTF-8, no NUL, no byte order mark, no CR, no C0 control but TAB and LF, no C1,
 * no bidirectional, invisible, private-use or noncharacter code points.
 * `lenient` is for files that are not signed, which come out of editors and databases: a CR may stand before
 * an LF, and joiners and variation selectors behind a character beyond ASCII, as in emoji and in several
 * scripts. Fails with FAIL_USAGE, naming path:line:column and the character (U+202E RIGHT-TO-LEFT OVERRIDE).
 */
bool content_check(const char *path, struct bytes text, bool lenient, struct fail *f) must_check;

/*
 * A file as it would be on Unix: without a byte order mark in front, and with LF where each of its lines ends
 * with CR LF. Where only some do, the CRs may belong to the body of a function and stay.
 */
struct bytes content_unix(struct arena *a, struct bytes text);

/* Checks that a file is empty or ends with exactly one LF, as a bale demands it. Fails with FAIL_USAGE. */
bool content_check_end(const char *path, struct bytes text, struct fail *f) must_check;

#endif
