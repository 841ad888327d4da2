/*
 * access_cell: what one role may do with one relation or routine by one command, in one state.
 */
#ifndef PGBALE_ACCESS_CELL_H
#define PGBALE_ACCESS_CELL_H

#include "access_pair.h"
#include "formula.h"

enum access_command {
    COMMAND_SELECT,
    COMMAND_INSERT,
    COMMAND_UPDATE,
    COMMAND_DELETE,
    COMMAND_TRUNCATE,
    COMMAND_REFERENCES,
    COMMAND_TRIGGER,
    COMMAND_EXECUTE,
    COMMANDS
};

enum access_level {
    ACCESS_NONE,   /* refused, or no row ever passes */
    ACCESS_ROWS,   /* the rows that policies let pass */
    ACCESS_ALL,    /* all rows: no row security, or a policy that is always true */
    ACCESS_BYPASS, /* all rows, in spite of row security */
    ACCESS_CALLER, /* a view or routine that runs with its caller's rights: adds nothing */
    ACCESS_OWNER,  /* a view or routine that runs with its owner's rights */
};

/* One side of a cell. `rows` and `check` are never NULL: which rows are seen, and which may be written. */
struct access_side {
    enum access_level level;
    const char *why;  /* of none: "no USAGE on schema hub"; of other levels NULL */
    bool all_columns; /* else only `columns`, ascending */
    const int *columns;
    size_t n_columns;
    const struct access_policy *const *policies; /* that apply; permissive ones first */
    size_t n_policies;
    const struct formula *rows, *check;
};

/* How sides of one state are computed. */
struct access_view {
    struct arena *arena;
    const struct access_state *state;
    struct formulas *formulas;
    const struct access_pairs *pairs; /* NULL: this state is not the one before a change */
    const struct formula **cache; /* by policy: using, check, and both as they may mean something else now */
    const char **changed; /* by policy and role: why its meaning may have changed; "" no, NULL unknown */
};

/* `pairs` when `state` is its state before: atoms whose meaning may have changed are then kept apart. */
struct access_view *access_view_new(struct arena *a, const struct access_state *state,
                                    struct formulas *formulas, const struct access_pairs *pairs);

void access_side_of(struct access_view *v, const struct access_relation *r, size_t role,
                    enum access_command c, struct access_side *out);

/* Of a routine that is called directly: EXECUTE. */
void access_side_of_function(struct access_view *v, const struct access_function *f, size_t role,
                             struct access_side *out);

/* Why the meaning of a policy before may have changed for a role; NULL: it did not. */
const char *access_meaning_changed(struct access_view *v, const struct access_policy *p, size_t role);

/* "SELECT"... */
const char *access_command_name(enum access_command c);

/* "none", "rows", "all", "bypass", "caller", "owner". */
const char *access_level_name(enum access_level level);

#endif
