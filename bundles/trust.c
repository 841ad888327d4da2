/*
 * trust: questions to a trust store. trust_file.c reads its file safely, trust_read.c parses, trust_draft.c
 * drafts one.
 */
#include "trust.h"

static const char *const roles[TRUST_ROLES] = {
    [ROLE_RELEASE] = "release",       [ROLE_APPROVE] = "approve", [ROLE_RECEIPT] = "receipt",
    [ROLE_BREAKGLASS] = "breakglass", [ROLE_ROOT] = "root",
};

const char *trust_role_text(enum trust_role_name role)
{
    return roles[role];
}

const struct trust_key *trust_find(const struct trust *t, const char *key_id)
{
    for (size_t i = 0; i < t->n_keys; i++)
        if (strcmp(t->keys[i].key.id, key_id) == 0)
            return &t->keys[i];
    return NULL;
}

bool trust_has_role(const struct trust *t, const struct trust_key *key, enum trust_role_name role)
{
    for (size_t i = 0; i < t->roles[role].n_keys; i++)
        if (&t->keys[t->roles[role].keys[i]] == key)
            return true;
    return false;
}

bool trust_key_valid(const struct trust_key *key, uint64_t now)
{
    return !key->revoked && !(key->not_before && now < key->not_before) &&
           !(key->not_after && now > key->not_after);
}

bool trust_key_covers(const struct trust_key *key, const char *lineage)
{
    if (!key->lineages)
        return true;
    for (const char *const *l = key->lineages; *l; l++)
        if (strcmp(*l, lineage) == 0)
            return true;
    return false;
}

const struct trust_environment *trust_environment_of(const struct trust *t, const char *name)
{
    for (size_t i = 0; i < t->n_environments; i++)
        if (strcmp(t->environments[i].name, name) == 0)
            return &t->environments[i];
    return NULL;
}

struct trust *trust_of_one(struct arena *a, const struct public_key *key)
{
    struct trust *t = arena_alloc(a, sizeof *t);
    struct trust_key *only = arena_alloc(a, sizeof *only);

    *only = (struct trust_key){ .key = *key, .name = "this key" };
    *t = (struct trust){ .version = 1, .keys = only, .n_keys = 1 };
    t->roles[ROLE_RELEASE] = (struct trust_role){ .defined = true, .n_keys = 1, .threshold = 1 };
    return t;
}
