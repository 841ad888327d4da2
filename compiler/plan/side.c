/*
 * side: see side.h.
 */
#include "side.h"

#include "cache.h"
#include "draft.h"
#include "expendable.h"
#include "lookalike.h"
#include "plan.h"
#include "read.h"
#include "rename.h"
#include "replay.h"
#include "restate.h"
#include "retype.h"

bool side_is_dsn(const char *spec)
{
    return text_starts(spec, "postgresql://") || text_starts(spec, "postgres://") ||
           (strchr(spec, '=') && !file_exists(spec));
}

static bool open_migrations(struct arena *a, const struct project *project, struct side *out, struct fail *f)
{
    struct draft *drafts;

    if (!project) {
        fail(f, FAIL_USAGE, "\"migrations\" needs a project, and there is no pgbale.ini here");
        return fail_hint(f, "Use --project DIR, or \"pgbale init\" to start a project.");
    }
    if (!drafts_read(a, project, &drafts, &out->n_drafts, f))
        return false;
    out->drafts = drafts;
    return true;
}

static bool open_files(struct arena *a, const char *path, struct side *out, struct fail *f)
{
    struct source_file *one = arena_alloc(a, sizeof *one);

    if (!file_exists(path)) {
        fail(f, FAIL_USAGE,
             "\"%s\" is neither a connection string, nor a file or folder of SQL, nor \"migrations\"", path);
        return fail_hint(
            f, "A connection string looks like postgresql://user@host/database or \"host=... dbname=...\".");
    }
    if (file_is_folder(path))
        return source_load_folder(a, path, path, SOURCE_SCHEMA, &out->files, &out->n_files, f);
    out->files = one;
    out->n_files = 1;
    return source_load_file(a, path, NULL, SOURCE_SCHEMA, one, f);
}

bool side_database(struct arena *a, struct workspace *w, struct side *side, struct fail *f)
{
    if (side->db)
        return true;
    if (side->drafts)
        return replay_all(a, w, side->drafts, side->n_drafts, &side->db, f);
    return workspace_declared(w, side->files, side->n_files, &side->db, f);
}

/* A model that is made once is kept; where is decided by what it is made from. */
static const char *key_of(struct arena *a, struct workspace *w, const struct managed *managed,
                          const struct side *side)
{
    const struct source_file *files = side->files;
    size_t n = side->n_files;

    if (side->drafts)
        files = drafts_files(a, side->drafts, side->n_drafts, &n);
    return cache_key(a, w, managed, side->drafts ? "replayed" : "declared", files, n);
}

static bool make_model(struct arena *a, struct workspace *w, const struct managed *managed, const char *key,
                       struct side *side, struct fail *f)
{
    if (!side_database(a, w, side, f) || !model_read(a, side->db, managed, &side->model, f))
        return false;
    cache_store(a, key, side->model);
    return true;
}

static bool read_scratch(struct arena *a, struct workspace *w, const struct managed *managed,
                         struct side *side, struct fail *f)
{
    const char *key = key_of(a, w, managed, side);

    side->model = cache_load(a, key);
    return side->model || make_model(a, w, managed, key, side, f);
}

/* The live side's server works while the other model is taken from the cache, if it is there. */
static bool read_live(struct arena *a, struct workspace *w, const struct managed *managed, struct side *live,
                      struct side *other, struct fail *f)
{
    const char *key = other->scratch ? key_of(a, w, managed, other) : NULL;
    struct reading *reading;

    if (!other->scratch && !model_read(a, other->db, managed, &other->model, f))
        return false;
    if (key && !file_exists(key) && !make_model(a, w, managed, key, other, f))
        return false;
    if (!reading_begin(a, live->db, managed, &reading, f))
        return false;
    if (!other->model)
        other->model = cache_load(a, key);
    return reading_end(reading, other->model, &live->model, f) &&
           (other->model || make_model(a, w, managed, key, other, f));
}

