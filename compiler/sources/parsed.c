/*
 * parsed: see parsed.h. Everything is written and read in the order of the structures in source.h and
 * directive.h.
 */
#include "parsed.h"

#include "compact.h"
#include "digest.h"
#include "kept.h"

#define FORMAT "pgbale-parsed/2"

const char *parsed_key(struct arena *a, enum source_rules rules, const struct source_file *files, size_t n)
{
    const char *program = kept_program(a, "pg_query_parse_protobuf");
    struct text t = text_new(a);
    char hex[ID_TEXT];

    if (!program)
        return NULL;
    text_addf(&t, FORMAT "\npgbale %s\n%s\nrules %d\n", PGBALE_VERSION, program, (int)rules);
    for (size_t i = 0; i < n; i++) {
        digest_hex(files[i].text, hex);
        text_addf(&t, "%s\n", hex);
    }
    return t.at;
}

/* ------------------------------------------------------------ writing */

static void put_directive(struct text *t, const struct directive *d)
{
    compact_put_number(t, d->kind);
    compact_put_number(t, d->offset);
    compact_put_number(t, d->line);
    compact_put_number(t, d->column);
    compact_put_number(t, d->statement);
    compact_put_number(t, d->inside);
    compact_put_number(t, d->n_old);
    for (size_t i = 0; i < d->n_old; i++)
        compact_put_text(t, d->old[i]);
    compact_put_number(t, d->literal);
    compact_put_text(t, d->text);
    compact_put_text(t, d->reason);
    compact_put_number(t, d->least);
    compact_put_number(t, d->most);
    compact_put_text(t, d->claims);
    compact_put_number(t, d->answer);
}

static void put_statement(struct text *t, const struct source_file *file, const struct source_statement *s)
{
    compact_put_number(t, s->start);
    compact_put_number(t, s->size);
    compact_put_number(t, s->line);
    compact_put_number(t, s->column);
    compact_put_text(t, s->node);
    compact_put_text(t, s->tag);
    compact_put_number(t, s->in_transaction_ok);
    compact_put_number(t, s->standalone_ok);
    compact_put_number(t, s->is_rls);
    compact_put_number(t, s->sweeps);
    compact_put_number(t, s->is_dml);
    compact_put_number(t, s->n_capabilities);
    for (size_t i = 0; i < s->n_capabilities; i++)
        compact_put_text(t, s->capabilities[i]);
    compact_put_text(t, s->object.kind);
    compact_put_text(t, s->object.schema);
    compact_put_text(t, s->object.name);
    compact_put_text(t, s->object.on);
    compact_put_text(t, s->object.args);
    compact_put_number(t, s->object.bare);
    compact_put_number(t, s->object.again);
    compact_put_text(t, s->probe.kind);
    compact_put_text(t, s->probe.schema);
    compact_put_text(t, s->probe.name);
    compact_put_text(t, s->probe.table);
    compact_put_text(t, s->probe.value);
    compact_put_text(t, s->body);
    compact_put_text(t, s->search_path ? s->search_path->set : NULL);
    compact_put_text(t, s->search_path ? s->search_path->home : NULL);
    compact_put_number(t, s->n_directives ? (size_t)(s->directives - file->directives) : 0);
    compact_put_number(t, s->n_directives);
}

struct bytes parsed_write(struct arena *a, const struct source_file *files, size_t n)
{
    struct text t = text_new(a);

    compact_put_text(&t, FORMAT);
    compact_put_number(&t, n);
    for (size_t i = 0; i < n; i++) {
        const struct source_file *file = &files[i];
        compact_put_number(&t, file->text.size);
        compact_put_number(&t, file->standalone);
        compact_put_number(&t, file->unchecked);
        compact_put_number(&t, file->n_directives);
        for (size_t k = 0; k < file->n_directives; k++)
            put_directive(&t, &file->directives[k]);
        compact_put_number(&t, file->n_statements);
        for (size_t k = 0; k < file->n_statements; k++)
            put_statement(&t, file, &file->statements[k]);
    }
    return (struct bytes){ (const uint8_t *)t.at, t.size };
}

/* ------------------------------------------------------------ reading */

static bool take_flag(struct compact *u)
{
    return compact_take_number(u) != 0;
}

