/*
 * attempt: see attempt.h.
 *
 * Name, message and SQLSTATE are kept; the server's detail is not, because it may quote rows.
 */
#include "attempt.h"

#include "json.h"
#include "transaction.h"

enum { MESSAGE_MOST = 1000 };

static const char *detail_of(struct arena *a, const struct fail *why, const char *sqlstate)
{
    owned(json_release) json_t *detail = json_new_object();
    size_t size = strlen(why->message);

    json_put_number(detail, "code", (uint64_t)why->code);
    json_put_text(detail, "name", why->name);
    json_put_text(detail, "message",
                  text_shown(a, why->message, size < MESSAGE_MOST ? size : MESSAGE_MOST, false));
    json_put_text(detail, "sqlstate", sqlstate);
    return (const char *)json_canonical(a, detail).at;
}

void attempt_record(struct run *r, const struct fail *why)
{
    owned(arena_release) struct arena *a = arena_new();
    struct wire *w = &r->target->wire;
    struct transaction tx;
    struct fail *later = arena_alloc(a, sizeof *later);

    if (!w->db || PQstatus(w->db) != CONNECTION_OK || w->interrupted || !r->ledger.exists ||
        r->position.migration >= r->bale->n_migrations)
        return;
    struct entry_draft draft = { "failed", &r->bale->migrations[r->position.migration], r->position.segment,
                                 detail_of(a, why, w->sqlstate) };
    if (transaction_begin(r, &draft, 1, &tx, later) && transaction_commit(&tx, NULL, later))
        return;
    transaction_rollback(r);
    cli_warn(r->cli, "the failed attempt could not be recorded: %s", later->message);
}
