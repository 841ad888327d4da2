/*
 * lint: what is wrong with a state of a database that a migration leads to, or with how it got there.
 *
 * Each rule is a file of this folder and a page of docs/rules. A rule looks at the catalogs as access_state.h
 * has read them; where it must look inside an expression, it takes PostgreSQL's canonical text of it apart
 * (lint_tree.h). Rules are listed in lints.c and know nothing of levels that a project sets, nor of waivers.
 */
#ifndef PGBALE_LINT_H
#define PGBALE_LINT_H

#include "access_pair.h"
#include "draft.h"
#include "finding.h"
#include "lints.h"

struct lint_looking {
    struct arena *arena;
    const struct lint_request *request;
    const struct access_state *state; /* after */
    const bool *exposed;              /* by role: requests of a client run as it, or as PUBLIC */
    struct lint_found *at;
    size_t n, room;
};

struct lint_rule {
    const char *code; /* stable: the name of its page */
    enum finding_level level;
    bool event; /* about the migration, not about the state that it leads to */
    const char *message, *hint;
    void (*look)(struct lint_looking *l, const struct lint_rule *rule);
};

/* Adds a finding. `detail` is put behind the rule's message, NULL: nothing. Levels are the rule's. */
void lint_relation(struct lint_looking *l, const struct lint_rule *rule, const struct access_relation *r,
                   const char *detail);
void lint_policy(struct lint_looking *l, const struct lint_rule *rule, const struct access_policy *p,
                 const char *detail);
void lint_function(struct lint_looking *l, const struct lint_rule *rule, const struct access_function *f,
                   const char *detail);

/* Is the relation a table of the project: of a managed schema, with rows of its own? */
bool lint_is_table(const struct access_relation *r);

/* Has an exposed role USAGE on the relation's schema? */
bool lint_is_exposed(const struct lint_looking *l, const struct access_relation *r);

/* Has an exposed role any of the privileges on the relation or on one of its columns, and USAGE on its
 * schema? */
bool lint_is_granted(const struct lint_looking *l, const struct access_relation *r, unsigned privileges);

/* Is the policy for an exposed role? Bypassing ones are none. */
bool lint_applies(const struct lint_looking *l, const struct access_policy *p);

/* Every function that is reached from these uses, through functions and views; ends with NULL. */
const struct access_function *const *lint_functions(struct lint_looking *l, struct access_uses uses);

#define PRIVILEGES_ON_ROWS                                                                                   \
    (PRIVILEGE_SELECT | PRIVILEGE_INSERT | PRIVILEGE_UPDATE | PRIVILEGE_DELETE | PRIVILEGE_TRUNCATE)

#endif
