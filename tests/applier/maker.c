/*
 * maker: makes keys and signed bales for the applier's tests, without the compiler.
 *
 *   maker keys DIR                 writes DIR/key.pem and DIR/trust.json
 *   maker bale DIR OUT NAME...     packs the migrations DIR/NAME/ in this order into OUT
 *
 * DIR/state.sql is the state statement; steps are DIR/NAME/NNN-*.sql (split.h); a step whose name holds
 * "alone" is standalone. Variables: MAKER_DSN, an empty database where the steps are run to learn their
 * tags and digests; MAKER_LINEAGE; MAKER_ENVIRONMENTS, MAKER_ROLES, MAKER_EXTENSIONS, MAKER_SCHEMAS (words
 * with a space between); MAKER_NOT_AFTER; MAKER_FIRST, how many migrations to leave out at the beginning;
 * MAKER_MAJOR, a server major to claim instead of the real one; MAKER_READERS, MAKER_CHANNEL, what to
 * publish; MAKER_ROLE, who runs the steps. With a file DIR/NAME/breaks, the migration breaks the client
 * "lndb"; the file holds the least version that works, or nothing.
 */
#include "capabilities.h"
#include "digest.h"
#include "file.h"
#include "manifest.h"
#include "pack.h"
#include "pg.h"
#include "session.h"
#include "split.h"
#include "trust.h"

struct maker {
    struct arena *arena;
    PGconn *db;
    const char *folder;
    struct bytes state_sql;
    struct bale bale;
    unsigned major;
};

static const char *setting(const char *name, const char *preset)
{
    const char *value = getenv(name);

    return value && *value ? value : preset;
}

static const char *const *words(struct arena *a, const char *text, size_t *count)
{
    const char **list = arena_array(a, strlen(text) + 1, sizeof *list);

    for (*count = 0; *text; text += strspn(text, " ")) {
        size_t size = strcspn(text, " ");
        list[(*count)++] = arena_copy(a, text, size);
        text += size;
    }
    return list;
}

static bool read_state(struct maker *m, const char **out, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    const char *sql = arena_copy(m->arena, (const char *)m->state_sql.at, m->state_sql.size);

    if (!pg_run(m->db, "BEGIN", FAIL_FAILED, f) ||
        !pg_run(m->db, session_digest_settings(m->arena, false), FAIL_FAILED, f) ||
        !pg_rows(m->db, sql, 0, NULL, FAIL_FAILED, &r, f) || !pg_run(m->db, "ROLLBACK", FAIL_FAILED, f))
        return false;
    *out = arena_text(m->arena, PQgetvalue(r, 0, 0));
    return true;
}

static const char *tag_of(struct arena *a, PGresult *r)
{
    const char *answer = PQcmdStatus(r);
    size_t size = strcspn(answer, "0123456789");

    while (size && answer[size - 1] == ' ')
        size--;
    return arena_copy(a, answer, size);
}

/* Runs a statement to learn its tag; one whose tag is a lie is left alone. */
static bool learn(struct maker *m, const struct bale_step *step, struct bale_statement *s, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;
    const char *sql = arena_copy(m->arena, (const char *)step->sql.at + s->start, (size_t)s->size);
    struct session_step pins = { m->bale.schemas, m->bale.n_schemas, 0, step->standalone };

    if (s->tag)
        return true;
    if (!pg_run(m->db, session_step_settings(m->arena, &pins), FAIL_FAILED, f) ||
        !pg_rows(m->db, sql, 0, NULL, FAIL_FAILED, &r, f))
        return fail_context(f, "%s line %llu", step->name, (unsigned long long)s->line);
    s->tag = tag_of(m->arena, r);
    return true;
}

