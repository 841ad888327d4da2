/*
 * load: see load.h.
 *
 * Files in any order are loaded in rounds: each round sends what failed in the one before, in the files'
 * order, until a round achieves nothing. So the cost grows with the depth of dependencies that are declared
 * backwards, not with the number of statements.
 */
#include "load.h"

#include "declared.h"
#include "load_inner.h"
#include "scratch.h"

static size_t count_statements(const struct source_file *files, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += files[i].n_statements;
    return count;
}

/* On a server that the user named, roles are not ours to change. */
static bool is_about_roles(const struct source_statement *s)
{
    static const char *const nodes[] = { "CreateRoleStmt", "AlterRoleStmt", "AlterRoleSetStmt",
                                         "DropRoleStmt", "GrantRoleStmt" };

    for (size_t i = 0; i < countof(nodes); i++)
        if (text_equal(s->node, nodes[i]))
            return true;
    return false;
}

static bool require_role(PGconn *db, const struct source_file *file, const struct source_statement *s,
                         struct fail *f)
{
    const char *values[] = { s->object.name };
    owned(pg_clear) PGresult *r = NULL;

    if (!s->object.name)
        return true;
    if (!pg_rows(db, "SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1", 1, values, FAIL_FAILED, &r, f))
        return false;
    if (PQntuples(r) == 1)
        return true;
    fail_named(f, FAIL_FAILED, "scratch.role", "%s:%u:%u: the scratch server has no role \"%s\"", file->path,
               s->line, s->column, s->object.name);
    fail_detail(f,
                "Roles belong to the whole server, so pgbale does not make them on one that it was given.");
    return fail_hint(f, "Create the role there once, or leave --scratch out to use a private server.");
}

/* The statements to be sent, in order. */
static bool gather(struct load *l, const struct source_file *files, size_t n, struct fail *f)
{
    bool shared = scratch_is_shared(l->db);

    l->items = arena_array(l->arena, count_statements(files, n), sizeof *l->items);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < files[i].n_statements; k++) {
            const struct source_statement *s = &files[i].statements[k];
            if (shared && is_about_roles(s)) {
                if (text_equal(s->node, "CreateRoleStmt") && !require_role(l->db, &files[i], s, f))
                    return false;
                continue;
            }
            const char *stub = load_stub(l->arena, l->db, s);
            l->items[l->n_items++] = (struct load_item){
                .file = &files[i], .statement = s, .sql = stub ? stub : source_text(l->arena, &files[i], s)
            };
        }
    }
    return true;
}

static bool load_in_order(struct load *l, struct fail *f)
{
    owned(load_release) struct load_batch b = load_batch(l, l->items, l->n_items);

    if (!pipeline_run(l->arena, l->db, b.list, b.count, PIPELINE_EACH, f))
        return false;
    for (size_t i = 0; i < b.count; i++) {
        const struct source_statement *s = l->items[i].statement;
        const PGresult *refusal = b.list[i].refusal;
        /* The role may be there because another database of this server was made before. */
        if (!refusal ||
            (text_equal(s->node, "CreateRoleStmt") && strcmp(server_error_state(refusal), "42710") == 0))
            continue;
        /* On a server of others only a superuser can; whoever needs the extension will be told. */
        if (load_is_stub(s) && strcmp(server_error_state(refusal), "42501") == 0)
            continue;
        return server_error(l->items[i].file, s, refusal, FAIL_USAGE, "prelude.load", f);
    }
    return true;
}

bool scratch_load(PGconn *db, const struct source_file *files, size_t n, enum load_order order,
                  const char *settings, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    struct load l = { .arena = a, .db = db, .files = files, .n_files = n };

    if (!gather(&l, files, n, f))
        return false;
    if (order == LOAD_ATOMIC)
        return load_atomic(&l, settings, f);
    if (settings && !pg_run(db, settings, FAIL_FAILED, f))
        return false;
    return order == LOAD_ANY_ORDER ? load_any_order(&l, f) : load_in_order(&l, f);
}

bool scratch_run(PGconn *db, const struct source_file *file, const struct source_statement *statement,
                 const char *settings, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    struct load l = { .arena = a, .db = db };
    struct load_item item = { file, statement, source_text(a, file, statement) };

    if (settings && !pg_run(db, settings, FAIL_FAILED, f))
        return false;
    owned(load_release) struct load_batch b = load_batch(&l, &item, 1);
    if (!pipeline_run(a, db, b.list, b.count, PIPELINE_EACH, f))
        return false;
    if (b.list[0].refusal)
        return server_error(file, statement, b.list[0].refusal, FAIL_STEP, "step.failed", f);
    return load_check_tag(&item, b.list[0].answer, f);
}
