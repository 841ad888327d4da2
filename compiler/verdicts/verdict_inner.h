/*
 * verdict_inner: what the parts of verdict share.
 */
#ifndef PGBALE_VERDICT_INNER_H
#define PGBALE_VERDICT_INNER_H

#include "verdict.h"

enum reach { REACH_READ = 1 << 0, REACH_WRITE = 1 << 1, REACH_CALL = 1 << 2 };

enum right {
    RIGHT_SELECT = 1 << 0,
    RIGHT_INSERT = 1 << 1,
    RIGHT_UPDATE = 1 << 2,
    RIGHT_DELETE = 1 << 3,
    RIGHT_TRUNCATE = 1 << 4,
    RIGHT_EXECUTE = 1 << 5,
    RIGHT_USAGE = 1 << 6,
};

/* True when the role has the rights of this quoted grantee. */
bool verdict_role_has(const struct verdict_role *r, const char *grantee);

/* Rights of a role by the grants on the object itself; verdict_rights also asks for the usage of its schema.
 */
unsigned verdict_granted(const struct verdict_role *r, const struct object *o);
unsigned verdict_rights(const struct verdict_role *r, const struct object *o);

/* Is the object in a schema that the client sees? */
bool verdict_sees(const struct verdict_scope *s, const struct object *o);

/* What the client can do with an object by naming it. */
unsigned verdict_reach(const struct verdict_scope *s, const struct object *o);

/* The same, also through what depends on it: views, triggers, policies, columns of a type. */
unsigned verdict_reach_through(const struct verdict_scope *s, const struct object *o);

/* The relation that an object belongs to: itself or an ancestor; NULL: none. */
const struct object *verdict_relation(const struct object *o);
bool verdict_is(const struct object *o, const char *kind);
bool verdict_is_relation(const struct object *o);

/* Something that differs. */
enum verdict_event { EVENT_GONE, EVENT_NEW, EVENT_CHANGED };

struct verdict_change {
    struct arena *arena;
    const struct model *before, *after;
    const struct verdict_scope *scope;
    const struct object *was, *now;
    enum verdict_event event;
    const char *attribute; /* EVENT_CHANGED */
    const char *old, *new; /* its values; NULL: the default */
};

struct verdict_opinion {
    enum verdict judged[AUDIENCES];
    const char *why;
};

struct verdict_rule {
    const char *kind;
    enum verdict_event event;
    const char *attribute; /* EVENT_CHANGED: NULL is any attribute that no other row names */
    const char *code;
    enum verdict readers, writers, callers;
    const char *why;
    /* Looks closer, and changes the opinion that the columns above give. NULL: they hold as they are. */
    void (*decide)(const struct verdict_change *c, struct verdict_opinion *o);
    bool direct; /* only who names the object is concerned, not who comes through a view */
};

extern const struct verdict_rule verdict_rules[];
extern const size_t n_verdict_rules;

/* Decisions that need more than a line; verdict_decide.c and verdict_routines.c. */
typedef void verdict_decision(const struct verdict_change *c, struct verdict_opinion *o);
verdict_decision decide_ownership, decide_new_column, decide_new_part, decide_type, decide_not_null,
    decide_generated, decide_default_gone, decide_identity_gone, decide_generation, decide_new_constraint,
    decide_constraint_gone, decide_constraint, decide_deferrable, decide_new_index, decide_index_gone,
    decide_index, decide_view_columns, decide_view_options, decide_labels, decide_domain_base,
    decide_domain_not_null, decide_row_security, decide_policy, decide_function_gone, decide_function_new,
    decide_function_parameters, decide_function_defaults, decide_function_definition;

/* Whether a value of the old type is read, and written, as the new one. */
void verdict_types(struct arena *a, const char *was, const char *now, enum verdict *readers,
                   enum verdict *writers, const char **why);

/* Does the text hold the quoted name's plain form as a whole word? */
bool verdict_mentions(struct arena *a, const char *text, const char *quoted);

#endif
