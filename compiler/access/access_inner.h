/*
 * access_inner: what access_state.c and access_links.c share while they read.
 */
#ifndef PGBALE_ACCESS_INNER_H
#define PGBALE_ACCESS_INNER_H

#include "access_state.h"

struct access_reading {
    struct access_state *state;
    const struct managed *managed;
    uint32_t me; /* oid of the session's role, which stands as ROLE_OWNER */
};

/* Index of the role with this oid; the session's own role is ROLE_OWNER. NO_ROLE: none. */
size_t access_role_at(const struct access_reading *r, uint32_t oid);

const struct access_schema *access_schema_at(const struct access_state *s, uint32_t oid);
struct access_relation *access_relation_found(struct access_state *s, uint32_t oid);

/* The grants of an object of a class of access_grants.sql, or NULL. */
struct access_grants *access_grants_found(struct access_state *s, char class, uint32_t oid);

bool access_is_managed(const struct managed *m, const char *schema);

void access_append(struct arena *a, size_t **list, size_t *n, size_t one);
void access_grant_add(struct arena *a, struct access_grants *grants, struct access_grant one);
void access_use_add(struct access_reading *r, char class, uint32_t oid, struct access_use use);

/* Works out what follows: who has whose rights, owners, and what string bodies name. */
void access_link(struct access_reading *r);

#endif
