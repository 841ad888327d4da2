/*
 * side: see side.h.
 */
#include "side.h"

#include "draft.h"
#include "plan.h"
#include "replay.h"
#include "restate.h"

bool side_is_dsn(const char *spec)
{
    return text_starts(spec, "postgresql://") || text_starts(spec, "postgres://") ||
           (strchr(spec, '=') && !file_exists(spec));
}

static bool open_migrations(struct arena *a, struct workspace *w, const struct project *project, struct side *out,
                            struct fail *f)
{
    struct draft *drafts;
    size_t n;

    if (!project) {
        fail(f, FAIL_USAGE, "\"migrations\" needs a project, and there is no pgbale.ini here");
        return fail_hint(f, "Use --project DIR, or \"pgbale init\" to start a project.");
    }
    return drafts_read(a, project, &drafts, &n, f) && replay_all(a, w, drafts, n, &out->db, f);
}

static bool open_files(struct arena *a, struct workspace *w, const char *path, struct side *out, struct fail *f)
{
    struct source_file one;
    const struct source_file *files = &one;
    size_t n = 1;

    if (!file_exists(path)) {
        fail(f, FAIL_USAGE, "\"%s\" is neither a connection string, nor a file or folder of SQL, nor \"migrations\"",
             path);
        return fail_hint(f, "A connection string looks like postgresql://user@host/database or \"host=... dbname=...\".");
    }
    if (file_is_folder(path) ? !source_load_folder(a, path, path, SOURCE_SCHEMA, &files, &n, f)
                             : !source_load_file(a, path, NULL, SOURCE_SCHEMA, &one, f))
        return false;
    return workspace_declared(w, files, n, &out->db, f);
}

bool side_open(struct arena *a, struct workspace *w, const struct project *project, const char *spec,
               struct side *out, struct fail *f)
{
    *out = (struct side){ .scratch = true };
    if (text_equal(spec, "migrations"))
        return open_migrations(a, w, project, out, f);
    if (!side_is_dsn(spec))
        return open_files(a, w, spec, out, f);
    out->scratch = false;
    return pg_connect(spec, "pgbale", NULL, &out->db, f);
}

bool side_plan(struct arena *a, const struct managed *managed, struct side *from, struct side *to, bool plain,
               struct plan **out, struct fail *f)
{
    struct same same = { 0 };

    if (!from->model || !to->model)
        return fail(f, FAIL_FAILED, "a side was not read");
    if (to->scratch && !restate_find(a, to->db, managed, from->model, to->model, &same, f))
        return false;
    if (!to->scratch && from->scratch) {
        if (!restate_find(a, from->db, managed, to->model, from->model, &same, f))
            return false;
        const struct object **was = same.was;
        same.was = same.now;
        same.now = was;
    }
    struct diff *d = diff_models(a, from->model, to->model, &same);
    return plan_make(a, d, &(struct plan_options){ .plain = plain }, out, f);
}
