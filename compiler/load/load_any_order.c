/*
 * load_any_order: schema files, in rounds.
 *
 * A statement that is about all that is there (GRANT ON ALL TABLES), or about all that comes later (ALTER
 * DEFAULT PRIVILEGES), means what stands before it and behind it in the files, and not what a round happens
 * to reach: what stands before it is loaded first, as far as that does not need what stands behind it.
 */
#include "declared.h"
#include "load_inner.h"

/* Another try cannot help: the object is there already, or the statement is no SQL for this server. */
static bool is_final(const char *state)
{
    static const char *const states[] = { "42P07", "42710", "42723", "42P06", "42701", "42P03", "42601" };

    for (size_t i = 0; i < countof(states); i++)
        if (strcmp(state, states[i]) == 0)
            return true;
    return false;
}

/*
 * CREATE SCHEMA public in a dump: every database has it. The same holds for schemas that the prelude made,
 * and for no more than the schema: not for what is declared inside the statement, and not for its owner.
 */
static bool is_there(const struct declared *d, const struct load_item *item, const PGresult *refusal)
{
    struct declared_place other;

    return strcmp(server_error_state(refusal), "42P06") == 0 && item->statement->object.bare &&
           !declared_elsewhere(d, item->statement, &other);
}

static bool refuse_final(const struct declared *d, const struct load_item *item, const PGresult *refusal,
                         struct fail *f)
{
    struct declared_place first, second = { item->file, item->statement };
    bool exists = strcmp(server_error_state(refusal), "42601") != 0;

    if (exists && declared_elsewhere(d, item->statement, &first))
        return first.file > second.file || (first.file == second.file && first.statement > second.statement)
                   ? declared_twice(&second, &first, f)
                   : declared_twice(&first, &second, f);
    server_error(item->file, item->statement, refusal, FAIL_USAGE,
                 exists ? "schema.duplicate" : "schema.load", f);
    return exists ? fail_hint(f, "It is declared twice, or the prelude or an extension has it already. Of a "
                                 "whole database "
                                 "take only the schemas that are yours: pg_dump --schema-only -n SCHEMA.")
                  : false;
}

static bool add_hint(const PGresult *refusal, struct fail *f)
{
    const char *message = PQresultErrorField(refusal, PG_DIAG_MESSAGE_PRIMARY);
    const char *state = server_error_state(refusal);

    if (PQresultErrorField(refusal, PG_DIAG_MESSAGE_HINT) || state[0] != '4' || !message)
        return false;
    if (text_starts(message, "role "))
        return fail_hint(f, "Roles belong to the server: declare the role in prelude/ with CREATE ROLE.");
    if (strstr(message, "does not exist"))
        return fail_hint(f, "Neither the schema files nor the prelude declare it. Declare it, or correct the "
                            "name; what somebody else manages belongs into prelude/.");
    return false;
}

/* What a server lacks is told at once: a dump names the same few roles and extensions on many lines. */
static void add_lacks(struct load *l, const struct load_batch *b, size_t chosen, struct fail *f)
{
    enum { MOST = 8 };
    const char *told[MOST + 1] = { PQresultErrorField(b->list[chosen].refusal, PG_DIAG_MESSAGE_PRIMARY) };
    size_t n = 1;

    for (size_t i = 0; i < b->count && n <= MOST; i++) {
        const char *message = PQresultErrorField(b->list[i].refusal, PG_DIAG_MESSAGE_PRIMARY);
        bool known = !message || !(text_starts(message, "role \"") || text_starts(message, "extension \""));
        for (size_t k = 0; k < n && !known; k++)
            known = text_equal(told[k], message);
        if (known)
            continue;
        told[n++] = arena_text(l->arena, message);
        fail_detail(f, "Also: %s.", message);
    }
}

/*
 * Reports one of the statements that no round could load: the first that does not merely wait for another of
 * them.
 */