bool side_read(struct arena *a, struct workspace *w, const struct managed *managed, struct side *from,
               struct side *to, struct fail *f)
{
    if (!from->scratch)
        return read_live(a, w, managed, from, to, f);
    if (!to->scratch)
        return read_live(a, w, managed, to, from, f);
    return read_scratch(a, w, managed, from, f) && read_scratch(a, w, managed, to, f);
}

bool side_open(struct arena *a, struct workspace *w, const struct project *project, const char *spec,
               struct side *out, struct fail *f)
{
    *out = (struct side){ .scratch = true };
    if (text_equal(spec, "migrations"))
        return open_migrations(a, project, out, f);
    if (!side_is_dsn(spec))
        return open_files(a, spec, out, f);
    out->scratch = false;
    if (!pg_connect(spec, "pgbale", NULL, &out->db, f))
        return false;
    workspace_major(w, (unsigned)PQserverVersion(out->db) / 10000);
    return true;
}

static bool has_renames(const struct side *side)
{
    for (size_t i = 0; i < side->n_files; i++)
        for (size_t k = 0; k < side->files[i].n_directives; k++)
            if (side->files[i].directives[k].kind == DIRECTIVE_RENAMED_FROM)
                return true;
    return false;
}

static bool run_plan(PGconn *db, const struct plan *plan, struct fail *f)
{
    if (!pg_run(db, "set check_function_bodies = off; set search_path = pg_catalog, pg_temp", FAIL_FAILED, f))
        return false;
    for (size_t i = 0; i < plan->n_statements; i++)
        if (!pg_run(db, plan->statements[i].sql, FAIL_FAILED, f))
            return fail_context(f, "cannot copy the present state to a scratch database");
    return true;
}

/* A private cluster has none of the roles that the live database grants to. */
static bool copy_roles(struct arena *a, PGconn *live, PGconn *copy, struct fail *f)
{
    owned(pg_clear) PGresult *roles = NULL;

    if (!pg_rows(live,
                 "select pg_catalog.quote_literal(rolname), pg_catalog.quote_ident(rolname) from "
                 "pg_catalog.pg_roles"
                 " where rolname !~ '^pg_'",
                 0, NULL, FAIL_FAILED, &roles, f))
        return false;
    for (int i = 0; i < PQntuples(roles); i++) {
        owned(pg_clear) PGresult *known = NULL;
        if (!pg_rows(copy,
                     format(a, "select from pg_catalog.pg_roles where rolname = %s", PQgetvalue(roles, i, 0)),
                     0, NULL, FAIL_FAILED, &known, f))
            return false;
        if (PQntuples(known) == 0 &&
            !pg_run(copy, format(a, "create role %s nologin", PQgetvalue(roles, i, 1)), FAIL_FAILED, f))
            return false;
    }
    return true;
}

/* A live state is copied to a scratch database, so that it can be tried on without touching it. */
static bool copy_live(struct arena *a, const struct side_request *r, const struct side *live,
                      struct side *copy, struct fail *f)
{
    struct model *empty;
    struct plan *plan;

    if (!workspace_database(r->workspace, &copy->db, f) ||
        (scratch_is_private(r->workspace->scratch) && !copy_roles(a, live->db, copy->db, f)) ||
        !model_read(a, copy->db, r->managed, &empty, f) ||
        !plan_make(a, diff_models(a, empty, live->model, NULL, NULL), &(struct plan_options){ .plain = true },
                   &plan, f) ||
        !run_plan(copy->db, plan, f) || !model_read(a, copy->db, r->managed, &copy->model, f))
        return false;
    /* What a creation grants is decided by the server that the plan will run on. */
    copy->model->births = live->model->births;
    copy->model->n_births = live->model->n_births;
    return true;
}

/* Where renames are tried: the scratch side itself, or a copy of a live one. */
struct trial {
    struct arena *arena;
    const struct side_request *request;
    struct side *side;
    struct side copy;
};

