/*
 * workspace: see workspace.h.
 */
#include "workspace.h"

#include "load.h"
#include "prelude.h"
#include "session.h"

void workspace_close(struct workspace **w)
{
    if (*w)
        scratch_close(&(*w)->scratch);
    *w = NULL;
}

static bool no_prelude(struct arena *a, const char *name, struct fail *f)
{
    fail(f, FAIL_USAGE, "there is no built-in prelude \"%s\"", name);
    return fail_hint(f, "Built in: %s. Other preludes are SQL files in the folder prelude/.",
                     prelude_names(a));
}

static bool load_builtin(struct arena *a, PGconn *db, const char *name, struct fail *f)
{
    const char *shown = format(a, "prelude \"%s\"", name);
    struct source_file files[2];

    return source_parse(a, shown, prelude_builtin(name), SOURCE_PRELUDE, &files[0], f) &&
           source_parse(a, shown, prelude_extensions(name), SOURCE_PRELUDE, &files[1], f) &&
           scratch_load(db, files, countof(files), LOAD_AS_WRITTEN, NULL, f);
}

/* Whether "extensions" is among the schemas that the prelude made decides the search path. */
static void take_schemas(struct workspace *w, const char *const *names, size_t n)
{
    w->search_schemas = names;
    w->n_search_schemas = n;
    w->settings = session_step_settings(
        w->arena, &(struct session_step){ .schemas = names, .n_schemas = n, .lasting = true });
}

static bool read_schemas(struct workspace *w, PGconn *db, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;

    if (!pg_rows(
            db,
            "select nspname from pg_catalog.pg_namespace"
            " where nspname !~ '^pg_' and nspname <> 'information_schema' order by nspname collate \"C\"",
            0, NULL, FAIL_FAILED, &rows, f))
        return false;
    size_t n = (size_t)PQntuples(rows);
    const char **names = arena_array(w->arena, n, sizeof *names);
    for (size_t i = 0; i < n; i++)
        names[i] = arena_text(w->arena, PQgetvalue(rows, (int)i, 0));
    take_schemas(w, names, n);
    return true;
}

/* Without a prelude there is nothing to keep a database for: template0 has what each one begins with. */
static bool prepare_nothing(struct workspace *w, struct fail *f)
{
    static const char *const names[] = { "public" };

    if (!scratch_open(w->arena, w->options.scratch_dsn, w->options.major, &w->scratch, f))
        return false;
    take_schemas(w, names, countof(names));
    w->ready = true;
    return true;
}

static bool prepare(struct workspace *w, struct fail *f)
{
    const struct workspace_options *o = &w->options;
    owned(pg_finish) PGconn *db = NULL;

    if (!o->prelude && !o->n_files)
        return prepare_nothing(w, f);
    if (!scratch_open(w->arena, o->scratch_dsn, o->major, &w->scratch, f) ||
        !scratch_database(w->scratch, NULL, &db, f))
        return false;
    if (o->prelude && !load_builtin(w->arena, db, o->prelude, f))
        return false;
    if (o->n_files && !scratch_load(db, o->files, o->n_files, LOAD_AS_WRITTEN, NULL, f))
        return false;
    if (!read_schemas(w, db, f))
        return false;
    w->prelude_database = arena_text(w->arena, PQdb(db));
    w->ready = true;
    return true;
}

bool workspace_ready(struct workspace *w, struct fail *f)
{
    return w->ready || prepare(w, f);
}

void workspace_major(struct workspace *w, unsigned major)
{
    if (!w->scratch)
        w->options.major = major;
}

bool workspace_open(struct arena *a, const struct workspace_options *o, struct workspace **out,
                    struct fail *f)
{
    if (o->prelude && !prelude_builtin(o->prelude).size)
        return no_prelude(a, o->prelude, f);
    struct workspace *w = arena_alloc(a, sizeof *w);
    w->arena = a;
    w->options = *o;
    *out = w;
    return true;
}

bool workspace_of_project(struct arena *a, const struct project *p, const char *scratch_dsn,
                          struct workspace **out, struct fail *f)
{
    struct workspace_options o = { .scratch_dsn = scratch_dsn, .prelude = p->prelude };

    return project_prelude(a, p, &o.files, &o.n_files, f) && workspace_open(a, &o, out, f);
}

bool workspace_database(struct workspace *w, PGconn **out, struct fail *f)
{
    return workspace_ready(w, f) && scratch_database(w->scratch, w->prelude_database, out, f);
}

bool workspace_declared(struct workspace *w, const struct source_file *files, size_t n, PGconn **out,
                        struct fail *f)
{
    owned(pg_finish) PGconn *db = NULL;

    if (!workspace_database(w, &db, f) || (n && !scratch_load(db, files, n, LOAD_ANY_ORDER, w->settings, f)))
        return false;
    *out = db;
    db = NULL;
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_known(const char *const *list, size_t n, const char *extension)
{
    for (size_t i = 0; i < n; i++)
        if (text_equal(list[i], extension))
            return true;
    return false;
}

static const char *const *with_extension(struct arena *a, const char *const *old, size_t *n,
                                         const char *extension)
{
    const char **list = arena_array(a, *n + 1, sizeof *list);

    if (*n)
        memcpy(list, old, *n * sizeof *list);
    list[(*n)++] = extension;
    qsort(list, *n, sizeof *list, by_name);
    return list;
}

void workspace_add_extensions(struct arena *a, struct managed *m, const struct source_file *files, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < files[i].n_statements; k++) {
            const struct source_object *o = &files[i].statements[k].object;
            if (text_equal(o->kind, "extension") && o->name &&
                !is_known(m->extensions, m->n_extensions, o->name))
                m->extensions = with_extension(a, m->extensions, &m->n_extensions, o->name);
        }
}

/* Only what schema files ask for is asked for: steps are how it came to be. */
static void add_pinned(struct arena *a, struct managed *m, const struct source_file *files, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < files[i].n_statements; k++) {
            const struct source_object *o = &files[i].statements[k].object;
            if (o->pinned && o->name && !is_known(m->pinned, m->n_pinned, o->name))
                m->pinned = with_extension(a, m->pinned, &m->n_pinned, o->name);
        }
}

struct managed workspace_managed(struct arena *a, const struct project *p, const struct source_file *schema,
                                 size_t n_schema, const struct source_file *steps, size_t n_steps)
{
    const struct source_file *own = NULL;
    struct fail ignored = { 0 };
    size_t n_own = 0;

    struct managed m = { .schemas = p->schemas.at,
                         .n_schemas = p->schemas.count,
                         .owners = p->owners.at,
                         .n_owners = p->owners.count };
    /* What cannot be read is refused when it is loaded. */
    if (!project_prelude(a, p, &own, &n_own, &ignored))
        n_own = 0;
    workspace_add_stubs(a, &m, p->prelude, own, n_own);
    workspace_add_extensions(a, &m, schema, n_schema);
    workspace_add_extensions(a, &m, steps, n_steps);
    add_pinned(a, &m, schema, n_schema);
    workspace_add_guests(a, &m, schema, n_schema);
    workspace_add_guests(a, &m, steps, n_steps);
    return m;
}

bool workspace_copy(struct workspace *w, PGconn **original, PGconn **out, struct fail *f)
{
    const char *name = arena_text(w->arena, PQdb(*original));

    pg_finish(original);
    return scratch_database(w->scratch, name, out, f) && scratch_connect(w->scratch, name, original, f);
}
