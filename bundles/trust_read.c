/*
 * trust_read: trust.json, parsed strictly. Whatever is doubtful is refused, never repaired.
 */
#include "trust.h"

#include "bale_name.h"
#include "digest.h"
#include "json.h"

#include <openssl/evp.h>

enum { NAME_MOST = 64, LINEAGES_MOST = 64, FORBID_MOST = 64, TARGETS_MOST = 64, SPKI_TEXT_MOST = 124 };

static const char *const ssl_modes[] = { "disable", "require", "verify-ca", "verify-full" };

static bool known(const char *const *list, size_t n, const char *text)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], text) == 0)
            return true;
    return false;
}

/* --- keys ------------------------------------------------------------------------------------- */

/* Base64 with exactly one spelling: what is read must encode to the same text again. */
static bool base64_read(struct arena *a, const char *text, struct bytes *out)
{
    size_t size = strlen(text);
    unsigned char *raw = arena_alloc(a, size + 4), *again = arena_alloc(a, size + 8);

    if (size % 4 != 0 || size == 0)
        return false;
    int got = EVP_DecodeBlock(raw, (const unsigned char *)text, (int)size);
    if (got < 0)
        return false;
    size_t bytes = (size_t)got - (text[size - 1] == '=') - (text[size - 2] == '=');
    EVP_EncodeBlock(again, raw, (int)bytes);
    *out = (struct bytes){ raw, bytes };
    return strcmp((const char *)again, text) == 0;
}

static bool read_lineages(struct arena *a, struct json_value *o, struct trust_key *key, struct fail *f)
{
    size_t n;

    if (!json_has(o, "lineages"))
        return true;
    if (!json_take_texts(a, o, "lineages", LINEAGES_MOST, NAME_MOST, &key->lineages, &n, f))
        return false;
    if (n == 0) {
        json_refuse(o, "lineages", "lineages", f, "is empty, so the key could sign nothing");
        return fail_hint(f, "Leave the field out to allow every lineage, or set \"revoked\": true.");
    }
    for (size_t i = 0; i < n; i++)
        if (!bale_lineage_valid(key->lineages[i]))
            return json_refuse(o, "lineages", "lineages", f, "\"%s\" is not a valid lineage",
                               key->lineages[i]);
    return true;
}

static bool optional_number(struct json_value *o, const char *key, uint64_t *out, struct fail *f)
{
    return !json_has(o, key) || json_take_number(o, key, (uint64_t)JSON_LARGEST, out, f);
}

static bool optional_flag(struct json_value *o, const char *key, bool *out, struct fail *f)
{
    return !json_has(o, key) || json_take_flag(o, key, out, f);
}

static bool read_key(struct arena *a, struct json_value *o, struct trust_key *key, struct fail *f)
{
    char id[ID_TEXT];
    const char *algorithm, *spki;
    struct bytes der;

    if (!json_take_digest(o, "id", id, f) || !json_take_text(a, o, "name", NAME_MOST, &key->name, f) ||
        !json_take_text(a, o, "algorithm", NAME_MOST, &algorithm, f) ||
        !json_take_text(a, o, "spki", SPKI_TEXT_MOST, &spki, f) ||
        !optional_number(o, "not_before", &key->not_before, f) ||
        !optional_number(o, "not_after", &key->not_after, f) ||
        !optional_flag(o, "revoked", &key->revoked, f) || !read_lineages(a, o, key, f) || !json_done(o, f))
        return false;
    if (!base64_read(a, spki, &der))
        return json_refuse(o, "spki", "spki", f, "is not base64 in its only accepted spelling");
    if (!public_key_from_spki(der, &key->key, f)) {
        /* key.small-order and so on become trust.small-order: the store is what is wrong. */
        char name[FAIL_NAME];
        snprintf(name, sizeof name, "trust.%s", f->name + strlen("key."));
        memcpy(f->name, name, sizeof name);
        return fail_context(f, "%s: %s (\"%s\")", o->document->file, json_path(a, o), key->name);
    }
    if (strcmp(key->key.id, id) != 0)
        return json_refuse(o, "id", "id", f, "is not the SHA-256 of the key's SPKI, which is %s",
                           key->key.id);
    if (strcmp(key_algorithm_name(key->key.algorithm), algorithm) != 0)
        return json_refuse(o, "algorithm", "algorithm", f, "is \"%s\", but the key is for %s", algorithm,
                           key_algorithm_name(key->key.algorithm));
    if (key->not_after && key->not_after <= key->not_before)
        return json_refuse(o, "not_after", "dates", f, "is not later than not_before");
    return true;
}

