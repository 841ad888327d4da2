/*
 * Trust stores: whatever is doubtful is refused.
 */
#include "trust.h"

#include "file.h"
#include "json.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <sys/stat.h>
#include <unistd.h>

/* A good store with two keys, as a tree to be spoilt. */
static json_t *draft(struct arena *a)
{
    static const char *const names[] = { "ci", "human" }, *const environments[] = { "prod", "staging" };
    const struct public_key *keys[2];
    struct fail *f = fail_new(a);
    struct bytes text;

    for (size_t i = 0; i < 2; i++) {
        owned(private_key_release) struct private_key *key = key_new();
        struct public_key *half = arena_alloc(a, sizeof *half);
        *half = *private_key_public(key);
        keys[i] = half;
    }
    struct trust_draft d = { keys, names, 2, 1, environments, 2 };
    cr_assert(trust_draft_text(a, &d, &text, f), "%s", f->message);
    json_t *tree = json_loadb((const char *)text.at, text.size, 0, NULL);
    cr_assert_not_null(tree);
    return tree;
}

static json_t *key_at(json_t *tree, size_t i)
{
    return json_array_get(json_object_get(tree, "keys"), i);
}

static json_t *release(json_t *tree)
{
    return json_object_get(json_object_get(tree, "roles"), "release");
}

static void refused(struct arena *a, json_t *tree, const char *name)
{
    struct fail *f = fail_new(a);
    struct trust *t = NULL;

    cr_expect(!trust_parse(a, json_canonical(a, tree), "trust.json", &t, f), "accepted, expected %s", name);
    cr_expect_str_eq(f->name, name, "%s: %s", f->name, f->message);
    cr_expect_eq(f->code, FAIL_BALE);
    cr_expect_null(t);
    json_decref(tree);
}

Test(trust, a_good_one)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(json_release) json_t *tree = draft(a);
    struct fail *f = fail_new(a);
    struct trust *t;

    cr_assert(trust_parse(a, json_canonical(a, tree), "trust.json", &t, f), "%s", f->message);
    cr_assert_eq(t->n_keys, 2);
    cr_assert(trust_has_role(t, &t->keys[1], ROLE_RELEASE) && !trust_has_role(t, &t->keys[1], ROLE_APPROVE));
    cr_assert_eq(trust_find(t, t->keys[1].key.id), &t->keys[1]);
    cr_assert_null(trust_find(t, "0"));
    cr_assert_str_eq(trust_environment_of(t, "prod")->sslmode, "verify-full");
    cr_assert_null(trust_environment_of(t, "test"));
}

Test(trust, what_is_refused)
{
    owned(arena_release) struct arena *a = arena_new();
    json_t *t;

    t = draft(a), json_put_text(t, "format", "pgbale-trust/2"), refused(a, t, "trust.value");
    t = draft(a), json_put_number(t, "version", 0), refused(a, t, "trust.range");
    t = draft(a), json_put_number(t, "extra", 0), refused(a, t, "trust.unknown-key");
    t = draft(a), json_object_del(t, "environments"), refused(a, t, "trust.missing-key");
    t = draft(a), json_put(t, "keys", json_new_array()), refused(a, t, "trust.keys");
    t = draft(a), json_put_text(key_at(t, 0), "more", "x"), refused(a, t, "trust.unknown-key");
    t = draft(a), json_put_text(key_at(t, 0), "algorithm", "ecdsa-p256"), refused(a, t, "trust.algorithm");
    t = draft(a), json_put_text(key_at(t, 0), "spki", "MCow!"), refused(a, t, "trust.spki");
    t = draft(a), json_put(key_at(t, 0), "lineages", json_new_array()), refused(a, t, "trust.lineages");
    t = draft(a), json_put_number(key_at(t, 0), "not_before", 5),
    json_put_number(key_at(t, 0), "not_after", 5), refused(a, t, "trust.dates");
    t = draft(a), json_array_append(json_object_get(t, "keys"), key_at(t, 0)),
    refused(a, t, "trust.duplicate-key-id");
    t = draft(a), json_object_set(key_at(t, 0), "id", json_object_get(key_at(t, 1), "id")),
    refused(a, t, "trust.id");
    t = draft(a), json_put_number(release(t), "threshold", 0), refused(a, t, "trust.threshold");
    t = draft(a), json_put_number(release(t), "threshold", 3), refused(a, t, "trust.threshold");
    t = draft(a), json_put(release(t), "threshold", json_integer(-1)), refused(a, t, "trust.range");
    t = draft(a), json_put(release(t), "keys", json_new_array()), refused(a, t, "trust.threshold");
    t = draft(a), json_array_append(json_object_get(release(t), "keys"), json_object_get(key_at(t, 0), "id")),
    refused(a, t, "trust.role-key");
    t = draft(a), json_array_append_new(json_object_get(release(t), "keys"), json_string("00")),
    refused(a, t, "trust.role-key");
    t = draft(a), json_object_del(json_object_get(t, "roles"), "release"), refused(a, t, "trust.missing-key");
    t = draft(a), json_object_set(json_object_get(t, "roles"), "king", release(t)),
    refused(a, t, "trust.role");
    t = draft(a), json_object_set(json_object_get(t, "roles"), "approve", release(t)),
    refused(a, t, "trust.duties");
    json_t *e;
    t = draft(a), e = json_object_get(json_object_get(t, "environments"), "prod");
    json_put_text(e, "sslmode", "prefer"), refused(a, t, "trust.sslmode");
    t = draft(a), e = json_object_get(json_object_get(t, "environments"), "prod");
    json_array_append_new(json_object_get(e, "require"), json_string("approve")), refused(a, t, "trust.role");
}

