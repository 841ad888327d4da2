/*
 * case: one transition of tests/rls/corpus, and a database to run it in.
 *
 *     -- What it shows, in a sentence.
 *     -- expect: CLASS ROLES COMMANDS OBJECT     one line per changed cell or group of cells; none: nothing
 * changes
 *     -- before
 *     SQL that completes base.sql
 *     -- after
 *     SQL: the transition
 */
#ifndef PGBALE_TEST_CASE_H
#define PGBALE_TEST_CASE_H

#include "access_compare.h"
#include "pg.h"

struct transition {
    const char *name;            /* file name without .sql */
    const char *const *expected; /* "widens anon SELECT app.doc", one per cell, sorted */
    size_t n_expected;
    const char *before, *after; /* SQL */
};

/* Reads all files of a folder, sorted. Ends the program on a malformed one. */
const struct transition *transitions_read(struct arena *a, const char *folder, size_t *n);

/* A fresh database with base.sql and what else a file holds; roles are made when they are missing. */
PGconn *case_database(struct arena *a, const char *base);

/* Runs SQL; ends the program when it fails, naming `what`. */
void case_run(PGconn *db, const char *sql, const char *what);

/* The same for a file. */
void case_run_file(struct arena *a, PGconn *db, const char *path);

/* Who may do what in the transaction at hand. */
const struct access_state *case_state(struct arena *a, PGconn *db);

/* All single cells that changed, as "CLASS ROLE COMMAND OBJECT", sorted. */
const char **case_changes(struct arena *a, const struct access_matrix *m, size_t *n);

void case_die(const char *pattern, ...) printf_like(1, 2) __attribute__((noreturn));

#endif
