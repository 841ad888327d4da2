/*
 * access_compare: the access matrix: who may do what with which object by which command, before and after,
 * and whether a change widens or narrows access.
 *
 * "Widens" means proven: what was allowed before is allowed after, for all rows. "Narrows" is the mirror.
 * What is not proven either way is unproven, never guessed. Rows are taken as they are: what a migration does
 * to them is another matter.
 */
#ifndef PGBALE_ACCESS_COMPARE_H
#define PGBALE_ACCESS_COMPARE_H

#include "access_cell.h"

enum access_class {
    ACCESS_EQUAL,
    ACCESS_WIDENS,
    ACCESS_NARROWS,
    ACCESS_UNPROVEN,
    ACCESS_NEW, /* widens by rows of a new table only, as its policies let them pass, for roles with a login
                 */
    ACCESS_CLASSES
};

/* A side of a cell for readers. Lists end with NULL and are never NULL. */
struct access_shown {
    enum access_level level;
    const char *why;                                    /* of none */
    const char *const *columns;                         /* empty: all */
    const char *const *permissive, *const *restrictive; /* names of policies that apply */
    const char *rows, *check;                           /* conditions as text; NULL: there is none */
};

/* Cells that are alike in everything but role and command. */
struct access_cell {
    const char *object; /* name after or, when it is gone, before */
    const char *was;    /* name before when that was another one, else NULL */
    const char *kind;   /* "table", "view", "materialized view", "foreign table", "function" */
    const char *const *roles;
    size_t n_roles;
    unsigned commands;          /* bits: 1 << enum access_command */
    bool has_before, has_after; /* the object is there on that side */
    struct access_shown before, after;
    enum access_class class;
    const char *const *reasons;
    size_t n_reasons;
};

struct access_matrix {
    const struct access_pairs *pairs;
    const struct access_cell *cells; /* by object, then in the order of commands */
    size_t n_cells;
    size_t counts[ACCESS_CLASSES]; /* single cells: object, role and command */
};

struct access_matrix_request {
    const struct access_state *was, *now; /* the same twice: one state */
    bool same_database;                   /* `now` is what a migration made of `was` in one database */
    bool all;                             /* also cells that did not change, of managed schemas */
};

const struct access_matrix *access_matrix(struct arena *a, const struct access_matrix_request *r);

/* "widens". */
const char *access_class_name(enum access_class c);

/* "SELECT, INSERT". */
const char *access_commands_text(struct arena *a, unsigned commands);

/* "rows by policy "P" and "Q", columns id, name". */
const char *access_shown_text(struct arena *a, const struct access_shown *s, bool there);

#endif
