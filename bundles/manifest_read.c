/*
 * manifest_read: manifest.json into `struct bale`, strictly. Rules about the values are in check.c.
 */
#include "manifest.h"

#include "check.h"
#include "frame.h"
#include "manifest_fold.h"
#include "semver.h"

enum { TEXT_MOST = 1000, NAMES_MOST = 1000, MAJORS_MOST = 32 };

static const struct json_document document = {
    .file = "manifest.json", .topic = "manifest", .code = FAIL_BALE, .canonical = true
};

/* --- the record ------------------------------------------------------------------------------- */

static bool read_clients(struct arena *a, struct json_value *record, struct bale_migration *m, struct fail *f)
{
    struct json_value breaks, least;
    size_t n;

    if (!json_take_object(record, "breaks", &breaks, f) || !json_take_object(record, "min_client", &least, f))
        return false;
    const char *const *names = json_keys(a, &breaks, &n);
    if (n > BALE_CLIENTS)
        return json_refuse(&breaks, NULL, "range", f, "has %zu clients, must have at most %d", n,
                           BALE_CLIENTS);
    struct bale_client *clients = arena_array(a, n, sizeof *clients);
    for (size_t i = 0; i < n; i++) {
        clients[i].name = names[i];
        if (!json_take_flag(&breaks, names[i], &clients[i].breaks, f))
            return false;
        if (json_has(&least, names[i]) &&
            !json_take_text(a, &least, names[i], SEMVER_TEXT, &clients[i].min_version, f))
            return false;
    }
    m->clients = clients;
    m->n_clients = n;
    return json_done(&least, f);
}

/* Row expectations go to the statements that they are about, which are read after the record. */
static bool read_expectations(struct json_value *step, struct bale_step *of, struct fail *f)
{
    struct bale_statement *statements = (struct bale_statement *)(uintptr_t)of->statements;
    struct json_value list;

    if (!json_has(step, "expect"))
        return true;
    if (!json_take_array(step, "expect", BALE_STATEMENTS, &list, f))
        return false;
    for (size_t i = 0; i < json_count(&list); i++) {
        struct json_value one;
        uint64_t index, least, most = UINT64_MAX;
        if (!json_object_at(&list, i, &one, f) ||
            !json_take_number(&one, "statement", BALE_STATEMENTS, &index, f) ||
            !json_take_number(&one, "least", (uint64_t)JSON_LARGEST, &least, f))
            return false;
        if (json_has(&one, "most") && !json_take_number(&one, "most", (uint64_t)JSON_LARGEST, &most, f))
            return false;
        if (!json_done(&one, f))
            return false;
        if (index >= of->n_statements || statements[index].counted)
            return json_refuse(&one, "statement", "range", f,
                               "names no statement, or one that was named before");
        statements[index].counted = true;
        statements[index].least = least;
        statements[index].most = most;
    }
    return true;
}

static bool read_statement(struct arena *a, struct json_value *o, struct bale_statement *s, struct fail *f)
{
    struct json_value probe;

    if (!json_take_number(o, "start", BALE_STEP_SIZE, &s->start, f) ||
        !json_take_number(o, "size", BALE_STEP_SIZE, &s->size, f) ||
        !json_take_number(o, "line", BALE_STEP_SIZE, &s->line, f) ||
        !json_take_text(a, o, "tag", BALE_NAME, &s->tag, f))
        return false;
    if (json_has(o, "probe")) {
        if (!json_take_object(o, "probe", &probe, f) ||
            !json_take_text(a, &probe, "kind", BALE_NAME, &s->probe.kind, f))
            return false;
        if (json_has(&probe, "schema") &&
            !json_take_text(a, &probe, "schema", TEXT_MOST, &s->probe.schema, f))
            return false;
        if (json_has(&probe, "name") && !json_take_text(a, &probe, "name", TEXT_MOST, &s->probe.name, f))
            return false;
        if (json_has(&probe, "table") && !json_take_text(a, &probe, "table", TEXT_MOST, &s->probe.table, f))
            return false;
        if (json_has(&probe, "value") && !json_take_text(a, &probe, "value", TEXT_MOST, &s->probe.value, f))
            return false;
        if (!json_done(&probe, f))
            return false;
    }
    return json_done(o, f);
}

