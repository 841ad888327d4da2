/*
 * syntax: turns the parser's complaint into one that names the place in the user's file.
 */
#ifndef PGBALE_SYNTAX_H
#define PGBALE_SYNTAX_H

#include "fail.h"
#include "text.h"

/*
 * Fails with FAIL_USAGE for a syntax error at the `position`-th character (1-based) after byte `start`:
 * path:line:column, PostgreSQL's message and the line itself. Commands of psql and data of COPY get words of
 * their own. Returns false.
 */
bool syntax_refuse(const char *path, struct bytes text, size_t start, int position, const char *message,
                   struct fail *f);

#endif