Test(trust, weak_keys)
{
    owned(arena_release) struct arena *a = arena_new();
    json_t *t = draft(a);

    /* The identity point. */
    json_put_text(key_at(t, 0), "spki", "MCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    refused(a, t, "trust.small-order");
    t = draft(a);
    /* Trailing bits of base64 that are not zero: a second spelling of the same bytes. */
    const char *good = json_string_value(json_object_get(key_at(t, 0), "spki"));
    char *bad = arena_text(a, good);
    bad[strlen(bad) - 2]++;
    json_put_text(key_at(t, 0), "spki", bad);
    refused(a, t, "trust.spki");
}

Test(trust, the_file)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(json_release) json_t *tree = draft(a);
    struct fail *f = fail_new(a);
    struct trust *t;
    char folder[] = "/tmp/pgbale-trust-XXXXXX";

    cr_assert_not_null(mkdtemp(folder));
    const char *path = format(a, "%s/trust.json", folder), *link = format(a, "%s/link.json", folder);
    cr_assert(file_write(path, json_canonical(a, tree), 0644, f));
    cr_expect(trust_read(a, path, &t, f), "%s", f->message);
    cr_assert(symlink("trust.json", link) == 0 && !trust_read(a, link, &t, f));
    cr_expect_str_eq(f->name, "trust.symlink");
    cr_assert(chmod(path, 0664) == 0 && !trust_read(a, path, &t, f));
    cr_expect_str_eq(f->name, "trust.permissions");
    cr_assert(!trust_read(a, folder, &t, f));
    cr_expect_str_eq(f->name, "trust.not-regular");
    cr_assert(!trust_read(a, format(a, "%s/none", folder), &t, f));
    cr_expect_eq(f->code, FAIL_USAGE);
    if (geteuid() == 0) {
        cr_assert(chmod(path, 0644) == 0 && chown(path, 65534, 65534) == 0 && !trust_read(a, path, &t, f));
        cr_expect_str_eq(f->name, "trust.owner");
    }
    cr_assert(file_remove_tree(folder, f));
}

/* The store's own mode is of no use where somebody else can put another file in its place. */
Test(trust, the_folders)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(json_release) json_t *tree = draft(a);
    struct fail *f = fail_new(a);
    struct trust *t;
    char folder[] = "/tmp/pgbale-trust-XXXXXX";

    cr_assert_not_null(mkdtemp(folder));
    const char *outer = format(a, "%s/outer", folder), *inner = format(a, "%s/outer/inner", folder);
    const char *path = format(a, "%s/trust.json", inner), *link = format(a, "%s/link", folder);
    cr_assert(file_make_folders(inner, f) && file_write(path, json_canonical(a, tree), 0644, f));
    cr_assert(chmod(outer, 0755) == 0 && chmod(inner, 0755) == 0);
    cr_expect(trust_read(a, path, &t, f), "%s", f->message);

    static const struct {
        mode_t outer, inner;
        bool good;
    } modes[] = { { 0755, 0777, false }, { 0755, 01777, true }, { 0777, 0755, false },
                  { 0755, 0757, false }, { 0700, 0700, true },  { 01777, 0700, true } };
    for (size_t i = 0; i < countof(modes); i++) {
        cr_assert(chmod(outer, modes[i].outer) == 0 && chmod(inner, modes[i].inner) == 0);
        cr_expect_eq(trust_read(a, path, &t, f), modes[i].good, "%zu: %s", i, f->message);
        if (!modes[i].good)
            cr_expect_str_eq(f->name, "trust.folder");
    }

    /* A link to a good folder, in a folder where others may put another link. */
    cr_assert(symlink("outer/inner", link) == 0);
    const char *through = format(a, "%s/link/trust.json", folder);
    cr_expect(trust_read(a, through, &t, f), "%s", f->message);
    cr_assert(chmod(folder, 0777) == 0 && !trust_read(a, through, &t, f));
    cr_expect_str_eq(f->name, "trust.folder");
    cr_assert(chmod(folder, 0755) == 0 && chdir(inner) == 0);
    cr_expect(trust_read(a, "trust.json", &t, f), "%s", f->message);
    cr_assert(chmod(outer, 0777) == 0 && !trust_read(a, "trust.json", &t, f));
    cr_expect_str_eq(f->name, "trust.folder");
    if (geteuid() == 0) {
        cr_assert(chmod(outer, 0755) == 0 && chown(outer, 65534, 65534) == 0 && !trust_read(a, path, &t, f));
        cr_expect_str_eq(f->name, "trust.folder");
    }
    cr_assert(chdir("/") == 0 && file_remove_tree(folder, f));
}
