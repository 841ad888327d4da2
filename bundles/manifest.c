/*
 * manifest: builds manifest.json, SHA256SUMS and the records behind migration ids. manifest_read.c reads.
 */
#include "manifest.h"

#include "digest.h"
#include "json.h"

/* --- records and ids -------------------------------------------------------------------------- */

static json_t *expectations_tree(const struct bale_step *step)
{
    json_t *list = json_new_array();

    for (size_t i = 0; i < step->n_statements; i++) {
        const struct bale_statement *s = &step->statements[i];
        if (!s->counted)
            continue;
        json_t *one = json_new_object();
        json_put_number(one, "statement", i);
        json_put_number(one, "least", s->least);
        if (s->most != UINT64_MAX)
            json_put_number(one, "most", s->most);
        json_push(list, one);
    }
    return list;
}

static json_t *record_steps_tree(const struct bale_migration *m)
{
    json_t *steps = json_new_array();

    for (size_t i = 0; i < m->n_steps; i++) {
        json_t *step = json_new_object(), *expect = expectations_tree(&m->steps[i]);
        json_put_text(step, "name", m->steps[i].name);
        json_put_text(step, "sha256", m->steps[i].sha256);
        json_put_flag(step, "standalone", m->steps[i].standalone);
        if (json_array_size(expect))
            json_put(step, "expect", expect);
        else
            json_decref(expect);
        json_push(steps, step);
    }
    return steps;
}

static json_t *record_state_tree(const struct bale_migration *m)
{
    const struct bale_states *states = bale_states_of(m, m->proof_major);
    json_t *state = json_new_object();

    json_put_number(state, "major", m->proof_major);
    json_put_texts(state, "digests", states ? states->digests : NULL, states ? states->n_digests : 0);
    return state;
}

static json_t *record_tree(const struct bale_migration *m)
{
    json_t *record = json_new_object(), *breaks = json_new_object(), *least = json_new_object();
    char rls[ID_TEXT];

    digest_hex(m->rls, rls);
    for (size_t i = 0; i < m->n_clients; i++) {
        json_put_flag(breaks, m->clients[i].name, m->clients[i].breaks);
        if (m->clients[i].min_version)
            json_put_text(least, m->clients[i].name, m->clients[i].min_version);
    }
    json_put_text(record, "format", MIGRATION_FORMAT);
    json_put_text(record, "parent", m->parent);
    json_put_number(record, "sequence", m->sequence);
    json_put_text(record, "name", m->name);
    json_put_text(record, "version", m->version);
    json_put(record, "breaks", breaks);
    json_put(record, "min_client", least);
    json_put(record, "steps", record_steps_tree(m));
    json_put_text(record, "rls", rls);
    json_put(record, "state", record_state_tree(m));
    return record;
}

struct bytes bale_migration_record(struct arena *a, const struct bale_migration *m)
{
    owned(json_release) json_t *record = record_tree(m);

    return json_canonical(a, record);
}

void bale_migration_id(const struct bale_migration *m, char id[ID_TEXT])
{
    owned(arena_release) struct arena *a = arena_new();

    digest_hex(bale_migration_record(a, m), id);
}

/* --- the list of members ---------------------------------------------------------------------- */

static struct manifest_file listed(const char *path, struct bytes content)
{
    struct manifest_file file = { .path = path, .content = content };

    digest_hex(content, file.sha256);
    return file;
}

const struct manifest_file *manifest_files(struct arena *a, const struct bale *b, size_t *n)
{
    size_t count = 1, at = 0;

    for (size_t i = 0; i < b->n_migrations; i++)
        count += b->migrations[i].n_steps + 1;
    struct manifest_file *files = arena_array(a, count, sizeof *files);
    files[at++] = listed("state.sql", b->state_sql);
    for (size_t i = 0; i < b->n_migrations; i++) {
        const struct bale_migration *m = &b->migrations[i];
        for (size_t s = 0; s < m->n_steps; s++) {
            struct manifest_file *file = &files[at++];
            file->path = format(a, "migrations/%s/%s", m->name, m->steps[s].name);
            file->content = m->steps[s].sql;
            memcpy(file->sha256, m->steps[s].sha256, sizeof file->sha256);
        }
        files[at++] = listed(format(a, "migrations/%s/rls.json", m->name), m->rls);
    }
    *n = count;
    return files;
}

struct bytes manifest_sums(struct arena *a, struct bytes manifest, const struct manifest_file *files,
                           size_t n)
{
    struct text t = text_new(a);
    char sha256[ID_TEXT];

    digest_hex(manifest, sha256);
    text_addf(&t, "%s  manifest.json\n", sha256);
    for (size_t i = 0; i < n; i++)
        text_addf(&t, "%s  %s\n", files[i].sha256, files[i].path);
    return (struct bytes){ (const uint8_t *)t.at, t.size };
}

/* --- the text --------------------------------------------------------------------------------- */

