/*
 * access_history: see access_history.h.
 */
#include "access_history.h"

#include "pg.h"
#include "replay.h"

void access_history_close(struct access_history *h)
{
    pg_finish(&h->db);
    workspace_close(&h->workspace);
}

bool access_history_open(struct arena *a, const char *folder, const char *scratch_dsn,
                         struct access_history *out, struct fail *f)
{
    size_t n_steps;

    *out = (struct access_history){ .arena = a };
    if (!project_open(a, folder, &out->project, f) ||
        !drafts_read(a, &out->project, &out->drafts, &out->n, f) ||
        !project_schema(a, &out->project, &out->schema, &out->n_schema, f))
        return false;
    if (!out->n) {
        fail(f, FAIL_USAGE, "there is no migration in \"%s\"", out->project.migrations_folder);
        return fail_hint(f, "\"pgbale generate NAME\" writes the first.");
    }
    const struct source_file *steps = drafts_files(a, out->drafts, out->n, &n_steps);
    out->managed = workspace_managed(a, &out->project, out->schema, out->n_schema, steps, n_steps);
    return workspace_of_project(a, &out->project, scratch_dsn, &out->workspace, f);
}

bool access_history_replay(struct access_history *h, size_t n, struct fail *f)
{
    if (!h->db && !workspace_database(h->workspace, &h->db, f))
        return false;
    for (; h->replayed < n; h->replayed++)
        if (!replay_migration(h->arena, h->db, h->workspace, &h->drafts[h->replayed], NULL, NULL, NULL, f))
            return false;
    return true;
}

bool access_history_read(struct access_history *h, const struct access_state **out, struct fail *f)
{
    return access_read(h->arena, h->db, &h->managed, out, f);
}

bool access_history_find(const struct access_history *h, const char *name, size_t *out, struct fail *f)
{
    uint64_t number = 0;

    *out = h->n - 1;
    if (!name)
        return true;
    for (size_t i = 0; i < h->n; i++) {
        const struct migration *m = h->drafts[i].migration;
        if (strcmp(m->name, name) == 0 || strcmp(m->version, name) == 0 ||
            (number_read(name, UINT64_MAX, &number) && number == m->sequence)) {
            *out = i;
            return true;
        }
    }
    fail(f, FAIL_USAGE, "there is no migration \"%s\"", name);
    return fail_hint(f, "Name its folder, its number or its version.");
}