static const char *const *take_texts(struct arena *a, struct compact *u, size_t *n)
{
    *n = compact_take_count(u);
    const char **list = arena_array(a, *n, sizeof *list);

    for (size_t i = 0; i < *n; i++)
        list[i] = compact_take_text(u);
    return list;
}

static void take_directive(struct arena *a, struct compact *u, struct directive *d)
{
    d->kind = (enum directive_kind)compact_take_number(u);
    d->offset = compact_take_number(u);
    d->line = (unsigned)compact_take_number(u);
    d->column = (unsigned)compact_take_number(u);
    d->statement = compact_take_number(u);
    d->inside = take_flag(u);
    d->old = take_texts(a, u, &d->n_old);
    d->literal = take_flag(u);
    d->text = compact_take_text(u);
    d->reason = compact_take_text(u);
    d->least = compact_take_number(u);
    d->most = compact_take_number(u);
    d->claims = compact_take_text(u);
    d->answer = (enum directive_answer)compact_take_number(u);
    u->bad = u->bad || d->kind >= DIRECTIVES;
}

static const struct source_path *take_path(struct arena *a, struct compact *u)
{
    struct source_path path = { 0 };

    path.set = compact_take_text(u);
    path.home = compact_take_text(u);
    if (!path.set || !path.home)
        return NULL;
    struct source_path *copy = arena_alloc(a, sizeof *copy);
    *copy = path;
    return copy;
}

static void take_statement(struct arena *a, struct compact *u, const struct source_file *file,
                           struct source_statement *s)
{
    s->start = compact_take_number(u);
    s->size = compact_take_number(u);
    s->line = (unsigned)compact_take_number(u);
    s->column = (unsigned)compact_take_number(u);
    s->node = compact_take_text(u);
    s->tag = compact_take_text(u);
    s->in_transaction_ok = take_flag(u);
    s->standalone_ok = take_flag(u);
    s->is_rls = take_flag(u);
    s->sweeps = take_flag(u);
    s->is_dml = take_flag(u);
    s->capabilities = take_texts(a, u, &s->n_capabilities);
    s->object.kind = compact_take_text(u);
    s->object.schema = compact_take_text(u);
    s->object.name = compact_take_text(u);
    s->object.on = compact_take_text(u);
    s->object.args = compact_take_text(u);
    s->object.bare = take_flag(u);
    s->object.again = take_flag(u);
    s->probe.kind = compact_take_text(u);
    s->probe.schema = compact_take_text(u);
    s->probe.name = compact_take_text(u);
    s->probe.table = compact_take_text(u);
    s->probe.value = compact_take_text(u);
    s->body = compact_take_text(u);
    s->search_path = take_path(a, u);
    size_t first = compact_take_number(u);
    s->n_directives = compact_take_number(u);
    u->bad = u->bad || first > file->n_directives || s->n_directives > file->n_directives - first ||
             s->start > file->text.size || s->size > file->text.size - s->start;
    if (!u->bad)
        s->directives = file->directives + first;
}

static void take_file(struct arena *a, struct compact *u, struct source_file *file)
{
    u->bad = u->bad || compact_take_number(u) != file->text.size;
    file->standalone = take_flag(u);
    file->unchecked = take_flag(u);
    file->n_directives = compact_take_count(u);
    struct directive *directives = arena_array(a, file->n_directives, sizeof *directives);
    for (size_t i = 0; i < file->n_directives && !u->bad; i++)
        take_directive(a, u, &directives[i]);
    file->directives = directives;
    file->n_statements = compact_take_count(u);
    struct source_statement *statements = arena_array(a, file->n_statements, sizeof *statements);
    for (size_t i = 0; i < file->n_statements && !u->bad; i++)
        take_statement(a, u, file, &statements[i]);
    file->statements = statements;
}

bool parsed_read(struct arena *a, struct bytes from, struct source_file *files, size_t n)
{
    struct source_file *read = arena_array(a, n, sizeof *read);
    struct compact u = compact_of(from);

    if (!text_equal(compact_take_text(&u), FORMAT) || compact_take_number(&u) != n)
        return false;
    for (size_t i = 0; i < n && !u.bad; i++) {
        read[i] = (struct source_file){ .path = files[i].path, .text = files[i].text };
        take_file(a, &u, &read[i]);
    }
    if (!compact_done(&u))
        return false;
    if (n)
        memcpy(files, read, n * sizeof *files);
    return true;
}