/* Reads a step and runs it; states are added as segments end. */
static bool make_step(struct maker *m, const char *folder, struct bale_step *step, struct fail *f)
{
    struct bytes sql;

    if (!file_read(m->arena, format(m->arena, "%s/%s", folder, step->name), FILE_LARGE, &sql, f))
        return false;
    step->sql = sql;
    step->standalone = strstr(step->name, "alone") != NULL;
    digest_hex(sql, step->sha256);
    step->statements = split_statements(m->arena, sql, step->standalone, &step->n_statements);
    return true;
}

static bool run_segment(struct maker *m, struct bale_step *steps, const struct bale_segment *segment,
                        struct fail *f)
{
    if (!segment->standalone && !pg_run(m->db, "BEGIN", FAIL_FAILED, f))
        return false;
    for (size_t i = segment->first_step; i < segment->first_step + segment->n_steps; i++)
        for (size_t s = 0; s < steps[i].n_statements; s++) {
            struct bale_statement *statement = (struct bale_statement *)(uintptr_t)&steps[i].statements[s];
            if ((!segment->standalone || s == segment->statement) && !learn(m, &steps[i], statement, f))
                return false;
        }
    return segment->standalone || pg_run(m->db, "COMMIT", FAIL_FAILED, f);
}

static bool make_states(struct maker *m, struct bale_migration *migration, struct bale_step *steps,
                        struct fail *f)
{
    size_t n = 0;
    const struct bale_segment *segments = bale_segments(m->arena, migration, &n);
    const char **digests = arena_array(m->arena, n + 1, sizeof *digests);
    struct bale_states *states = arena_alloc(m->arena, sizeof *states);

    if (!read_state(m, &digests[0], f))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!run_segment(m, steps, &segments[i], f) || !read_state(m, &digests[i + 1], f))
            return false;
    *states = (struct bale_states){ m->major, digests, n + 1 };
    migration->states = states;
    migration->n_states = 1;
    migration->proof_major = m->major;
    return true;
}

static const struct bale_client *make_clients(struct maker *m, const char *folder, size_t *count)
{
    struct bale_client *client = arena_alloc(m->arena, sizeof *client);

    const char *path = format(m->arena, "%s/breaks", folder);
    struct bytes least = { NULL, 0 };
    struct fail ignored;

    *client = (struct bale_client){ "lndb", file_exists(path), NULL };
    if (client->breaks && file_read(m->arena, path, FILE_SMALL, &least, &ignored) && least.size)
        client->min_version = arena_copy(m->arena, least.at, strcspn((const char *)least.at, "\n"));
    *count = 1;
    return client;
}

static bool make_migration(struct maker *m, const char *name, uint64_t sequence, const char *parent,
                           struct bale_migration *out, struct fail *f)
{
    const char *folder = format(m->arena, "%s/%s", m->folder, name);
    struct names names;

    if (!file_tree(m->arena, folder, ".sql", &names, f))
        return false;
    struct bale_step *steps = arena_array(m->arena, names.count, sizeof *steps);
    for (size_t i = 0; i < names.count; i++) {
        steps[i].name = names.at[i];
        if (!make_step(m, folder, &steps[i], f))
            return false;
    }
    *out = (struct bale_migration){
        .sequence = sequence,
        .parent = parent,
        .name = name,
        .version = format(m->arena, "0.%llu.0", (unsigned long long)sequence),
        .description = "a test",
        .steps = steps,
        .n_steps = names.count,
        .rls = bytes_of("{\n  \"format\": \"pgbale-rls/1\"\n}\n"),
    };
    out->clients = make_clients(m, folder, &out->n_clients);
    if (!make_states(m, out, steps, f))
        return false;
    set_capabilities(m->arena, out);
    bale_migration_id(out, out->id);
    return true;
}

static bool sign_and_write(struct maker *m, const char *path, struct fail *f)
{
    owned(private_key_release) struct private_key *key = NULL;
    struct bytes unsigned_bale, bale;

    return private_key_read(m->arena, format(m->arena, "%s/key.pem", m->folder), NULL, &key, f) &&
           bale_pack(m->arena, &m->bale, &unsigned_bale, f) &&
           bale_add_signature(m->arena, unsigned_bale, key, &bale, f) && file_write(path, bale, 0644, f);
}

