/*
 * log_bales: see log_bales.h.
 *
 * As everywhere, the seal is parsed only after enough trusted keys have signed it: without a trust store it
 * is not parsed at all.
 */
#include "log_bales.h"

#include "json.h"
#include "pg.h"
#include "seal.h"

static const struct json_document document = { .file = "signatures of a stored bale",
                                               .topic = "ledger",
                                               .code = FAIL_TARGET };

static bool refuse(const char *id, const char *what, struct fail *f)
{
    return fail_named(f, FAIL_TARGET, "ledger.bale", "the stored bale %.12s %s", id, what);
}

static struct bytes raw_of(struct arena *a, const char *hex)
{
    size_t size = strlen(hex) / 2;
    uint8_t *raw = arena_alloc(a, size + 1);

    return hex_read(hex, raw, size) ? (struct bytes){ raw, size } : (struct bytes){ NULL, 0 };
}

/* Distinct keys of the role "release" that cover the lineage and whose signature holds. */
static bool count_signers(struct arena *a, json_t *tree, struct bytes seal, const char *id,
                          const char *lineage, const struct trust *trust, size_t *count, struct fail *f)
{
    struct json_value root, list;
    bool seen[TRUST_KEYS] = { false };

    if (!json_root(tree, &document, &root, f) || !json_take_array(&root, "list", SIGNATURES_MOST, &list, f))
        return false;
    *count = 0;
    for (size_t i = 0; i < json_count(&list); i++) {
        struct json_value one;
        char key_id[ID_TEXT];
        const char *raw;
        if (!json_object_at(&list, i, &one, f) || !json_take_digest(&one, "key_id", key_id, f) ||
            !json_take_text(a, &one, "raw", 2 * SIGNATURE_MOST, &raw, f))
            return false;
        const struct trust_key *key = trust_find(trust, key_id);
        if (!key || seen[key - trust->keys] || !trust_has_role(trust, key, ROLE_RELEASE) ||
            !trust_key_covers(key, lineage))
            continue;
        if (!signature_holds(&key->key, seal, raw_of(a, raw)))
            return refuse(id, "has a signature that does not hold", f);
        seen[key - trust->keys] = true;
        (*count)++;
    }
    return true;
}

static bool check_signatures(struct arena *a, const PGresult *r, int row, struct bytes seal,
                             const char *lineage, const struct trust *trust, struct fail *f)
{
    const char *id = PQgetvalue(r, row, 0);
    owned(json_release) json_t *tree = NULL;
    size_t count;

    if (!json_load(bytes_of(format(a, "{\"list\":%s}", PQgetvalue(r, row, 3))), &document, &tree, f) ||
        !count_signers(a, tree, seal, id, lineage, trust, &count, f))
        return false;
    if (count >= trust->roles[ROLE_RELEASE].threshold)
        return true;
    refuse(id, "is not signed by enough keys of the trust store", f);
    return fail_detail(f, "%zu of %zu", count, trust->roles[ROLE_RELEASE].threshold);
}

static bool check_manifest(struct arena *a, const PGresult *r, int row, struct bytes seal,
                           const char *lineage, struct fail *f)
{
    struct seal s;
    char digest[ID_TEXT];

    if (!seal_parse(a, seal, &s, f))
        return fail_context(f, "stored bale %.12s", PQgetvalue(r, row, 0));
    digest_hex(raw_of(a, PQgetvalue(r, row, 2)), digest);
    if (!text_equal(digest, s.manifest_sha256) || !text_equal(s.lineage, lineage))
        return refuse(PQgetvalue(r, row, 0), "has another manifest or lineage than its seal says", f);
    return true;
}

bool log_bales(struct wire *w, const char *lineage, const struct trust *trust, struct log_verdict *verdict,
               struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    static const char sql[] =
        "SELECT pg_catalog.encode(bundle_id, 'hex'), pg_catalog.encode(seal, 'hex'),"
        " pg_catalog.encode(manifest, 'hex'), signatures FROM pgbale.bundle ORDER BY sequence, bundle_id";

    if (!wire_rows(w, "cannot read the stored bales", sql, 0, NULL, FAIL_TARGET, &r, f))
        return false;
    for (int i = 0; i < PQntuples(r); i++) {
        owned(arena_release) struct arena *a = arena_new();
        struct bytes seal = raw_of(a, PQgetvalue(r, i, 1));
        char id[ID_TEXT];
        digest_hex(seal, id);
        if (!text_equal(id, PQgetvalue(r, i, 0)))
            return refuse(PQgetvalue(r, i, 0), "is not what its id says", f);
        verdict->bales++;
        if (!trust)
            continue;
        if (!check_signatures(a, r, i, seal, lineage, trust, f) || !check_manifest(a, r, i, seal, lineage, f))
            return false;
        verdict->signed_bales++;
    }
    return true;
}
