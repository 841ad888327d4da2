/*
 * fail: what went wrong, where, why and what to do next.
 *
 * A function that can fail returns bool and takes `struct fail *` last. False means the
 * fail is filled and out-parameters are untouched. Only a program's main prints it.
 * The code chooses the exit status; the table in fail.c is the only list of them.
 */
#ifndef PGBALE_FAIL_H
#define PGBALE_FAIL_H

#include "arena.h"

/* Exit statuses, the same for all programs (DESIGN.md section 7). */
enum fail_code {
    FAIL_NONE = 0,
    FAIL_FAILED = 1,   /* something of ours or the system's did not work */
    FAIL_USAGE = 2,    /* the command line or the project is not what it must be */
    FAIL_BLOCKED = 3,  /* a finding blocks: lint, verdict, pending changes */
    FAIL_BALE = 4,     /* bale refused: frame, signature, trust, manifest, content */
    FAIL_POLICY = 5,   /* policy refused: environment, dates, receipts, sequence */
    FAIL_TARGET = 6,   /* target refused: drift, fork, preflight */
    FAIL_STEP = 7,     /* a step failed, all rolled back */
    FAIL_SERVER = 8,   /* server unreachable or connection lost */
    FAIL_LOCKED = 9,   /* another applier holds the lock */
    FAIL_STOPPED = 10, /* stopped inside a standalone step: run again to resume */
    FAIL_CODES
};

enum { FAIL_TEXT = 4096, FAIL_DETAIL = 16384, FAIL_HINT = 1024, FAIL_NAME = 64 };

struct fail {
    enum fail_code code;
    char name[FAIL_NAME];     /* stable short name such as frame.trailing-bytes, or empty */
    char message[FAIL_TEXT];  /* what and where; one line */
    char detail[FAIL_DETAIL]; /* why; may have several lines */
    char hint[FAIL_HINT];     /* what to do next */
};

/* Fills `f` and returns false, so that `return fail(...)` reads well. Detail, hint and name are cleared. */
bool fail(struct fail *f, enum fail_code code, const char *pattern, ...) printf_like(3, 4);

/* The same with a stable short name. */
bool fail_named(struct fail *f, enum fail_code code, const char *name, const char *pattern, ...)
    printf_like(4, 5);

/* Add to a filled fail; each returns false. fail_detail appends a line. */
bool fail_detail(struct fail *f, const char *pattern, ...) printf_like(2, 3);
bool fail_hint(struct fail *f, const char *pattern, ...) printf_like(2, 3);

/* Puts "context: " in front of the message; returns false. */
bool fail_context(struct fail *f, const char *pattern, ...) printf_like(2, 3);

/* Prints "PROGRAM: error: message", detail and hint to `out`; foreign characters are escaped, passwords left
 * out. */
void fail_print(const struct fail *f, const char *program, FILE *out);

/* A sentence that says what an exit status means, for --help and man pages. */
const char *fail_meaning(enum fail_code code);

#endif