static bool open_trial(void *context, PGconn **db, struct fail *f)
{
    struct trial *t = context;

    if (t->side->scratch) {
        if (!side_database(t->arena, t->request->workspace, t->side, f))
            return false;
        *db = t->side->db;
        return true;
    }
    if (!t->copy.db && !copy_live(t->arena, t->request, t->side, &t->copy, f))
        return false;
    *db = t->copy.db;
    return true;
}

static bool rename_in(struct arena *a, const struct side_request *r, struct side *from, const struct side *to,
                      struct statement_list *renames, struct fail *f)
{
    struct trial trial = { .arena = a, .request = r, .side = from };
    const struct rename_request request = { .open = open_trial,
                                            .context = &trial,
                                            .managed = r->managed,
                                            .files = to->files,
                                            .n_files = to->n_files,
                                            .to = to->model };
    const struct birth_grant *births = from->model->births;
    size_t n_births = from->model->n_births;

    /* Twins in a live state are not worth a copy of it. */
    if (!from->scratch && !has_renames(to))
        return true;
    bool done = rename_apply(a, &request, &from->model, renames, f);
    pg_finish(&trial.copy.db);
    if (done && renames->n) {
        from->model->births = births;
        from->model->n_births = n_births;
    }
    return done;
}

/* Both are live: what only looks different is found on a copy of `to`, when there is anything to look at. */
static bool find_same_in_copy(struct arena *a, const struct side_request *r, struct side *from,
                              struct side *to, struct same *same, struct fail *f)
{
    struct side copy = { .scratch = true };

    if (!restate_needed(from->model, to->model))
        return true;
    bool done = copy_live(a, r, to, &copy, f) &&
                restate_find(a, copy.db, r->managed, from->model, to->model, same, f);
    pg_finish(&copy.db);
    return done;
}

static bool find_same(struct arena *a, const struct side_request *r, struct side *from, struct side *to,
                      struct same *same, struct fail *f)
{
    if (!to->scratch && !from->scratch)
        return find_same_in_copy(a, r, from, to, same, f);
    if (!restate_needed(from->model, to->model))
        return true;
    if (to->scratch)
        return side_database(a, r->workspace, to, f) &&
               restate_find(a, to->db, r->managed, from->model, to->model, same, f);
    if (!side_database(a, r->workspace, from, f) ||
        !restate_find(a, from->db, r->managed, to->model, from->model, same, f))
        return false;
    const struct object **was = same->was;
    same->was = same->now;
    same->now = was;
    return true;
}

bool side_plan(struct arena *a, const struct side_request *r, struct side *from, struct side *to,
               struct plan **out, struct fail *f)
{
    struct statement_list *renames = arena_alloc(a, sizeof *renames);
    struct same same = { 0 };

    if (!rename_in(a, r, from, to, renames, f) || !find_same(a, r, from, to, &same, f))
        return false;
    const bool *expendable;
    const struct lookalike *alike;
    size_t n_alike;
    if (!expendable_find(a, to->model, to->files, to->n_files, r->guess, &expendable, f))
        return false;
    struct diff *d = diff_models(a, from->model, to->model, &same, expendable);
    lookalikes_find(a, d, &alike, &n_alike);
    if (!lookalikes_refuse(alike, n_alike, f))
        return false;
    if (!retype_take(a, d, to->files, to->n_files, f) ||
        (retype_asks(a, d) &&
         (!side_database(a, r->workspace, to, f) || !retype_check(a, to->db, d, to->files, to->n_files, f))))
        return false;
    return plan_make(a, d, &(struct plan_options){ .plain = r->plain, .renames = renames }, out, f);
}

bool side_compare(struct arena *a, const struct side_request *r, struct side *from, struct side *to,
                  struct diff **out, struct fail *f)
{
    struct same same = { 0 };

    if (!find_same(a, r, from, to, &same, f))
        return false;
    *out = diff_models(a, from->model, to->model, &same, NULL);
    return true;
}
