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

static size_t names_in(const char *const *list)
{
    size_t n = 0;

    while (list && list[n])
        n++;
    return n;
}

static const char *needed(struct arena *a, const struct trust_environment *e)
{
    struct text text = text_new(a);

    for (size_t r = 0; r < TRUST_ROLES; r++)
        if (e->require[r])
            text_addf(&text, "%s%s", text.size ? ", " : "", trust_role_text((enum trust_role_name)r));
    return text.at;
}

static const char *breaking_text(enum trust_breaking breaking)
{
    static const char *const words[] = {
        [BREAKING_ASK] = "ask", [BREAKING_ACCEPT] = "accept", [BREAKING_APPROVAL] = "approval"
    };

    return words[breaking];
}

static void print_receipt(struct arena *a, const struct trust_receipt *r)
{
    const char *most = r->max_age ? format(a, ", at most %llu s old", (unsigned long long)r->max_age) : "";

    print_field(a, 2, "receipt", "from %s, at least %llu s old%s, of %s", r->environment,
                (unsigned long long)r->min_age, most,
                r->target_ids ? joined(a, r->target_ids, names_in(r->target_ids), "no target")
                              : "any target");
}

static void print_environment(struct arena *a, const struct trust_environment *e)
{
    print_field(a, 1, "environment", "%s: needs %s; sslmode %s%s; forbids %s", e->name, needed(a, e),
                e->sslmode, e->any_login ? ", any login" : "",
                joined(a, e->forbid, names_in(e->forbid), "nothing"));
    print_field(a, 2, "breaking", "%s", breaking_text(e->breaking));
    print_field(a, 2, "widening", "%s", e->no_widening ? "only with an approval" : "as the bale says");
    for (size_t i = 0; i < e->n_receipts; i++)
        print_receipt(a, &e->receipts[i]);
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

static json_t *key_tree(const struct trust *t, const struct trust_key *k)
{
    json_t *key = json_new_object(), *roles = json_new_array();

    for (size_t r = 0; r < TRUST_ROLES; r++)
        if (trust_has_role(t, k, (enum trust_role_name)r))
            json_push(roles, json_string(trust_role_text((enum trust_role_name)r)));
    json_put_text(key, "id", k->key.id);
    json_put_text(key, "name", k->name);
    json_put_text(key, "algorithm", key_algorithm_name(k->key.algorithm));
    json_put_flag(key, "revoked", k->revoked);
    json_put(key, "roles", roles);
    json_put_number(key, "not_before", k->not_before);
    json_put_number(key, "not_after", k->not_after);
    if (k->lineages)
        json_put_texts(key, "lineages", k->lineages, names_in(k->lineages));
    return key;
}

static json_t *receipts_tree(const struct trust_environment *e)
{
    json_t *receipts = json_new_array();

    for (size_t i = 0; i < e->n_receipts; i++) {
        const struct trust_receipt *r = &e->receipts[i];
        json_t *receipt = json_new_object();
        json_put_text(receipt, "environment", r->environment);
        json_put_number(receipt, "min_age", r->min_age);
        json_put_number(receipt, "max_age", r->max_age);
        if (r->target_ids)
            json_put_texts(receipt, "targets", r->target_ids, names_in(r->target_ids));
        json_push(receipts, receipt);
    }
    return receipts;
}

static json_t *environment_tree(const struct trust_environment *e)
{
    json_t *environment = json_new_object(), *require = json_new_array();

    for (size_t r = 0; r < TRUST_ROLES; r++)
        if (e->require[r])
            json_push(require, json_string(trust_role_text((enum trust_role_name)r)));
    json_put(environment, "require", require);
    json_put_text(environment, "sslmode", e->sslmode);
    json_put_flag(environment, "any_login", e->any_login);
    json_put_texts(environment, "forbid", e->forbid, names_in(e->forbid));
    json_put_flag(environment, "widening_needs_approval", e->no_widening);
    json_put_text(environment, "breaking", breaking_text(e->breaking));
    json_put(environment, "receipts", receipts_tree(e));
    return environment;
}

json_t *trust_tree(const struct trust *t)
{
    json_t *tree = json_new_object(), *keys = json_new_array(), *roles = json_new_object();
    json_t *environments = json_new_object();

    for (size_t i = 0; i < t->n_keys; i++)
        json_push(keys, key_tree(t, &t->keys[i]));
    for (size_t r = 0; r < TRUST_ROLES; r++) {
        json_t *role = json_new_object();
        json_put_number(role, "keys", t->roles[r].n_keys);
        json_put_number(role, "threshold", t->roles[r].threshold);
        if (t->roles[r].defined)
            json_put(roles, trust_role_text((enum trust_role_name)r), role);
        else
            json_decref(role);
    }
    for (size_t i = 0; i < t->n_environments; i++)
        json_put(environments, t->environments[i].name, environment_tree(&t->environments[i]));
    json_put_text(tree, "result", "accepted");
    json_put_number(tree, "version", t->version);
    json_put_number(tree, "expires", t->expires);
    json_put_text(tree, "sha256", t->sha256);
    json_put(tree, "keys", keys);
    json_put(tree, "roles", roles);
    json_put(tree, "environments", environments);
    return tree;
}
