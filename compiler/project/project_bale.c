/*
 * project_bale: see project_bale.h.
 */
#include "project_bale.h"

#include "requires.h"
#include "state.h"
#include "workspace.h"

static const char *const *sorted(struct arena *a, const struct names *names)
{
    const char *const *list = names->at;
    size_t n = 0;
    const char *const *all = requires_union(a, NULL, 0, NULL, 0, &n);

    for (size_t i = 0; i < names->count; i++)
        all = requires_union(a, all, n, &list[i], 1, &n);
    return all;
}

static void add_needs(struct arena *a, struct bale *b, const struct proof *p)
{
    b->roles = requires_union(a, b->roles, b->n_roles, p->roles, p->n_roles, &b->n_roles);
    b->extensions =
        requires_union(a, b->extensions, b->n_extensions, p->extensions, p->n_extensions, &b->n_extensions);
    b->schemas = requires_union(a, b->schemas, b->n_schemas, p->schemas, p->n_schemas, &b->n_schemas);
}

struct bale project_bale(struct arena *a, const struct project_bale_parts *parts)
{
    const struct project *p = parts->project;
    struct bale_migration *migrations = arena_array(a, parts->n, sizeof *migrations);
    size_t n_steps;
    const struct source_file *steps = drafts_files(a, parts->drafts, parts->n_drafts, &n_steps);
    struct managed managed = workspace_managed(a, p, parts->schema, parts->n_schema, steps, n_steps);
    struct bale b = { .migrations = migrations,
                      .n_migrations = parts->n,
                      .lineage = p->name,
                      .compiler = PGBALE_VERSION,
                      .environments = sorted(a, &p->environments),
                      .n_environments = p->environments.count,
                      .notice = p->notice,
                      .role = p->role,
                      .managed = p->schemas.at,
                      .n_managed = p->schemas.count,
                      .state_sql = bytes_of(state_sql(a, &managed)) };

    for (size_t i = 0; i < parts->n; i++) {
        migrations[i] = parts->drafts[i].bale;
        add_needs(a, &b, parts->proofs[i]);
    }
    for (size_t i = 0; i < p->n_clients; i++)
        b.readers = requires_union(a, b.readers, b.n_readers, p->clients[i].roles.at,
                                   p->clients[i].roles.count, &b.n_readers);
    return b;
}

bool project_proofs(struct arena *a, struct draft *drafts, size_t n, const struct proof **out, struct fail *f)
{
    const char *parent = BALE_GENESIS;

    for (size_t i = 0; i < n; i++) {
        struct draft *d = &drafts[i];
        if (!proof_read(a, d->migration, &out[i], f))
            return false;
        if (!out[i]) {
            fail_named(f, FAIL_BLOCKED, "proof.missing", "%s has no proof", d->migration->folder);
            return fail_hint(f, "Run \"pgbale prove\".");
        }
        if (!proof_fresh(a, out[i], d, parent, f))
            return false;
        proof_apply(a, out[i], d);
        parent = d->bale.id;
    }
    return true;
}
