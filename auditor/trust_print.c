/*
 * trust_print: see trust_print.h.
 */
#include "trust_print.h"

#include <inttypes.h>

static const char *roles_of(struct arena *a, const struct trust *t, const struct trust_key *key)
{
    struct text text = text_new(a);

    for (size_t r = 0; r < TRUST_ROLES; r++)
        if (trust_has_role(t, key, (enum trust_role_name)r))
            text_addf(&text, "%s%s", text.size ? ", " : "", trust_role_text((enum trust_role_name)r));
    return text.size ? text.at : "no role";
}

static const char *lineages_of(struct arena *a, const struct trust_key *key)
{
    size_t n = 0;

    while (key->lineages && key->lineages[n])
        n++;
    return joined(a, key->lineages, n, "every lineage");
}

static void print_key(struct arena *a, const struct trust *t, const struct trust_key *key)
{
    print_field(a, 1, "key", "%s (%s): %s, %s%s", key->name, key_algorithm_name(key->key.algorithm),
                roles_of(a, t, key), lineages_of(a, key), key->revoked ? ", REVOKED" : "");
    print_field(a, 2, "id", "%s", key->key.id);
    if (key->not_before)
        print_field(a, 2, "from", "%s", time_text(a, key->not_before));
    if (key->not_after)
        print_field(a, 2, "until", "%s", time_text(a, key->not_after));
}

static void print_environment(struct arena *a, const struct trust_environment *e)
{
    struct text text = text_new(a);
    size_t n = 0;

    for (size_t r = 0; r < TRUST_ROLES; r++)
        if (e->require[r])
            text_addf(&text, "%s%s", text.size ? ", " : "", trust_role_text((enum trust_role_name)r));
    while (e->forbid[n])
        n++;
    print_field(a, 1, "environment", "%s: needs %s; sslmode %s; forbids %s", e->name, text.at, e->sslmode,
                joined(a, e->forbid, n, "nothing"));
}

void trust_print(struct arena *a, const struct trust *t)
{
    printf("trust store, version %" PRIu64 "\n", t->version);
    print_field(a, 1, "sha256", "%s", t->sha256);
    print_field(a, 1, "expires", "%s", t->expires ? time_text(a, t->expires) : "never");
    for (size_t i = 0; i < t->n_keys; i++)
        print_key(a, t, &t->keys[i]);
    for (size_t r = 0; r < TRUST_ROLES; r++)
        if (t->roles[r].defined)
            print_field(a, 1, "role", "%s: %zu of %zu keys", trust_role_text((enum trust_role_name)r),
                        t->roles[r].threshold, t->roles[r].n_keys);
    for (size_t i = 0; i < t->n_environments; i++)
        print_environment(a, &t->environments[i]);
    if (t->n_environments == 0)
        print_field(a, 1, "environment", "any, under the role release");
}

json_t *trust_tree(const struct trust *t)
{
    json_t *tree = json_new_object(), *keys = json_new_array(), *roles = json_new_object();

    for (size_t i = 0; i < t->n_keys; i++) {
        json_t *key = json_new_object();
        json_put_text(key, "id", t->keys[i].key.id);
        json_put_text(key, "name", t->keys[i].name);
        json_put_text(key, "algorithm", key_algorithm_name(t->keys[i].key.algorithm));
        json_put_flag(key, "revoked", t->keys[i].revoked);
        json_push(keys, key);
    }
    for (size_t r = 0; r < TRUST_ROLES; r++) {
        json_t *role = json_new_object();
        json_put_number(role, "keys", t->roles[r].n_keys);
        json_put_number(role, "threshold", t->roles[r].threshold);
        if (t->roles[r].defined)
            json_put(roles, trust_role_text((enum trust_role_name)r), role);
        else
            json_decref(role);
    }
    json_put_text(tree, "result", "accepted");
    json_put_number(tree, "version", t->version);
    json_put_text(tree, "sha256", t->sha256);
    json_put(tree, "keys", keys);
    json_put(tree, "roles", roles);
    return tree;
}
