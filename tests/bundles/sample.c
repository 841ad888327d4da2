/*
 * sample: see sample.h.
 */
#include "sample.h"

#include "digest.h"

#include <criterion/criterion.h>

#define DIGEST_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define DIGEST_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define DIGEST_C "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
#define DIGEST_D "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"

static const char *const names[] = { "hub", "auth" };
static const char *const environments[] = { "prod", "staging" };
static const char *const roles[] = { "anon", "authenticated" };
static const char *const extensions[] = { "pgcrypto" };
static const char *const capabilities[] = { "alter_policy", "create_table", "dml", "insert" };
static const char *const first_states[] = { DIGEST_A, DIGEST_B };
static const char *const second_states[] = { DIGEST_B, DIGEST_C, DIGEST_D };

static const char first_sql[] = "-- accounts\n"
                                "CREATE TABLE hub.account (id int);\n"
                                "-- and a row; it's counted\n"
                                "INSERT INTO hub.account VALUES (1); /* done */\n";
static const char second_sql[] = "ALTER TABLE hub.account ADD name text;\n";
static const char index_sql[] = "CREATE INDEX CONCURRENTLY account_name ON hub.account (name)\n";
static const char rls[] = "{\n  \"format\": \"pgbale-rls/1\"\n}\n";

static struct bale_statement statement(const char *sql, const char *text, uint64_t line, const char *tag)
{
    const char *at = strstr(sql, text);

    return (struct bale_statement){
        .start = (uint64_t)(at - sql), .size = strlen(text), .line = line, .tag = tag
    };
}

static void first_migration(struct sample *s)
{
    struct bale_statement *st = s->statements[0][0];

    st[0] = statement(first_sql, "CREATE TABLE hub.account (id int)", 2, "CREATE TABLE");
    st[1] = statement(first_sql, "INSERT INTO hub.account VALUES (1)", 4, "INSERT");
    st[1].counted = true;
    st[1].least = 1;
    st[1].most = UINT64_MAX;
    s->steps[0][0] = (struct bale_step){
        .name = "010-tables.sql", .sql = bytes_of(first_sql), .statements = st, .n_statements = 2
    };
    s->clients[0][0] = (struct bale_client){ .name = "lndb", .breaks = false };
    s->states[0][0] = (struct bale_states){ .major = 15, .digests = first_states, .n_digests = 2 };
    s->migrations[0] = (struct bale_migration){
        .sequence = 1,
        .parent = BALE_GENESIS,
        .name = "0001-accounts",
        .version = "0.1.0",
        .description = "Accounts",
        .clients = s->clients[0],
        .n_clients = 1,
        .proof_major = 15,
        .states = s->states[0],
        .n_states = 1,
        .steps = s->steps[0],
        .n_steps = 1,
        .rls = bytes_of(rls),
        .capabilities = capabilities,
        .n_capabilities = countof(capabilities),
    };
}

static void second_migration(struct sample *s)
{
    s->statements[1][0][0] = statement(second_sql, "ALTER TABLE hub.account ADD name text", 1, "ALTER TABLE");
    s->statements[1][1][0] = statement(
        index_sql, "CREATE INDEX CONCURRENTLY account_name ON hub.account (name)", 1, "CREATE INDEX");
    s->statements[1][1][0].probe = (struct bale_probe){ "index", "hub", "account_name" };
    s->steps[1][0] = (struct bale_step){ .name = "010-tables.sql",
                                         .sql = bytes_of(second_sql),
                                         .statements = s->statements[1][0],
                                         .n_statements = 1 };
    s->steps[1][1] = (struct bale_step){ .name = "020-index.sql",
                                         .sql = bytes_of(index_sql),
                                         .standalone = true,
                                         .statements = s->statements[1][1],
                                         .n_statements = 1 };
    s->clients[1][0] = (struct bale_client){ .name = "lndb", .breaks = true, .min_version = "1.10.0" };
    s->states[1][0] = (struct bale_states){ .major = 15, .digests = second_states, .n_digests = 3 };
    s->states[1][1] = (struct bale_states){ .major = 16, .digests = second_states, .n_digests = 3 };
    s->migrations[1] = s->migrations[0];
    struct bale_migration *m = &s->migrations[1];
    m->sequence = 2;
    m->name = "0002-names";
    m->version = "0.2.0";
    m->description = "";
    m->clients = s->clients[1];
    m->states = s->states[1];
    m->n_states = 2;
    m->steps = s->steps[1];
    m->n_steps = 2;
    m->n_capabilities = 0;
}

