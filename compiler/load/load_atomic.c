/*
 * load_atomic: the steps of one segment, in one transaction, as they will run on a target.
 */
#include "load_inner.h"

struct load_batch load_batch(const struct load *l, const struct load_item *items, size_t n)
{
    struct load_batch b = { arena_array(l->arena, n, sizeof *b.list), n };

    for (size_t i = 0; i < n; i++)
        b.list[i] = (struct pipelined){ .sql = items[i].sql, .search_path = items[i].statement->search_path };
    return b;
}

void load_release(struct load_batch *b)
{
    pipeline_clear(b->list, b->count);
}

bool load_check_tag(const struct load_item *item, const char *answer, struct fail *f)
{
    const struct source_statement *s = item->statement;

    if (text_equal(answer, s->tag))
        return true;
    fail_named(f, FAIL_STEP, "step.tag", "%s:%u:%u: the server answered \"%s\" where \"%s\" was expected",
               item->file->path, s->line, s->column, answer ? answer : "", s->tag);
    if (!s->node)
        return fail_hint(f, "Write \"-- pgbale: opaque \"%s\"\" before it.", answer ? answer : "");
    return fail_hint(f, "Leave IF NOT EXISTS out, so that the statement does the same everywhere.");
}

static bool run_file(struct load *l, const struct load_item *items, size_t n, const char *settings,
                     struct fail *f)
{
    if (settings && !pg_run(l->db, settings, FAIL_FAILED, f))
        return false;
    owned(load_release) struct load_batch b = load_batch(l, items, n);
    if (!pipeline_run(l->arena, l->db, b.list, b.count, PIPELINE_ALL, f))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (b.list[i].refusal)
            return server_error(items[i].file, items[i].statement, b.list[i].refusal, FAIL_STEP,
                                "step.failed", f);
        if (!b.list[i].skipped && !load_check_tag(&items[i], b.list[i].answer, f))
            return false;
    }
    return true;
}

static bool run_files(struct load *l, const char *settings, struct fail *f)
{
    for (size_t at = 0; at < l->n_items;) {
        size_t n = 1;
        while (at + n < l->n_items && l->items[at + n].file == l->items[at].file)
            n++;
        if (!run_file(l, l->items + at, n, settings, f))
            return false;
        at += n;
    }
    return true;
}

bool load_atomic(struct load *l, const char *settings, struct fail *f)
{
    struct fail ignored;

    if (!pg_run(l->db, "BEGIN", FAIL_FAILED, f))
        return false;
    if (!run_files(l, settings, f)) {
        if (!pg_run(l->db, "ROLLBACK", FAIL_FAILED, &ignored))
            return false;
        return false;
    }
    /* Deferred constraints speak up only here. */
    owned(pg_clear) PGresult *r = PQexec(l->db, "COMMIT");
    if (PQresultStatus(r) != PGRES_COMMAND_OK)
        return pg_refused(l->db, r, FAIL_STEP, "the steps ran, but their transaction cannot be committed", f);
    if (strcmp(PQcmdStatus(r), "COMMIT") != 0)
        return fail_named(f, FAIL_STEP, "step.failed", "a step ended the transaction that it ran in");
    return true;
}
