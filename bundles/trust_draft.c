/*
 * trust_draft: a first trust store for new keys.
 */
#include "json.h"
#include "trust.h"

#include <openssl/evp.h>

static json_t *draft_key(struct arena *a, const struct public_key *key, const char *name)
{
    json_t *object = json_new_object();
    size_t room = key->spki_size * 2 + 4;
    unsigned char *base64 = arena_alloc(a, room);

    EVP_EncodeBlock(base64, key->spki, (int)key->spki_size);
    json_put_text(object, "id", key->id);
    json_put_text(object, "name", name);
    json_put_text(object, "algorithm", key_algorithm_name(key->algorithm));
    json_put_text(object, "spki", (const char *)base64);
    json_put_number(object, "not_before", 0);
    json_put_number(object, "not_after", 0);
    json_put_flag(object, "revoked", false);
    return object;
}

static json_t *draft_environments(const struct trust_draft *d)
{
    static const char *const release[] = { "release" };
    json_t *environments = json_new_object();

    for (size_t i = 0; i < d->n_environments; i++) {
        json_t *environment = json_new_object();
        json_put_texts(environment, "require", release, 1);
        json_put_text(environment, "sslmode", "verify-full");
        json_put(environments, d->environments[i], environment);
    }
    return environments;
}

bool trust_draft_text(struct arena *a, const struct trust_draft *d, struct bytes *out, struct fail *f)
{
    owned(json_release) json_t *tree = json_new_object();
    json_t *keys = json_new_array(), *ids = json_new_array();
    json_t *release = json_new_object(), *all_roles = json_new_object();
    struct trust *ignored;

    for (size_t i = 0; i < d->n_keys; i++) {
        json_push(keys, draft_key(a, d->keys[i], d->names[i]));
        json_push(ids, json_string(d->keys[i]->id));
    }
    json_put(release, "keys", ids);
    json_put_number(release, "threshold", d->threshold);
    json_put(all_roles, trust_role_text(ROLE_RELEASE), release);
    json_put_text(tree, "format", "pgbale-trust/1");
    json_put_number(tree, "version", 1);
    json_put(tree, "keys", keys);
    json_put(tree, "roles", all_roles);
    json_put(tree, "environments", draft_environments(d));
    struct bytes text = json_canonical(a, tree);
    if (!trust_parse(a, text, "the new trust store", &ignored, f))
        return false;
    *out = text;
    return true;
}