struct sample *sample_new(struct arena *a)
{
    struct sample *s = arena_alloc(a, sizeof *s);

    first_migration(s);
    second_migration(s);
    s->bale = (struct bale){
        .lineage = "hub",
        .compiler = PGBALE_VERSION,
        .created = SAMPLE_TIME,
        .environments = environments,
        .n_environments = 2,
        .roles = roles,
        .n_roles = 2,
        .extensions = extensions,
        .n_extensions = 1,
        .schemas = names + 1,
        .n_schemas = 1,
        .managed = names,
        .n_managed = 1,
        .readers = roles,
        .n_readers = 2,
        .notice = { "pgrst", "reload schema" },
        .state_sql = bytes_of("SELECT 'state'::text\n"),
        .migrations = s->migrations,
        .n_migrations = SAMPLE_MIGRATIONS,
    };
    sample_finish(s);
    return s;
}

void sample_finish(struct sample *s)
{
    for (size_t i = 0; i < s->bale.n_migrations; i++) {
        struct bale_migration *m = &s->migrations[i];
        for (size_t t = 0; t < m->n_steps; t++)
            digest_hex(s->steps[i][t].sql, s->steps[i][t].sha256);
        if (i)
            m->parent = s->migrations[i - 1].id;
        bale_migration_id(m, m->id);
    }
}

struct fail *fail_new(struct arena *a)
{
    return arena_alloc(a, sizeof(struct fail));
}

struct private_key *key_new(void)
{
    struct private_key *key = NULL;
    struct fail f = { 0 };

    cr_assert(private_key_generate(KEY_ED25519, &key, &f), "%s", f.message);
    return key;
}

struct bytes sample_signed(struct arena *a, const struct private_key *const *keys)
{
    struct fail *f = fail_new(a);
    struct bytes now;

    cr_assert(bale_pack(a, &sample_new(a)->bale, &now, f), "%s: %s", f->name, f->message);
    for (; *keys; keys++)
        cr_assert(bale_add_signature(a, now, *keys, &now, f), "%s: %s", f->name, f->message);
    return now;
}

struct trust *trust_new(struct arena *a, const struct private_key *const *keys, size_t threshold)
{
    const struct public_key *halves[SIGNATURES_MOST];
    const char *labels[SIGNATURES_MOST];
    struct trust_draft d = { .keys = halves, .names = labels, .threshold = threshold };
    struct fail *f = fail_new(a);
    struct trust *t = NULL;
    struct bytes text;

    for (; keys[d.n_keys]; d.n_keys++) {
        halves[d.n_keys] = private_key_public(keys[d.n_keys]);
        labels[d.n_keys] = format(a, "key-%zu", d.n_keys);
    }
    cr_assert(trust_draft_text(a, &d, &text, f) && trust_parse(a, text, "trust.json", &t, f), "%s",
              f->message);
    return t;
}

bool open_bytes(struct arena *a, struct bytes bytes, const struct trust *t, struct bale **out, struct fail *f)
{
    struct sealed_bale sealed = { 0 };

    if (!sealed_copy(bytes, &sealed, f))
        return false;
    if (bale_open(a, &sealed, t, SAMPLE_TIME, NULL, out, f))
        return true;
    sealed_close(&sealed);
    return false;
}

struct bytes sign_anything(struct arena *a, struct bytes seal, struct bytes rest,
                           const struct private_key *key)
{
    struct fail *f = fail_new(a);
    struct text t = text_new(a);
    static const uint8_t zeros[FRAME_BLOCK];
    uint8_t header[FRAME_BLOCK];
    char name[FRAME_SIGNATURE_NAME];
    struct bytes raw;

    cr_assert(sign_statement(a, key, seal, &raw, f), "%s", f->message);
    frame_header(header, "seal.json", seal.size, SAMPLE_TIME);
    text_add_bytes(&t, header, sizeof header);
    text_add_bytes(&t, seal.at, seal.size);
    text_add_bytes(&t, zeros, (FRAME_BLOCK - seal.size % FRAME_BLOCK) % FRAME_BLOCK);
    frame_signature_name(name, private_key_public(key)->id);
    frame_header(header, name, raw.size, SAMPLE_TIME);
    text_add_bytes(&t, header, sizeof header);
    text_add_bytes(&t, raw.at, raw.size);
    text_add_bytes(&t, zeros, FRAME_BLOCK - raw.size);
    text_add_bytes(&t, rest.at, rest.size);
    return (struct bytes){ (const uint8_t *)t.at, t.size };
}