/* The statements of a list that was taken out of the manifest. */
static bool read_folded(struct arena *a, struct fold *fold, const struct json_value *list,
                        struct bale_statement *statements, size_t n, struct fail *f)
{
    owned(arena_release) struct arena *draft = arena_new();
    struct fold_reader reader = fold_reader_new(draft, fold);

    for (size_t i = 0; i < n; i++) {
        owned(json_release) json_t *one = fold_next(&reader);
        struct json_value o = { .document = list->document, .parent = list, .index = i, .json = one };
        if (!one)
            return json_refuse(&o, NULL, "type", f, "must be an object");
        if (!read_statement(a, &o, &statements[i], f))
            return false;
        fold_compare(&reader, one);
    }
    return fold_done(&reader) || json_refuse(list, NULL, "not-canonical", f, "not in canonical form");
}

static bool read_statements(struct arena *a, struct fold *fold, const struct json_value *list,
                            struct bale_step *step, struct fail *f)
{
    size_t n = json_count(list);

    if (fold && (n > 0 || fold->taken == fold->n_lists || fold->lists[fold->taken].count > BALE_STATEMENTS))
        return json_refuse(list, NULL, "range", f, "has not the statements that were taken out");
    if (fold)
        n = fold->lists[fold->taken].count;
    struct bale_statement *statements = arena_array(a, n, sizeof *statements);
    if (fold && !read_folded(a, fold, list, statements, n, f))
        return false;
    for (size_t i = 0; !fold && i < n; i++) {
        struct json_value o;
        if (!json_object_at(list, i, &o, f) || !read_statement(a, &o, &statements[i], f))
            return false;
    }
    step->statements = statements;
    step->n_statements = n;
    return true;
}

/* One step is described twice: what its id covers in the record, the rest beside it. */
static bool read_step(struct arena *a, struct fold *fold, struct json_value *bound, struct json_value *beside,
                      struct bale_step *step, struct fail *f)
{
    struct json_value list;

    return json_take_text(a, bound, "name", BALE_NAME, &step->name, f) &&
           json_take_digest(bound, "sha256", step->sha256, f) &&
           json_take_flag(bound, "standalone", &step->standalone, f) &&
           json_take_exactly(beside, "name", step->name, f) &&
           json_take_array(beside, "statements", BALE_STATEMENTS, &list, f) &&
           read_statements(a, fold, &list, step, f) && read_expectations(bound, step, f) &&
           json_done(bound, f) && json_done(beside, f);
}

static bool read_steps(struct arena *a, struct fold *fold, struct json_value *record,
                       struct json_value *migration, struct bale_migration *m, struct fail *f)
{
    struct json_value bound, beside;

    if (!json_take_array(record, "steps", BALE_STEPS, &bound, f) ||
        !json_take_array(migration, "steps", BALE_STEPS, &beside, f))
        return false;
    m->n_steps = json_count(&bound);
    if (json_count(&beside) != m->n_steps)
        return json_refuse(&beside, NULL, "range", f, "has %zu elements, the record has %zu",
                           json_count(&beside), m->n_steps);
    struct bale_step *steps = arena_array(a, m->n_steps, sizeof *steps);
    for (size_t i = 0; i < m->n_steps; i++) {
        struct json_value one, other;
        if (!json_object_at(&bound, i, &one, f) || !json_object_at(&beside, i, &other, f) ||
            !read_step(a, fold, &one, &other, &steps[i], f))
            return false;
    }
    m->steps = steps;
    return true;
}

/* --- states ----------------------------------------------------------------------------------- */

static bool read_digests(struct arena *a, struct json_value *o, const char *key, struct bale_states *s,
                         struct fail *f)
{
    return json_take_texts(a, o, key, BALE_STEPS * (size_t)BALE_STATEMENTS, ID_TEXT - 1, &s->digests,
                           &s->n_digests, f);
}

static int by_major(const void *a, const void *b)
{
    const struct bale_states *x = a, *y = b;

    return (x->major > y->major) - (x->major < y->major);
}

