/*
 * model: all objects of one database that pgbale manages, with their dependencies.
 */
#ifndef PGBALE_MODEL_H
#define PGBALE_MODEL_H

#include "fail.h"
#include "kind.h"

/* A trigger or a policy of ours on a table that is not ours: auth.users, storage.objects. Names are unquoted.
 */
struct guest {
    const char *kind; /* "trigger", "policy" */
    const char *schema, *table, *name;
};

/* Which objects are ours: those in the managed schemas and not owned by an extension. */
struct managed {
    const char *const *schemas; /* NULL: every schema that is not PostgreSQL's own... */
    size_t n_schemas;
    const char *const *except; /* ...and not one of these */
    size_t n_except;
    const char *const *extensions; /* extensions managed although their schema is not */
    size_t n_extensions;
    const char *const *stubs; /* extensions never managed: the prelude only says that targets have them */
    size_t n_stubs;
    const char *const *pinned; /* extensions whose version is declared, and compared */
    size_t n_pinned;
    const struct guest *guests; /* besides triggers that call a function of ours: these always are */
    size_t n_guests;
    const char *const *owners; /* roles, unquoted: what they own is compared by owner; none: nothing is */
    size_t n_owners;
};

/* A user object of a kind that is not modelled. */
struct unmodelled {
    const char *type, *identity;
};

/* An object that is not managed and depends on one that is. */
struct outsider {
    struct object *need;
    struct address address;
    const char *type, *identity; /* as pg_identify_object has them: "view", "other.v" */
};

/* What a new object is granted at birth: acldefault() and ALTER DEFAULT PRIVILEGES of the session's role. */
struct birth_grant {
    char type;          /* letter of acldefault() */
    const char *schema; /* quoted name, NULL: in a schema that is not there yet, or in none */
    const char *grantee, *privileges, *grantable;
};

struct model_slot {
    uint64_t hash; /* so that what does not match is seldom looked at */
    struct object *object;
};

struct model {
    struct arena *arena;
    int server_version; /* 150020 */
    struct object **objects;
    size_t n_objects;
    const struct unmodelled *unmodelled;
    size_t n_unmodelled;
    struct outsider *outsiders;
    size_t n_outsiders;
    const struct birth_grant *births;
    size_t n_births;
    struct model_slot *slots; /* hash table by identity; their number is a power of two */
    size_t n_slots;
};

/* The object of that kind and identity, or NULL. */
struct object *model_find(const struct model *m, const struct kind *kind, const char *identity);

/* Whether two models hold the same objects with the same values; `finished` says where each one is. */
bool model_same(const struct model *m, const struct model *finished);

/* Completes a model whose objects are set: hash, parents' children, reverse dependencies. */
void model_finish(struct model *m);

/* Value of a named attribute; for reports, not for rules. NULL when absent or unknown. */
const char *object_value(const struct object *o, const char *column);

/* The outermost object that holds `o`: itself or an ancestor. */
const struct object *object_top(const struct object *o);

#endif