static bool read_keys(struct arena *a, struct json_value *root, struct trust *t, struct fail *f)
{
    struct json_value array;

    if (!json_take_array(root, "keys", TRUST_KEYS, &array, f))
        return false;
    size_t n = json_count(&array);
    struct trust_key *keys = arena_array(a, n, sizeof *keys);
    if (n == 0)
        return json_refuse(root, "keys", "keys", f, "is empty, so nothing could be trusted");
    for (size_t i = 0; i < n; i++) {
        struct json_value o;
        if (!json_object_at(&array, i, &o, f) || !read_key(a, &o, &keys[i], f))
            return false;
        for (size_t j = 0; j < i; j++)
            if (strcmp(keys[j].key.id, keys[i].key.id) == 0)
                return json_refuse(&o, "id", "duplicate-key-id", f, "the key is listed twice");
    }
    t->keys = keys;
    t->n_keys = n;
    return true;
}

/* --- roles ------------------------------------------------------------------------------------ */

static bool role_of(const char *text, enum trust_role_name *out)
{
    for (size_t r = 0; r < TRUST_ROLES; r++)
        if (strcmp(trust_role_text((enum trust_role_name)r), text) == 0) {
            *out = (enum trust_role_name)r;
            return true;
        }
    return false;
}

static bool read_role(struct arena *a, struct json_value *o, const struct trust *t, struct trust_role *role,
                      struct fail *f)
{
    const char *const *ids;
    uint64_t threshold;

    if (!json_take_texts(a, o, "keys", TRUST_KEYS, 64, &ids, &role->n_keys, f) ||
        !json_take_number(o, "threshold", (uint64_t)JSON_LARGEST, &threshold, f) || !json_done(o, f))
        return false;
    for (size_t i = 0; i < role->n_keys; i++) {
        const struct trust_key *key = trust_find(t, ids[i]);
        if (!key)
            return json_refuse(o, "keys", "role-key", f, "the key %s is not among the store's keys", ids[i]);
        role->keys[i] = (size_t)(key - t->keys);
        for (size_t j = 0; j < i; j++)
            if (role->keys[j] == role->keys[i])
                return json_refuse(o, "keys", "role-key", f, "the key %s is listed twice", ids[i]);
    }
    if (threshold < 1 || threshold > role->n_keys)
        return json_refuse(o, "threshold", "threshold", f, "is %llu, must be 1 to the number of keys, %zu",
                           (unsigned long long)threshold, role->n_keys);
    role->threshold = (size_t)threshold;
    role->defined = true;
    return true;
}

/* Whoever releases must not be able to approve the release or to certify that it was tested. */
static bool duties_check(const struct json_value *all, const struct trust *t, struct fail *f)
{
    for (size_t i = 0; i < t->n_keys; i++) {
        const struct trust_key *key = &t->keys[i];
        if (trust_has_role(t, key, ROLE_RELEASE) &&
            (trust_has_role(t, key, ROLE_APPROVE) || trust_has_role(t, key, ROLE_RECEIPT)))
            return json_refuse(
                all, NULL, "duties", f,
                "the key \"%s\" may release and also approve or certify; these must be different keys",
                key->name);
    }
    return true;
}

