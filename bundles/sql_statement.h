/*
 * sql_statement: what a scanner can hold against one statement of a step, and what the statement surely does.
 *
 * The compiler judges statements by their parse trees. Here, with no parser, the same rules are held again as
 * far as words decide them: one statement per range, no transaction and no session commands, no backslash, no
 * literal without end, a tag that fits. It is no sandbox: what a DO block or a function does is not seen.
 */
#ifndef PGBALE_SQL_STATEMENT_H
#define PGBALE_SQL_STATEMENT_H

#include "bale.h"

/* Capabilities that a statement surely uses, such as "drop_column"; distinct, static text. */
enum { SQL_CAPABILITIES = 40 };
struct sql_found {
    const char *names[SQL_CAPABILITIES];
    size_t n;
};

/*
 * Judges the statement and adds to *found. `where` begins messages. Refusals, FAIL_BALE:
 * content.unterminated, content.two-statements, content.backslash, content.letters, content.transaction,
 * content.session, content.server, content.copy, content.ledger, content.escaped-name, content.standalone,
 * content.tag.
 */
bool sql_statement_check(const char *where, struct bytes sql, const struct bale_statement *s, bool standalone,
                         struct sql_found *found, struct fail *f) must_check;

/* Only what it uses, for whoever makes a bale: text that is refused above just gives what was seen. */
void sql_statement_find(struct bytes statement, struct sql_found *found);

#endif
