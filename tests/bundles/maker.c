/*
 * maker: writes the sample bale, its key and a trust store into a folder, for tests that are scripts.
 *
 * Usage: maker FOLDER [p256]. Also writes json-NN.json: values whose canonical form jq must agree with;
 * first.bale, which sample.bale continues; other.bale, which continues first.bale in another way.
 */
#include "file.h"
#include "json.h"
#include "sample.h"

/* A policy whose name tries to paint the terminal, and a section that this version does not know. */
static const char rich_rls[] =
    "{\"format\":\"pgbale-rls/1\","
    "\"analysis\":1,\"counts\":{\"narrows\":0,\"unproven\":0,\"widens\":1},"
    "\"cells\":[{\"object\":\"hub.account\",\"kind\":\"table\",\"roles\":[\"anon\"],\"commands\":[\"INSERT\"]"
    ","
    "\"class\":\"widens\",\"before\":{\"access\":\"none\",\"why\":\"no "
    "grant\"},\"after\":{\"access\":\"all\"},"
    "\"reasons\":[\"a grant was added\"]}],"
    "\"tables\":[{\"name\":\"hub.account\",\"after\":{\"enabled\":true,\"forced\":true}},"
    "{\"name\":\"hub.old\",\"before\":{\"enabled\":true,\"forced\":false}}],"
    "\"policies\":[{\"table\":\"hub.account\",\"name\":\"own \\u001b[31m\\u202erows\",\"change\":\"added\","
    "\"after\":{\"permissive\":true,\"command\":\"SELECT\",\"roles\":[\"authenticated\"],\"using\":\"(id "
    "=\\n 1)\"}}],"
    "\"grants\":[{\"object\":\"TABLE "
    "hub.account\",\"grantee\":\"anon\",\"before\":[\"SELECT\"],\"after\":[\"INSERT\"]},"
    "{\"object\":\"TABLE "
    "hub.account\",\"column\":\"name\",\"grantee\":\"anon\",\"before\":[],\"after\":[\"UPDATE\"]}],"
    "\"later\":[{\"unknown\":1}]}";

static const char *const values[] = {
    "{}",
    "{\"a\":[],\"b\":{},\"Z\":[[1],[{\"x\":[]}]],\"\":0}",
    "[\"\\u0001\\u0008\\u000b\\u001f\\u007f\\u0080\\u009f\\u00a0\\u2028\\ufeff\\ud83d\\ude00\"]",
    "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
    "{\"\\u00e9\":1,\"e\":2,\"\\uffff\":3,\"\\ud83d\\ude00\":4,\"z\":5,\"A\":6}",
    "[9007199254740991,-9007199254740991,0,true,false]",
};

static bool write_values(struct arena *a, const char *folder, struct fail *f)
{
    const struct json_document document = { .file = "value", .topic = "value", .code = FAIL_BALE };

    for (size_t i = 0; i < countof(values); i++) {
        owned(json_release) json_t *tree = NULL;
        if (!json_load(bytes_of(values[i]), &document, &tree, f) ||
            !file_write(format(a, "%s/json-%zu.json", folder, i), json_canonical(a, tree), 0644, f))
            return false;
    }
    return true;
}

static struct sample *rich_sample(struct arena *a)
{
    struct sample *s = sample_new(a);
    owned(json_release) json_t *rls = json_loads(rich_rls, 0, NULL);

    s->migrations[0].rls = json_canonical(a, rls);
    return s;
}

static bool write_others(struct arena *a, const char *folder, struct private_key *key, struct fail *f)
{
    struct sample *first = rich_sample(a), *other = rich_sample(a);
    struct bytes now;

    sample_finish(first);
    first->bale.n_migrations = 1;
    other->migrations[1].version = "0.3.0";
    sample_finish(other);
    return bale_pack(a, &first->bale, &now, f) && bale_add_signature(a, now, key, &now, f) &&
           file_write(format(a, "%s/first.bale", folder), now, 0644, f) &&
           bale_pack(a, &other->bale, &now, f) && bale_add_signature(a, now, key, &now, f) &&
           file_write(format(a, "%s/other.bale", folder), now, 0644, f);
}

static bool write_bale(struct arena *a, const char *folder, struct private_key *key, struct fail *f)
{
    struct sample *s = rich_sample(a);
    struct bytes now;

    sample_finish(s);
    return bale_pack(a, &s->bale, &now, f) &&
           file_write(format(a, "%s/unsigned.bale", folder), now, 0644, f) &&
           bale_add_signature(a, now, key, &now, f) &&
           file_write(format(a, "%s/sample.bale", folder), now, 0644, f);
}

static bool make(struct arena *a, const char *folder, struct private_key *key, struct fail *f)
{
    static const char *const name = "ci", *const environments[] = { "prod", "staging" };
    const struct public_key *half = private_key_public(key);
    struct trust_draft d = { &half, &name, 1, 1, environments, 2 };
    struct bytes trust, pem;

    return write_values(a, folder, f) && write_bale(a, folder, key, f) && write_others(a, folder, key, f) &&
           trust_draft_text(a, &d, &trust, f) &&
           file_write(format(a, "%s/trust.json", folder), trust, 0644, f) &&
           file_write(format(a, "%s/key.pub", folder), public_key_pem(a, half), 0644, f) &&
           private_key_pem(a, key, NULL, &pem, f) &&
           file_write(format(a, "%s/key.pem", folder), pem, 0600, f);
}

int main(int argc, char **argv)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(private_key_release) struct private_key *key = NULL;
    struct fail *f = fail_new(a);
    bool p256 = argc == 3 && strcmp(argv[2], "p256") == 0;

    if (argc < 2 || !private_key_generate(p256 ? KEY_P256 : KEY_ED25519, &key, f) ||
        !make(a, argv[1], key, f)) {
        fail_print(f, "maker", stderr);
        return 1;
    }
    return 0;
}
