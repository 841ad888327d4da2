/*
 * statement: one statement of a step: its text, its place in the file, and what the server may
 * answer to it.
 */
#ifndef PGBALE_STATEMENT_H
#define PGBALE_STATEMENT_H

#include "bale.h"
#include "target.h"

struct statement {
    const struct bale_migration *migration;
    const struct bale_step *step;
    const struct bale_statement *at;
};

/* The statement's text, NUL-terminated, in the arena. */
const char *statement_text(struct arena *a, const struct statement *s);

/* "0003-projects/010-tables.sql:12:5": the place of a character of the statement (1: its first). */
const char *statement_place(struct arena *a, const struct statement *s, uint64_t character);

/* Refuses statements that begin or end transactions: an author's tag that no bale should hold. */
bool statement_allowed(const struct statement *s, struct fail *f) must_check;

/*
 * Is the answer the expected one: success, the tag, the number of rows? Fails with FAIL_STEP:
 * step.failed with place, SQLSTATE, message and the line of the file; step.tag; step.rows.
 */
bool statement_check(struct wire *w, const struct statement *s, const PGresult *r, struct fail *f) must_check;

#endif