static bool make_bale(struct maker *m, const char *path, char **names, size_t n, struct fail *f)
{
    struct bale_migration *migrations = arena_array(m->arena, n, sizeof *migrations);
    size_t first = strtoul(setting("MAKER_FIRST", "0"), NULL, 10);
    struct bale *b = &m->bale;
    static const char *const managed[] = { "public" };

    if (!file_read(m->arena, format(m->arena, "%s/state.sql", m->folder), FILE_SMALL, &m->state_sql, f) ||
        !pg_connect(getenv("MAKER_DSN"), "maker", NULL, &m->db, f))
        return false;
    m->major = (unsigned)strtoul(
        setting("MAKER_MAJOR", format(m->arena, "%d", PQserverVersion(m->db) / 10000)), NULL, 10);
    *b = (struct bale){ .lineage = setting("MAKER_LINEAGE", "hub"),
                        .compiler = PGBALE_VERSION,
                        .managed = managed };
    b->n_managed = 1;
    b->state_sql = m->state_sql;
    b->environments = words(m->arena, setting("MAKER_ENVIRONMENTS", ""), &b->n_environments);
    b->roles = words(m->arena, setting("MAKER_ROLES", ""), &b->n_roles);
    b->extensions = words(m->arena, setting("MAKER_EXTENSIONS", ""), &b->n_extensions);
    b->schemas = words(m->arena, setting("MAKER_SCHEMAS", ""), &b->n_schemas);
    b->readers = words(m->arena, setting("MAKER_READERS", ""), &b->n_readers);
    b->role = setting("MAKER_ROLE", NULL);
    if (getenv("MAKER_CHANNEL"))
        b->notice = (struct bale_notice){ getenv("MAKER_CHANNEL"), "reload schema" };
    b->not_after = strtoull(setting("MAKER_NOT_AFTER", "0"), NULL, 10);
    for (size_t i = 0; i < n; i++)
        if (!make_migration(m, names[i], i + 1, i ? migrations[i - 1].id : BALE_GENESIS, &migrations[i], f))
            return fail_context(f, "%s", names[i]);
    b->migrations = migrations + first;
    b->n_migrations = n - first;
    return sign_and_write(m, path, f);
}

static bool make_keys(struct arena *a, const char *folder, struct fail *f)
{
    owned(private_key_release) struct private_key *key = NULL;
    struct bytes pem, trust;
    static const char *const names[] = { "release" }, *const environments[] = { "prod", "staging" };

    if (!private_key_generate(KEY_ED25519, &key, f) || !private_key_pem(a, key, NULL, &pem, f))
        return false;
    const struct public_key *keys[] = { private_key_public(key) };
    struct trust_draft draft = { keys, names, 1, 1, environments, 2 };
    return trust_draft_text(a, &draft, &trust, f) &&
           file_write(format(a, "%s/key.pem", folder), pem, 0600, f) &&
           file_write(format(a, "%s/trust.json", folder), trust, 0644, f);
}

int main(int argc, char **argv)
{
    owned(arena_release) struct arena *a = arena_new();
    struct fail *f = arena_alloc(a, sizeof *f);
    bool good = false;

    crypto_start();
    if (argc == 3 && text_equal(argv[1], "keys")) {
        good = make_keys(a, argv[2], f);
    } else if (argc > 4 && text_equal(argv[1], "bale")) {
        struct maker m = { .arena = a, .folder = argv[2] };
        good = make_bale(&m, argv[3], argv + 4, (size_t)argc - 4, f);
        pg_finish(&m.db);
    } else {
        fail(f, FAIL_USAGE, "usage: maker keys DIR | maker bale DIR OUT NAME...");
    }
    if (!good)
        fail_print(f, "maker", stderr);
    return good ? 0 : (int)f->code;
}