static bool read_roles(struct arena *a, struct json_value *root, struct trust *t, struct fail *f)
{
    struct json_value all;
    size_t n;

    if (!json_take_object(root, "roles", &all, f))
        return false;
    const char *const *names = json_keys(a, &all, &n);
    for (size_t i = 0; i < n; i++) {
        struct json_value o;
        enum trust_role_name role;
        if (!role_of(names[i], &role))
            return json_refuse(
                &all, names[i], "role", f,
                "the role is unknown; there are release, approve, receipt, breakglass and root");
        if (!json_take_object(&all, names[i], &o, f) || !read_role(a, &o, t, &t->roles[role], f))
            return false;
    }
    if (!t->roles[ROLE_RELEASE].defined)
        return json_refuse(&all, "release", "missing-key", f, "the role is missing");
    return duties_check(&all, t, f);
}

/* --- environments ----------------------------------------------------------------------------- */

static bool read_require(struct arena *a, struct json_value *o, const struct trust *t,
                         struct trust_environment *e, struct fail *f)
{
    const char *const *names;
    size_t n;

    e->require[ROLE_RELEASE] = true;
    if (!json_has(o, "require"))
        return true;
    if (!json_take_texts(a, o, "require", TRUST_ROLES, NAME_MOST, &names, &n, f))
        return false;
    for (size_t i = 0; i < n; i++) {
        enum trust_role_name role;
        if (!role_of(names[i], &role) || !t->roles[role].defined)
            return json_refuse(o, "require", "role", f, "the role \"%s\" is not defined in this store",
                               names[i]);
        e->require[role] = true;
    }
    return true;
}

static bool read_receipt(struct arena *a, struct json_value *o, const struct trust *t,
                         struct trust_receipt *r, struct fail *f)
{
    if (!t->roles[ROLE_RECEIPT].defined)
        return json_refuse(o, NULL, "role", f, "asks for a receipt, but the store has no role \"receipt\"");
    if (!json_take_text(a, o, "environment", NAME_MOST, &r->environment, f) ||
        !optional_number(o, "min_age", &r->min_age, f) || !optional_number(o, "max_age", &r->max_age, f))
        return false;
    if (r->max_age && r->max_age <= r->min_age)
        return json_refuse(o, "max_age", "dates", f, "is not greater than min_age");
    if (json_has(o, "targets") &&
        !json_take_texts(a, o, "targets", TARGETS_MOST, NAME_MOST, &r->target_ids, NULL, f))
        return false;
    if (r->target_ids && !r->target_ids[0])
        return json_refuse(o, "targets", "range", f, "is empty, so no receipt could be accepted");
    return json_done(o, f);
}

static bool read_receipts(struct arena *a, struct json_value *o, const struct trust *t,
                          struct trust_environment *e, struct fail *f)
{
    struct json_value array;

    if (!json_has(o, "receipts"))
        return true;
    if (!json_take_array(o, "receipts", TRUST_ENVIRONMENTS, &array, f))
        return false;
    e->n_receipts = json_count(&array);
    struct trust_receipt *list = arena_array(a, e->n_receipts, sizeof *list);
    for (size_t i = 0; i < e->n_receipts; i++) {
        struct json_value one;
        if (!json_object_at(&array, i, &one, f) || !read_receipt(a, &one, t, &list[i], f))
            return false;
        if (strcmp(list[i].environment, e->name) == 0)
            return json_refuse(&one, "environment", "environment", f,
                               "is the environment that asks for the receipt");
    }
    e->receipts = list;
    return true;
}

/* What is allowed to happen to access there. */
static bool read_rls(struct json_value *o, const struct trust *t, struct trust_environment *e, struct fail *f)
{
    if (!json_has(o, "rls"))
        return true;
    if (!json_take_exactly(o, "rls", "no-widening-without-approval", f))
        return false;
    if (!t->roles[ROLE_APPROVE].defined)
        return json_refuse(o, "rls", "rls", f, "asks for approvals, but nobody has the role approve");
    e->no_widening = true;
    return true;
}

static bool read_breaking(struct arena *a, struct json_value *o, const struct trust *t,
                          struct trust_environment *e, struct fail *f)
{
    static const char *const words[] = { "ask", "accept", "approval" };
    const char *word = words[BREAKING_ASK];

