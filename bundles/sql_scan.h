/*
 * sql_scan: one pass over the tokens of one statement; what sql_statement.c judges by.
 */
#ifndef PGBALE_SQL_SCAN_H
#define PGBALE_SQL_SCAN_H

#include "sql_lex.h"
#include "sql_statement.h"

enum { SCAN_HEAD = 8, SCAN_WORD = 24 };

struct sql_scan {
    char head[SCAN_HEAD][SCAN_WORD]; /* the first words in lower case; "" where a token is no word */
    size_t n_head;
    /* The first of each; size 0: none. */
    struct lex_token unfinished, backslash, second, ledger;
    struct lex_token letters; /* beyond ASCII, in a word without quotes */
    struct lex_token escaped; /* U&"...", where escapes hide what is named */
    bool concurrently;        /* outside of parentheses */
    char action[SCAN_WORD];   /* of ALTER TABLE: the first word of its first action */
    size_t n_actions;
};

/* `statement` is its text alone. Capabilities that are seen are added to *found. */
void sql_scan_statement(struct bytes statement, struct sql_scan *out, struct sql_found *found);

#endif