static bool refuse_rest(struct load *l, const struct load_item *items, const struct load_batch *b,
                        struct fail *f)
{
    const size_t *waits = load_waits(l->arena, items, b);
    size_t chosen = 0;

    while (chosen < b->count && waits[chosen] != NOT_WAITING)
        chosen++;
    if (chosen == b->count)
        chosen = 0;
    server_error(items[chosen].file, items[chosen].statement, b->list[chosen].refusal, FAIL_USAGE,
                 "schema.load", f);
    if (b->count > 1)
        fail_detail(f, "%zu more statements could not be loaded, perhaps because of this one.", b->count - 1);
    add_lacks(l, b, chosen, f);
    return add_hint(b->list[chosen].refusal, f);
}

/*
 * One round: sends all, keeps those that failed at the front of `items`, says how many in *left. When that
 * are all of them and no more statements come, one is reported.
 */
static bool run_round(struct load *l, const struct declared *d, struct load_item *items, size_t n, bool last,
                      size_t *left, struct fail *f)
{
    owned(load_release) struct load_batch b = load_batch(l, items, n);
    size_t failed = 0;

    if (!pipeline_run(l->arena, l->db, b.list, b.count, PIPELINE_EACH, f))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (b.list[i].refusal && is_there(d, &items[i], b.list[i].refusal))
            pg_clear(&b.list[i].refusal);
        if (!b.list[i].refusal)
            continue;
        if (is_final(server_error_state(b.list[i].refusal)))
            return refuse_final(d, &items[i], b.list[i].refusal, f);
        failed++;
    }
    if (failed == n && n && last)
        return refuse_rest(l, items, &b, f);
    *left = load_reorder(l->arena, items, &b);
    return true;
}

/* Rounds, until nothing is left or none achieves anything. */
static bool run_rounds(struct load *l, const struct declared *d, struct load_item *items, size_t n, bool last,
                       size_t *left, struct fail *f)
{
    for (size_t before = n; before;) {
        if (!run_round(l, d, items, before, last, left, f))
            return false;
        if (*left == before)
            return true;
        before = *left;
    }
    *left = 0;
    return true;
}

/* The end of the statements from `at` on that sweep, or of those that do not. */
static size_t section_end(const struct load *l, size_t at)
{
    size_t end = at;

    while (end < l->n_items && l->items[end].statement->sweeps == l->items[at].statement->sweeps)
        end++;
    return end;
}

static bool newest_routine(struct load *l, const char **oid, struct fail *f)
{
    owned(pg_clear) PGresult *r = NULL;

    if (!pg_rows(l->db, "SELECT pg_catalog.max(oid) FROM pg_catalog.pg_proc", 0, NULL, FAIL_FAILED, &r, f))
        return false;
    *oid = arena_text(l->arena, PQgetvalue(r, 0, 0));
    return true;
}

bool load_any_order(struct load *l, struct fail *f)
{
    const struct declared *d = declared_gather(l->arena, l->files, l->n_files);
    const char *after;

    if (!declared_check(d, l->files, l->n_files, f) || !newest_routine(l, &after, f) ||
        !pg_run(l->db, "SET check_function_bodies = off", FAIL_FAILED, f))
        return false;
    for (size_t i = 0; i < l->n_items; i++)
        l->items[i].sql = load_insist(l->arena, l->items[i].sql);
    struct load_item *waiting = arena_array(l->arena, l->n_items, sizeof *waiting);
    size_t n_waiting = 0;
    for (size_t at = 0; at < l->n_items;) {
        size_t end = section_end(l, at);
        memcpy(waiting + n_waiting, l->items + at, (end - at) * sizeof *waiting);
        if (!run_rounds(l, d, waiting, n_waiting + end - at, end == l->n_items, &n_waiting, f))
            return false;
        at = end;
    }
    return pg_run(l->db, "SET check_function_bodies = on", FAIL_FAILED, f) && load_validate(l, after, f) &&
           pg_run(l->db, "RESET check_function_bodies", FAIL_FAILED, f);
}