static bool read_states(struct arena *a, struct json_value *record, struct json_value *migration,
                        struct bale_migration *m, struct fail *f)
{
    struct json_value state, others;
    uint64_t major;
    size_t n;

    if (!json_take_object(record, "state", &state, f) || !json_take_object(migration, "states", &others, f))
        return false;
    const char *const *majors = json_keys(a, &others, &n);
    if (n > MAJORS_MOST)
        return json_refuse(&others, NULL, "range", f, "has more than %d server versions", MAJORS_MOST);
    struct bale_states *states = arena_array(a, n + 1, sizeof *states);
    if (!json_take_number(&state, "major", 999, &major, f) ||
        !read_digests(a, &state, "digests", &states[0], f) || !json_done(&state, f))
        return false;
    m->proof_major = states[0].major = (unsigned)major;
    for (size_t i = 0; i < n; i++) {
        if (majors[i][0] == '0' || !number_read(majors[i], 999, &major))
            return json_refuse(&others, NULL, "value", f, "\"%s\" is not a major version of PostgreSQL",
                               majors[i]);
        states[i + 1].major = (unsigned)major;
        if (!read_digests(a, &others, majors[i], &states[i + 1], f))
            return false;
    }
    qsort(states, n + 1, sizeof *states, by_major);
    m->states = states;
    m->n_states = n + 1;
    return true;
}

/* --- migrations and the rest ------------------------------------------------------------------ */

static bool read_migration(struct arena *a, struct fold *fold, struct json_value *o, struct bale_migration *m,
                           struct fail *f)
{
    struct json_value record;
    char rls[ID_TEXT]; /* compared as part of the id, once the member is known */

    return json_take_digest(o, "id", m->id, f) && json_take_object(o, "record", &record, f) &&
           json_take_exactly(&record, "format", MIGRATION_FORMAT, f) &&
           json_take_text(a, &record, "parent", ID_TEXT - 1, &m->parent, f) &&
           json_take_number(&record, "sequence", (uint64_t)JSON_LARGEST, &m->sequence, f) &&
           json_take_text(a, &record, "name", BALE_NAME, &m->name, f) &&
           json_take_text(a, &record, "version", SEMVER_TEXT, &m->version, f) &&
           read_clients(a, &record, m, f) && read_steps(a, fold, &record, o, m, f) &&
           json_take_digest(&record, "rls", rls, f) && read_states(a, &record, o, m, f) &&
           json_done(&record, f) &&
           json_take_maybe_empty(a, o, "description", TEXT_MOST, &m->description, f) &&
           json_take_texts(a, o, "capabilities", NAMES_MOST, BALE_NAME, &m->capabilities, &m->n_capabilities,
                           f) &&
           json_done(o, f);
}

static bool read_migrations(struct arena *a, struct fold *fold, struct json_value *root, struct bale *b,
                            struct fail *f)
{
    struct json_value list;

    if (!json_take_array(root, "migrations", BALE_MIGRATIONS, &list, f))
        return false;
    b->n_migrations = json_count(&list);
    struct bale_migration *migrations = arena_array(a, b->n_migrations, sizeof *migrations);
    for (size_t i = 0; i < b->n_migrations; i++) {
        struct json_value o;
        if (!json_object_at(&list, i, &o, f) || !read_migration(a, fold, &o, &migrations[i], f))
            return false;
    }
    b->migrations = migrations;
    return true;
}

static bool read_files(struct arena *a, struct json_value *root, const struct manifest_file **out, size_t *n,
                       struct fail *f)
{
    struct json_value list;

    if (!json_take_array(root, "files", MANIFEST_FILES, &list, f))
        return false;
    size_t count = json_count(&list);
    struct manifest_file *files = arena_array(a, count, sizeof *files);
    for (size_t i = 0; i < count; i++) {
        struct json_value o;
        uint64_t size;
        if (!json_object_at(&list, i, &o, f) ||
            !json_take_text(a, &o, "path", BALE_NAME, &files[i].path, f) ||
            !json_take_digest(&o, "sha256", files[i].sha256, f) ||
            !json_take_number(&o, "size", BALE_SIZE_LIMIT, &size, f) || !json_done(&o, f))
            return false;
        files[i].content.size = (size_t)size;
    }
    *out = files;
    *n = count;
    return true;
}

