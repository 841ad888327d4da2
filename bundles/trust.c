/*
 * trust: questions to a trust store, drafting one, and reading its file safely. trust_read.c parses.
 */
#define _GNU_SOURCE
#include "trust.h"

#include "check.h"
#include "digest.h"
#include "file.h"
#include "json.h"
#include "trust_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* --- the file --------------------------------------------------------------------------------- */

static bool not_regular(const char *path, struct fail *f)
{
    return fail_named(f, FAIL_BALE, "trust.not-regular", "the trust store \"%s\" is not a regular file",
                      path);
}

static bool owner_check(const char *path, const struct stat *st, struct fail *f)
{
    if (!S_ISREG(st->st_mode))
        return not_regular(path, f);
    if (st->st_uid != 0 && st->st_uid != geteuid()) {
        fail_named(f, FAIL_BALE, "trust.owner",
                   "the trust store \"%s\" belongs to user %u, neither root nor you", path,
                   (unsigned)st->st_uid);
        return fail_hint(f, "Its owner could trust any key. Copy it to a file of your own after reading it.");
    }
    if (st->st_mode & (S_IWGRP | S_IWOTH)) {
        fail_named(f, FAIL_BALE, "trust.permissions",
                   "the trust store \"%s\" can be changed by others (mode %04o)", path,
                   (unsigned)(st->st_mode & 07777));
        return fail_hint(f, "Run \"chmod go-w\" on it after checking that it holds what you expect.");
    }
    return true;
}

static bool read_checked(struct arena *a, const char *path, struct trust **out, struct fail *f)
{
    owned(file_close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    struct stat st;
    struct bytes content;

    if (fd < 0 && errno == ELOOP)
        return fail_named(f, FAIL_BALE, "trust.symlink", "the trust store \"%s\" is a symbolic link", path);
    if (fd < 0 && errno == EACCES && file_is_odd(path))
        return not_regular(path, f);
    if (fd < 0) {
        fail(f, errno == ENOENT || errno == ENOTDIR ? FAIL_USAGE : FAIL_FAILED,
             "cannot open the trust store \"%s\": %s", path, strerror(errno));
        return fail_hint(f, "\"pgbale keygen\" writes a first trust store next to the keys.");
    }
    if (fstat(fd, &st) != 0)
        return fail(f, FAIL_FAILED, "cannot read the trust store \"%s\": %s", path, strerror(errno));
    if (!owner_check(path, &st, f) || !trust_folder_check(path, f))
        return false;
    /* Read through the descriptor whose owner was checked, not through the path again. */
    if (!file_read_open(a, fd, path, TRUST_LIMIT, &content, f))
        return fail_context(f, "trust store");
    return trust_parse(a, content, path, out, f);
}

bool trust_read(struct arena *a, const char *path, struct trust **out, struct fail *f)
{
    if (read_checked(a, path, out, f))
        return true;
    if (!f->hint[0])
        fail_hint(
            f,
            "A trust store is a JSON file that says which keys may release; \"pgbale keygen --trust FILE\" "
            "writes a first one.");
    return false;
}

/* --- drafting --------------------------------------------------------------------------------- */

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
    json_put(all_roles, roles[ROLE_RELEASE], release);
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
