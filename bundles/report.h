/*
 * report: the checks that were made on a bale, one by one, for people and for machines.
 */
#ifndef PGBALE_REPORT_H
#define PGBALE_REPORT_H

#include "arena.h"

enum check_outcome { CHECK_OK, CHECK_NOTE, CHECK_REFUSED };

struct bale_check_line {
    const char *name; /* "frame", "signatures", "archive", "seal", "manifest", "members", "chain"... */
    enum check_outcome outcome;
    const char *text; /* one line; may hold foreign text: escape it when printing */
};

struct bale_report {
    struct bale_check_line *lines;
    size_t n_lines, room;
};

/* Appends a line. `r` may be NULL: then nothing is recorded. */
void report_add(struct arena *a, struct bale_report *r, const char *name, enum check_outcome outcome,
                const char *pattern, ...) printf_like(5, 6);

/* "ok", "note", "refused" */
const char *check_outcome_text(enum check_outcome outcome);

#endif
