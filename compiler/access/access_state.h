/*
 * access_state: what decides who may see and do what in one database, read from its catalogs.
 *
 * Wider than the managed objects on purpose: a policy may read a table of another schema, and a role's rights
 * come through memberships. It is never part of the state digest. Whoever the scratch databases' objects
 * belong to stands as the role "(owner)", because on a target it is another one.
 */
#ifndef PGBALE_ACCESS_STATE_H
#define PGBALE_ACCESS_STATE_H

#include "model.h"

#include <libpq-fe.h>

enum privilege {
    PRIVILEGE_SELECT = 1 << 0,
    PRIVILEGE_INSERT = 1 << 1,
    PRIVILEGE_UPDATE = 1 << 2,
    PRIVILEGE_DELETE = 1 << 3,
    PRIVILEGE_TRUNCATE = 1 << 4,
    PRIVILEGE_REFERENCES = 1 << 5,
    PRIVILEGE_TRIGGER = 1 << 6,
    PRIVILEGE_MAINTAIN = 1 << 7,
    PRIVILEGE_EXECUTE = 1 << 8,
    PRIVILEGE_USAGE = 1 << 9,
    PRIVILEGE_CREATE = 1 << 10,
};

#define NO_ROLE SIZE_MAX

struct access_grant {
    size_t grantee; /* index into roles; 0: PUBLIC */
    unsigned privileges, grantable;
    int column; /* 0: the whole object */
};

struct access_grants {
    const struct access_grant *at;
    size_t n;
};

/*
 * Roles 0 and 1 are made up: PUBLIC, which stands for a role with no rights of its own, and "(owner)", the
 * role that read the catalogs, taken without its memberships and powers.
 */
enum { ROLE_PUBLIC, ROLE_OWNER, ROLES_MADE_UP };

struct access_role {
    uint32_t oid;
    const char *name, *raw; /* quoted where SQL would need it, and as it is */
    bool superuser, bypass, login, system;
    size_t *groups; /* direct memberships whose rights are inherited */
    size_t n_groups;
    size_t *joined; /* direct memberships whose rights are not */
    size_t n_joined;
    bool *has;      /* by role: this one has its rights (itself and PUBLIC included) */
    bool mentioned; /* an owner, a grant or a policy names it */
};

struct access_schema {
    uint32_t oid;
    const char *name, *raw; /* quoted, and as it is */
    size_t owner;
    bool managed;
    struct access_grants grants;
};

struct access_column {
    int number;
    const char *name, *raw, *type;
    bool generated, always_identity, indexed; /* indexed: an index begins with it */
};

struct access_object; /* an access_relation or access_function, see access_use */

struct access_use {
    const struct access_relation *relation; /* one of the two is set */
    const struct access_function *function;
};

struct access_uses {
    const struct access_use *at;
    size_t n;
};

struct access_relation {
    uint32_t oid;
    const struct access_schema *schema;
    const char *name, *raw; /* "public.account", "account" */
    char kind;              /* r, p, v, m, f: as pg_class has it */
    size_t owner;
    bool enabled, forced;        /* row level security */
    bool invoker;                /* of a view */
    const char *definition;      /* of a view, else NULL */
    const char *definition_tree; /* digest that renames do not change, or NULL */
    uint32_t partition_of;       /* oid, or 0 */
    const uint32_t *parents;     /* of which it is a partition or an heir: their rows are its rows too */
    size_t n_parents;
    const struct access_column *columns;
    size_t n_columns;
    const struct access_policy *policies; /* by name */
    size_t n_policies;
    struct access_grants grants;
    struct access_uses uses;
    size_t index; /* in the state's relations */
};

/* "table", "view", "materialized view" or "foreign table": as statements and declarations call it. */
const char *access_relation_kind(const struct access_relation *r);

struct access_policy {
    uint32_t oid;
    const struct access_relation *relation;
    const char *name, *raw; /* quoted, and as it is */
    bool permissive;
    char command;        /* r, a, w, d, *: as pg_policy has it */
    const size_t *roles; /* indexes; ascending */
    size_t n_roles;
    const char *using, *check;           /* as PostgreSQL writes them; NULL: none */
    const char *using_tree, *check_tree; /* digests that renames do not change; NULL: none */
    bool plain;                          /* equal texts have equal values within a statement */
    struct access_uses uses;
    size_t index; /* in the state's policies */
};

struct access_function {
    uint32_t oid;
    const struct access_schema *schema;
    const char *name, *raw; /* "public.is_member(uuid)", "is_member" */
    size_t owner;
    bool definer, leakproof, parsed, trigger; /* parsed: its body is SQL that PostgreSQL parsed */
    char volatility, kind;
    const char *settings, *language, *body; /* settings: NULL: none */
    const char *body_tree;                  /* of a parsed body: digest that renames do not change */
    struct access_grants grants;
    struct access_uses uses; /* of a string body: by the names in it, so perhaps too many */
    size_t index;
};

/* Default privileges: one grantee of one ALTER DEFAULT PRIVILEGES. */
struct access_default {
    const char *role, *schema, *grantee, *privileges; /* schema NULL: all */
    char type;                                        /* r, S, f, T, n */
};

struct access_state {
    struct arena *arena;
    struct access_role *roles;
    size_t n_roles;
    struct access_schema *schemas;
    size_t n_schemas;
    struct access_relation *relations; /* by oid */
    size_t n_relations;
    struct access_policy *policies; /* by relation and name */
    size_t n_policies;
    struct access_function *functions; /* by oid */
    size_t n_functions;
    const struct access_default *defaults;
    size_t n_defaults;
};

/*
 * Reads all of it in one transaction of its own. `managed` decides what is marked as managed.
 * Fails with FAIL_SERVER or FAIL_FAILED.
 */
bool access_read(struct arena *a, PGconn *db, const struct managed *managed, const struct access_state **out,
                 struct fail *f) must_check;

/* The same inside a transaction that the caller began and will end; its settings stay as they are. */
bool access_read_within(struct arena *a, PGconn *db, const struct managed *managed,
                        const struct access_state **out, struct fail *f) must_check;

/* True when `role` has the rights of `other`: it is that role, inherits from it, or `other` is PUBLIC. */
bool access_has(const struct access_state *s, size_t role, size_t other);

/* Privileges of a role on an object or, with a column, on that column alone. */
unsigned access_privileges(const struct access_state *s, const struct access_grants *grants, size_t role,
                           int column);

/* NULL when there is none. */
const struct access_relation *access_relation_named(const struct access_state *s, const char *name);
const struct access_relation *access_relation_at(const struct access_state *s, uint32_t oid);
const struct access_function *access_function_named(const struct access_state *s, const char *name);
const struct access_function *access_function_at(const struct access_state *s, uint32_t oid);
size_t access_role_named(const struct access_state *s, const char *name); /* NO_ROLE: none */

/* "SELECT, INSERT"; "nothing" for 0. */
const char *access_privileges_text(struct arena *a, unsigned privileges);

/* "SELECT" for r, "ALL" for *. */
const char *access_command_text(char command);

#endif