static json_t *files_tree(const struct manifest_file *files, size_t n)
{
    json_t *list = json_new_array();

    for (size_t i = 0; i < n; i++) {
        json_t *file = json_new_object();
        json_put_text(file, "path", files[i].path);
        json_put_text(file, "sha256", files[i].sha256);
        json_put_number(file, "size", files[i].content.size);
        json_push(list, file);
    }
    return list;
}

static json_t *statement_tree(const struct bale_statement *s)
{
    json_t *statement = json_new_object();

    json_put_number(statement, "start", s->start);
    json_put_number(statement, "size", s->size);
    json_put_number(statement, "line", s->line);
    json_put_text(statement, "tag", s->tag);
    if (s->probe.kind) {
        json_t *probe = json_new_object();
        json_put_text(probe, "kind", s->probe.kind);
        if (s->probe.schema)
            json_put_text(probe, "schema", s->probe.schema);
        if (s->probe.name)
            json_put_text(probe, "name", s->probe.name);
        if (s->probe.table)
            json_put_text(probe, "table", s->probe.table);
        if (s->probe.value)
            json_put_text(probe, "value", s->probe.value);
        json_put(statement, "probe", probe);
    }
    return statement;
}

static void write_steps(struct json_writer *w, const struct bale_migration *m)
{
    json_write_open(w, "steps", '[');
    for (size_t i = 0; i < m->n_steps; i++) {
        json_write_open(w, NULL, '{');
        json_write(w, "name", json_string(m->steps[i].name));
        json_write_open(w, "statements", '[');
        for (size_t s = 0; s < m->steps[i].n_statements; s++)
            json_write(w, NULL, statement_tree(&m->steps[i].statements[s]));
        json_write_close(w);
        json_write_close(w);
    }
    json_write_close(w);
}

/* Digests of the majors that are not part of the id. */
static json_t *states_tree(struct arena *a, const struct bale_migration *m)
{
    json_t *states = json_new_object();

    for (size_t i = 0; i < m->n_states; i++)
        if (m->states[i].major != m->proof_major)
            json_put_texts(states, format(a, "%u", m->states[i].major), m->states[i].digests,
                           m->states[i].n_digests);
    return states;
}

static void write_migration(struct json_writer *w, const struct bale_migration *m)
{
    json_write_open(w, NULL, '{');
    json_write(w, "capabilities", json_new_texts(m->capabilities, m->n_capabilities));
    json_write(w, "description", json_string(m->description));
    json_write(w, "id", json_string(m->id));
    json_write(w, "record", record_tree(m));
    json_write(w, "states", states_tree(w->arena, m));
    write_steps(w, m);
    json_write_close(w);
}

static json_t *requires_tree(const struct bale *b)
{
    json_t *requires = json_new_object();

    json_put_texts(requires, "roles", b->roles, b->n_roles);
    json_put_texts(requires, "extensions", b->extensions, b->n_extensions);
    json_put_texts(requires, "schemas", b->schemas, b->n_schemas);
    return requires;
}

/* Left out when it is empty, as are its fields. */
static json_t *publish_tree(const struct bale *b)
{
    json_t *publish = json_new_object();

    if (b->n_readers)
        json_put_texts(publish, "client_status", b->readers, b->n_readers);
    if (b->notice.channel) {
        json_t *notice = json_new_object();
        json_put_text(notice, "channel", b->notice.channel);
        json_put_text(notice, "payload", b->notice.payload);
        json_put(publish, "notify", notice);
    }
    return publish;
}

static json_t *session_tree(const struct bale *b)
{
    json_t *session = json_new_object();

    json_put_text(session, "role", b->role);
    return session;
}

static void write_manifest(struct json_writer *w, const struct bale *b)
{
    size_t n_files;
    const struct manifest_file *files = manifest_files(w->arena, b, &n_files);

    json_write_open(w, NULL, '{');
    json_write(w, "compiler", json_string(b->compiler));
    json_write(w, "created", json_integer((json_int_t)b->created));
    json_write(w, "files", files_tree(files, n_files));
    json_write(w, "format", json_string(MANIFEST_FORMAT));
    json_write(w, "lineage", json_string(b->lineage));
    json_write(w, "managed", json_new_texts(b->managed, b->n_managed));
    json_write_open(w, "migrations", '[');
    for (size_t i = 0; i < b->n_migrations; i++)
        write_migration(w, &b->migrations[i]);
    json_write_close(w);
    if (b->n_readers || b->notice.channel)
        json_write(w, "publish", publish_tree(b));
    json_write(w, "requires", requires_tree(b));
    if (b->role)
        json_write(w, "session", session_tree(b));
    json_write_close(w);
}

struct bytes manifest_text(struct arena *a, const struct bale *b)
{
    owned(arena_release) struct arena *draft = arena_new();
    struct text t = text_new(draft);
    struct json_writer w = { .arena = draft, .written = &t };

    write_manifest(&w, b);
    return (struct bytes){ (const uint8_t *)arena_copy(a, t.at, t.size), t.size };
}

bool manifest_is(const struct bale *b, struct bytes text)
{
    owned(arena_release) struct arena *draft = arena_new();
    struct json_writer w = { .arena = draft, .expected = text };

    write_manifest(&w, b);
    return !w.differs && w.same == text.size;
}
