/*
 * entry: see entry.h.
 */
#include "entry.h"

#include "pg.h"

static void add_field(struct text *t, const char *field)
{
    text_addf(t, "%zu:%s\n", strlen(field), field);
}

static void add_number(struct text *t, uint64_t number)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
    add_field(t, digits);
}

static void finish(const struct text *t, uint8_t out[DIGEST_SIZE])
{
    digest_raw((struct bytes){ (const uint8_t *)t->at, t->size }, out);
}

void entry_genesis(const char *environment, const char *lineage, const char *target_id, const char *created,
                   uint8_t out[DIGEST_SIZE])
{
    owned(arena_release) struct arena *a = arena_new();
    struct text t = text_new(a);

    text_add(&t, "pgbale-ledger/1\n");
    add_field(&t, environment);
    add_field(&t, lineage);
    add_field(&t, target_id);
    add_field(&t, created);
    finish(&t, out);
}

void entry_hash(const struct entry *e, const uint8_t prev[DIGEST_SIZE], uint8_t out[DIGEST_SIZE])
{
    owned(arena_release) struct arena *a = arena_new();
    struct text t = text_new(a);

    text_add(&t, "pgbale-ledger/1\n");
    text_add_bytes(&t, prev, DIGEST_SIZE);
    add_field(&t, e->lineage);
    add_number(&t, e->n);
    add_field(&t, e->kind);
    add_field(&t, e->bundle_id);
    add_number(&t, e->sequence);
    add_field(&t, e->migration_id);
    add_field(&t, e->name);
    add_field(&t, e->version);
    add_number(&t, e->segment);
    add_number(&t, e->fence);
    add_field(&t, e->xid);
    add_field(&t, e->at);
    add_field(&t, e->actor);
    add_field(&t, e->detail);
    add_field(&t, e->lock_hash);
    finish(&t, out);
}

bool entry_insert(struct wire *w, const struct entry *e, uint8_t prev[DIGEST_SIZE], struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(pg_clear) PGresult *r = NULL;
    uint8_t hash[DIGEST_SIZE];
    static const char sql[] =
        "SELECT pgbale.append($1, $2, $3, pg_catalog.decode($4, 'hex'), $5, pg_catalog.decode($6, 'hex'),"
        " $7, $8, $9, $10, $11, $12, $13, $14, pg_catalog.decode($15, 'hex'),"
        " pg_catalog.decode($16, 'hex'), pg_catalog.decode($17, 'hex'))";

    entry_hash(e, prev, hash);
    const char *values[] = {
        e->lineage,
        format(a, "%llu", (unsigned long long)e->n),
        e->kind,
        e->bundle_id,
        format(a, "%llu", (unsigned long long)e->sequence),
        e->migration_id,
        e->name,
        e->version,
        format(a, "%zu", e->segment),
        format(a, "%llu", (unsigned long long)e->fence),
        e->xid,
        e->at,
        e->actor,
        e->detail,
        e->lock_hash,
        hex_text(a, (struct bytes){ prev, DIGEST_SIZE }),
        hex_text(a, (struct bytes){ hash, DIGEST_SIZE }),
    };
    if (!wire_rows(w, "cannot write the ledger", sql, (int)countof(values), values, FAIL_TARGET, &r, f))
        return false;
    memcpy(prev, hash, DIGEST_SIZE);
    return true;
}
