/*
 * visible: SQL in which every character can be seen.
 *
 * Names and literals in a database may hold what SQL files must not: the carriage returns of a body that was
 * written on Windows, the selectors behind an emoji, bidirectional marks. In a statement that pgbale writes
 * these stand as escapes, so that a file can hold it, a reviewer sees it, and the server gets what was there.
 */
#ifndef PGBALE_VISIBLE_H
#define PGBALE_VISIBLE_H

#include "text.h"

/*
 * The statement itself when all its characters may stand in a file; else a copy with each literal that holds
 * another as E'...' and each quoted name as U&"...". `sql` is what the server wrote, by its quoting rules
 * with standard_conforming_strings. What stands outside of names and literals is left alone.
 */
const char *sql_visible(struct arena *a, const char *sql);

#endif