static bool read_requires(struct arena *a, struct json_value *root, struct bale *b, struct fail *f)
{
    struct json_value o;

    return json_take_object(root, "requires", &o, f) &&
           json_take_texts(a, &o, "roles", NAMES_MOST, TEXT_MOST, &b->roles, &b->n_roles, f) &&
           json_take_texts(a, &o, "extensions", NAMES_MOST, TEXT_MOST, &b->extensions, &b->n_extensions, f) &&
           json_take_texts(a, &o, "schemas", NAMES_MOST, TEXT_MOST, &b->schemas, &b->n_schemas, f) &&
           json_done(&o, f);
}

static bool read_session(struct arena *a, struct json_value *root, struct bale *b, struct fail *f)
{
    struct json_value o;

    return !json_has(root, "session") ||
           (json_take_object(root, "session", &o, f) &&
            json_take_text(a, &o, "role", BALE_NAME, &b->role, f) && json_done(&o, f));
}

static bool read_publish(struct arena *a, struct json_value *root, struct bale *b, struct fail *f)
{
    struct json_value o, notice;

    if (!json_has(root, "publish"))
        return true;
    if (!json_take_object(root, "publish", &o, f))
        return false;
    if (json_has(&o, "client_status") &&
        !json_take_texts(a, &o, "client_status", NAMES_MOST, TEXT_MOST, &b->readers, &b->n_readers, f))
        return false;
    if (!json_has(&o, "notify"))
        return json_done(&o, f);
    return json_take_object(&o, "notify", &notice, f) &&
           json_take_text(a, &notice, "channel", BALE_NAME, &b->notice.channel, f) &&
           json_take_maybe_empty(a, &notice, "payload", TEXT_MOST, &b->notice.payload, f) &&
           json_done(&notice, f) && json_done(&o, f);
}

/* `fold` is what was taken out of the text; NULL: nothing. */
static bool parse(struct arena *a, struct bytes from, struct fold *fold, struct bale **out,
                  const struct manifest_file **files, size_t *n_files, struct fail *f)
{
    owned(json_release) json_t *tree = NULL;
    struct bale *b = arena_alloc(a, sizeof *b);
    struct json_value root;

    if (!json_load(from, &document, &tree, f) || !json_root(tree, &document, &root, f) ||
        !json_take_exactly(&root, "format", MANIFEST_FORMAT, f) ||
        !json_take_text(a, &root, "compiler", SEMVER_TEXT, &b->compiler, f) ||
        !json_take_number(&root, "created", FRAME_LATEST, &b->created, f) ||
        !json_take_text(a, &root, "lineage", TEXT_MOST, &b->lineage, f) || !read_requires(a, &root, b, f) ||
        !json_take_texts(a, &root, "managed", NAMES_MOST, TEXT_MOST, &b->managed, &b->n_managed, f) ||
        !read_publish(a, &root, b, f) || !read_session(a, &root, b, f) ||
        !read_migrations(a, fold, &root, b, f) || !read_files(a, &root, files, n_files, f) ||
        !json_done(&root, f))
        return false;
    if (fold && fold->taken != fold->n_lists)
        return json_refuse(&root, NULL, "unknown-key", f, "a list of statements belongs to no step");
    *out = b;
    return true;
}

bool manifest_parse(struct arena *a, struct bytes from, struct bale **out, const struct manifest_file **files,
                    size_t *n_files, struct fail *f)
{
    owned(arena_release) struct arena *draft = arena_new();
    struct fail *ignored = arena_alloc(draft, sizeof *ignored);
    struct fold fold;

    if (from.size > MANIFEST_LIMIT)
        return fail_named(f, FAIL_BALE, "manifest.too-large", "manifest.json has %zu bytes, more than %d",
                          from.size, MANIFEST_LIMIT);
    /* Only the whole text knows lines and columns for a refusal. */
    return (fold_statements(draft, from, &fold) &&
            parse(a, fold.rest, &fold, out, files, n_files, ignored)) ||
           parse(a, from, NULL, out, files, n_files, f);
}
