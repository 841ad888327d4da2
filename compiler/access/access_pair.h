/*
 * access_pair: which object before is which object after, and what about it changed in itself.
 *
 * In one database that a migration ran in, oids tell renamed objects from new ones. Between two databases
 * names decide, and policies that have another name are known by their content.
 */
#ifndef PGBALE_ACCESS_PAIR_H
#define PGBALE_ACCESS_PAIR_H

#include "access_state.h"

struct access_pairs {
    struct arena *arena;
    const struct access_state *was, *now;
    bool same_database;
    /* By index before: the object after, or NULL. */
    const struct access_relation **relations;
    const struct access_policy **policies;
    const struct access_function **functions;
    /* By index after: the object before, or NULL. */
    const struct access_relation **old_relations;
    const struct access_policy **old_policies;
    const struct access_function **old_functions;
    size_t *roles, *old_roles; /* by name; NO_ROLE: none */
    bool *role_changed;        /* by role before: its powers or its groups differ */
};

struct access_pairs *access_pair(struct arena *a, const struct access_state *was,
                                 const struct access_state *now, bool same_database);

/* The column after that is this column before, or NULL. Both relations are a pair. */
const struct access_column *access_column_pair(const struct access_pairs *p,
                                               const struct access_relation *was,
                                               const struct access_column *column,
                                               const struct access_relation *now);

/* Both say the same: mode, command, roles by name, and expressions, which may have followed a rename. */
bool access_policy_same(const struct access_pairs *p, const struct access_policy *was,
                        const struct access_policy *now);
/* One expression of a pair: equal as text, or, in one database, as a tree. NULL is an expression that is not
 * there. */
bool access_expression_same(const struct access_pairs *p, const char *was, const char *was_tree,
                            const char *now, const char *now_tree);

/* Do the roles of a policy have the same names? */
bool access_policy_roles_same(const struct access_pairs *p, const struct access_policy *was,
                              const struct access_policy *now);

#endif