    if (json_has(o, "breaking") && !json_take_text(a, o, "breaking", NAME_MOST, &word, f))
        return false;
    if (!known(words, countof(words), word))
        return json_refuse(o, "breaking", "breaking", f, "must be ask, accept or approval");
    for (size_t i = 0; i < countof(words); i++)
        if (strcmp(words[i], word) == 0)
            e->breaking = (enum trust_breaking)i;
    if (e->breaking == BREAKING_APPROVAL && !t->roles[ROLE_APPROVE].defined)
        return json_refuse(o, "breaking", "breaking", f,
                           "asks for approvals, but nobody has the role approve");
    return true;
}

/* What a TCP connection has to be there. */
static bool read_connection(struct arena *a, struct json_value *o, struct trust_environment *e,
                            struct fail *f)
{
    const char *binding = "require";

    e->sslmode = "verify-full";
    if ((json_has(o, "sslmode") && !json_take_text(a, o, "sslmode", NAME_MOST, &e->sslmode, f)) ||
        (json_has(o, "channel_binding") && !json_take_text(a, o, "channel_binding", NAME_MOST, &binding, f)))
        return false;
    if (!known(ssl_modes, countof(ssl_modes), e->sslmode))
        return json_refuse(o, "sslmode", "sslmode", f, "must be disable, require, verify-ca or verify-full");
    e->any_login = strcmp(binding, "prefer") == 0;
    if (!e->any_login && strcmp(binding, "require") != 0)
        return json_refuse(o, "channel_binding", "channel-binding", f, "must be prefer or require");
    return true;
}

static bool read_environment(struct arena *a, struct json_value *o, const struct trust *t,
                             struct trust_environment *e, struct fail *f)
{
    static const char *const none[] = { NULL };

    e->forbid = none;
    if (!read_require(a, o, t, e, f) || !read_connection(a, o, e, f))
        return false;
    if (json_has(o, "forbid") &&
        !json_take_texts(a, o, "forbid", FORBID_MOST, NAME_MOST, &e->forbid, NULL, f))
        return false;
    return read_rls(o, t, e, f) && read_breaking(a, o, t, e, f) && read_receipts(a, o, t, e, f) &&
           json_done(o, f);
}

static bool read_environments(struct arena *a, struct json_value *root, struct trust *t, struct fail *f)
{
    struct json_value all;
    size_t n;

    if (!json_take_object(root, "environments", &all, f))
        return false;
    const char *const *names = json_keys(a, &all, &n);
    struct trust_environment *list = arena_array(a, n, sizeof *list);
    if (n > TRUST_ENVIRONMENTS)
        return json_refuse(root, "environments", "range", f, "has %zu entries, must have at most %d", n,
                           TRUST_ENVIRONMENTS);
    for (size_t i = 0; i < n; i++) {
        struct json_value o;
        if (!bale_name_valid(names[i]))
            return json_refuse(&all, NULL, "environment", f, "\"%s\" is not a valid environment", names[i]);
        list[i].name = names[i];
        if (!json_take_object(&all, names[i], &o, f) || !read_environment(a, &o, t, &list[i], f))
            return false;
    }
    t->environments = list;
    t->n_environments = n;
    return true;
}

bool trust_parse(struct arena *a, struct bytes from, const char *where, struct trust **out, struct fail *f)
{
    const struct json_document document = { .file = where, .topic = "trust", .code = FAIL_BALE };
    owned(json_release) json_t *tree = NULL;
    struct trust *t = arena_alloc(a, sizeof *t);
    struct json_value root;

    if (!json_load(from, &document, &tree, f) || !json_root(tree, &document, &root, f) ||
        !json_take_exactly(&root, "format", "pgbale-trust/1", f) ||
        !json_take_number(&root, "version", (uint64_t)JSON_LARGEST, &t->version, f) ||
        !optional_number(&root, "expires", &t->expires, f) || !read_keys(a, &root, t, f) ||
        !read_roles(a, &root, t, f) || !read_environments(a, &root, t, f) || !json_done(&root, f))
        return false;
    if (t->version == 0)
        return json_refuse(&root, "version", "range", f, "must be at least 1");
    digest_hex(from, t->sha256);
    *out = t;
    return true;
}
