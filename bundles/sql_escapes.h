/*
 * sql_escapes: names that are written U&"...".
 *
 * Escapes are for characters that a reader could not see. Any other character in them hides what is named: a
 * schema, a function, a setting.
 */
#ifndef PGBALE_SQL_ESCAPES_H
#define PGBALE_SQL_ESCAPES_H

#include "text.h"

/* Does an escape between the quotes stand for a character that could be written as it is, or for none? */
bool escapes_hide(struct bytes between_quotes);

#endif
