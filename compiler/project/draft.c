/*
 * draft: see draft.h.
 */
#include "draft.h"

#include "digest.h"
#include "sql_statement.h"

static struct bale_statement statement_of(const struct source_statement *s, bool standalone)
{
    const struct directive *rows = source_directive(s, DIRECTIVE_EXPECT_ROWS);
    struct bale_statement out = { .start = s->start, .size = s->size, .line = s->line, .tag = s->tag };

    if (rows) {
        out.counted = true;
        out.least = rows->least;
        out.most = rows->most;
    }
    if (standalone)
        out.probe = (struct bale_probe){ s->probe.kind ? s->probe.kind : "none", s->probe.schema,
                                         s->probe.name, s->probe.table, s->probe.value };
    /* Steps run with public first in their search path. */
    if (out.probe.name && !out.probe.schema)
        out.probe.schema = "public";
    return out;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static struct bale_step step_of(struct arena *a, const struct source_file *file)
{
    struct bale_statement *statements = arena_array(a, file->n_statements, sizeof *statements);
    struct bale_step step = { .name = last_part(file->path),
                              .sql = file->text,
                              .standalone = file->standalone,
                              .statements = statements,
                              .n_statements = file->n_statements };

    for (size_t i = 0; i < file->n_statements; i++)
        statements[i] = statement_of(&file->statements[i], file->standalone);
    digest_hex(file->text, step.sha256);
    return step;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Capabilities that are known so far. */
struct capabilities {
    const char **at;
    size_t n, room;
};

static void add_capability(struct arena *a, struct capabilities *known, const char *one)
{
    for (size_t i = 0; i < known->n; i++)
        if (text_equal(known->at[i], one))
            return;
    if (known->n == known->room)
        known->at = arena_grow(a, known->at, known->n, &known->room, sizeof *known->at);
    known->at[known->n++] = one;
}

/* What the parse tree says and what a scan of the words finds, which verifiers repeat: calls of some
 * functions. */
static void add_of_statement(struct arena *a, struct capabilities *known, const struct source_file *file,
                             const struct source_statement *s)
{
    struct sql_found found = { .n = 0 };

    for (size_t i = 0; i < s->n_capabilities; i++)
        add_capability(a, known, s->capabilities[i]);
    sql_statement_find((struct bytes){ file->text.at + s->start, s->size }, &found);
    for (size_t i = 0; i < found.n; i++)
        add_capability(a, known, found.names[i]);
}

/* Sorted union of what the statements can do. */
static void set_capabilities(struct arena *a, struct draft *d)
{
    struct capabilities known = { .n = 0 };

    for (size_t i = 0; i < d->n_files; i++)
        for (size_t k = 0; k < d->files[i].n_statements; k++)
            add_of_statement(a, &known, &d->files[i], &d->files[i].statements[k]);
    if (known.n > 1)
        qsort(known.at, known.n, sizeof *known.at, by_text);
    d->bale.capabilities = known.at;
    d->bale.n_capabilities = known.n;
}

static void set_clients(struct arena *a, struct draft *d)
{
    const struct migration *m = d->migration;
    struct bale_client *clients = arena_array(a, m->n_clients, sizeof *clients);

    for (size_t i = 0; i < m->n_clients; i++)
        clients[i] = (struct bale_client){ m->clients[i].name, m->clients[i].breaks == BREAKS_YES,
                                           m->clients[i].min_version };
    d->bale.clients = clients;
    d->bale.n_clients = m->n_clients;
}

bool draft_read(struct arena *a, const struct migration *m, struct draft *out, struct fail *f)
{
    struct draft d = { .migration = m };

    if (!migration_steps(a, m, &d.files, &d.n_files, f))
        return false;
    struct bale_step *steps = arena_array(a, d.n_files, sizeof *steps);
    for (size_t i = 0; i < d.n_files; i++)
        steps[i] = step_of(a, &d.files[i]);
    d.bale = (struct bale_migration){ .sequence = m->sequence,
                                      .name = m->name,
                                      .version = m->version,
                                      .description = m->description,
                                      .steps = steps,
                                      .n_steps = d.n_files };
    set_capabilities(a, &d);
    set_clients(a, &d);
    *out = d;
    return true;
}

bool drafts_read(struct arena *a, const struct project *p, struct draft **out, size_t *n, struct fail *f)
{
    const struct migration *migrations;
    size_t count;

    if (!project_migrations(a, p, &migrations, &count, f))
        return false;
    struct draft *drafts = arena_array(a, count, sizeof *drafts);
    for (size_t i = 0; i < count; i++)
        if (!draft_read(a, &migrations[i], &drafts[i], f))
            return false;
    *out = drafts;
    *n = count;
    return true;
}

const struct source_file *drafts_files(struct arena *a, const struct draft *drafts, size_t n, size_t *n_files)
{
    size_t total = 0, at = 0;

    for (size_t i = 0; i < n; i++)
        total += drafts[i].n_files;
    struct source_file *files = arena_array(a, total, sizeof *files);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < drafts[i].n_files; k++)
            files[at++] = drafts[i].files[k];
    *n_files = total;
    return files;
}
