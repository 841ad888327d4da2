/*
 * transaction: see transaction.h.
 */
#include "transaction.h"

#include "gate.h"
#include "json.h"
#include "pg.h"
#include "promote.h"
#include "session.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

static const char at_format[] = "YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"";

static bool open_transaction(struct run *r, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();

    if (!wire_calm(&r->target->wire, f) || !target_reset(r->target, f))
        return false;
    /* An orphaned backend finds out within seconds; only servers from 14 on can do that. */
    return wire_run(&r->target->wire, "cannot begin a transaction",
                    format(a,
                           "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SET LOCAL lock_timeout = %u; "
                           "SELECT set_config('client_connection_check_interval', '5000', true)"
                           "  FROM pg_settings WHERE name = 'client_connection_check_interval'",
                           r->lock_timeout),
                    FAIL_TARGET, f);
}

/* Asks who and when we are, and takes the lock that no step can give back. */
static bool identify(struct transaction *tx, struct fail *f)
{
    struct run *r = tx->run;
    owned(pg_clear) PGresult *rows = NULL;
    const char *values[] = { r->keys.transaction[0], r->keys.transaction[1], at_format };
    static const char sql[] =
        "SELECT pg_try_advisory_xact_lock($1::int, $2::int), pg_current_xact_id()::text,"
        " to_char(transaction_timestamp() AT TIME ZONE 'UTC', $3), session_user";

    if (!wire_rows(&r->target->wire, "cannot begin a transaction", sql, 3, values, FAIL_TARGET, &rows, f))
        return false;
    if (*PQgetvalue(rows, 0, 0) != 't') {
        fail_named(f, FAIL_LOCKED, "target.locked", "another applier works on %s", r->target->where);
        return fail_hint(f, "Try again when it is done.");
    }
    tx->xid = arena_text(r->arena, PQgetvalue(rows, 0, 1));
    tx->at = arena_text(r->arena, PQgetvalue(rows, 0, 2));
    tx->actor = arena_text(r->arena, PQgetvalue(rows, 0, 3));
    return true;
}

/* The fence is raised by the first transaction of a run, and must stay where that one put it. */
static bool check_fence(struct transaction *tx, struct fail *f)
{
    struct run *r = tx->run;
    owned(pg_clear) PGresult *rows = NULL;
    const char *values[] = { tx->ledger.lineage, r->fence ? "false" : "true" };
    static const char sql[] =
        "SELECT fence FROM pgbale.raise_fence($1, $2::boolean) fence WHERE fence IS NOT NULL";

    if (!wire_rows(&r->target->wire, "cannot lock the ledger", sql, 2, values, FAIL_TARGET, &rows, f))
        return false;
    if (PQntuples(rows) != 1 || !number_read(PQgetvalue(rows, 0, 0), INT64_MAX, &tx->fence) ||
        (r->fence && tx->fence != r->fence)) {
        fail_named(f, FAIL_LOCKED, "ledger.fence", "another applier has written to the ledger meanwhile");
        return fail_hint(f, "Run again: what is done stays done.");
    }
    return true;
}

/* The newest entry must be the one that this run knows. */
static bool check_head(struct transaction *tx, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;
    struct ledger *l = &tx->ledger;
    const char *values[] = { l->lineage };
    uint64_t n = 0, fence = 0;
    uint8_t hash[DIGEST_SIZE];
    static const char sql[] =
        "SELECT n, pg_catalog.encode(hash, 'hex'), pg_catalog.pg_current_xact_id()::text, session_user,"
        " (SELECT fence FROM pgbale.lock WHERE lineage = $1) FROM pgbale.entry WHERE lineage = $1 ORDER BY n "
        "DESC LIMIT 1";

    if (!wire_rows(&tx->run->target->wire, "cannot read the ledger", sql, 1, values, FAIL_TARGET, &rows, f))
        return false;
    if (PQntuples(rows) == 0 && l->entries == 0)
        return true;
    if (PQntuples(rows) == 0 || !number_read(PQgetvalue(rows, 0, 0), INT64_MAX, &n) || n != l->entries ||
        !hex_read(PQgetvalue(rows, 0, 1), hash, sizeof hash) ||
        memcmp(hash, l->last_hash, sizeof hash) != 0 ||
        !number_read(PQgetvalue(rows, 0, 4), INT64_MAX, &fence) || fence != tx->fence)
        return fail_named(f, FAIL_STEP, "step.ledger",
                          "the ledger was changed by somebody else than this run");
    if (!text_equal(PQgetvalue(rows, 0, 2), tx->xid) || !text_equal(PQgetvalue(rows, 0, 3), tx->actor) ||
        PQtransactionStatus(tx->run->target->wire.db) != PQTRANS_INTRANS)
        return fail_named(f, FAIL_STEP, "step.escape", "a step left the transaction that it has to run in");
    return true;
}

static const char *signatures_json(struct arena *a, const struct bale *b)
{
    owned(json_release) json_t *list = json_new_array();

    for (size_t i = 0; i < b->n_signatures; i++) {
        json_t *one = json_new_object();
        json_put_text(one, "key_id", b->signatures[i].key_id);
        json_put_text(one, "key_name", b->signatures[i].key_name ? b->signatures[i].key_name : "");
        json_put_text(one, "raw", hex_text(a, b->signatures[i].raw));
        json_push(list, one);
    }
    return (const char *)json_canonical(a, list).at;
}

static bool store_bale(struct transaction *tx, struct fail *f)
{
    struct run *r = tx->run;
    owned(arena_release) struct arena *a = arena_new();
    owned(pg_clear) PGresult *rows = NULL;
    const struct bale *b = r->bale;
    const struct bale_migration *newest = bale_newest(b);
    const char *values[] = {
        b->id,
        b->lineage,
        format(a, "%llu", (unsigned long long)newest->sequence),
        newest->version,
        hex_text(a, b->seal),
        hex_text(a, b->manifest),
        signatures_json(a, b),
    };
    static const char sql[] =
        "SELECT pgbale.store(decode($1, 'hex'), $2, $3, $4, decode($5, 'hex'), decode($6, 'hex'), $7)";

    return wire_rows(&r->target->wire, "cannot store the bale in the ledger", sql, (int)countof(values),
                     values, FAIL_TARGET, &rows, f);
}

static bool write_entries(struct transaction *tx, const struct entry_draft *drafts, size_t n, struct fail *f)
{
    struct run *r = tx->run;
    char lock_hash[ID_TEXT];

    digest_hex((struct bytes){ tx->secret, sizeof tx->secret }, lock_hash);
    for (size_t i = 0; i < n; i++) {
        const struct bale_migration *m = drafts[i].migration;
        struct entry e = {
            .lineage = tx->ledger.lineage,
            .n = tx->ledger.entries + 1,
            .kind = drafts[i].kind,
            .bundle_id = r->bale->id,
            .sequence = m->sequence,
            .migration_id = m->id,
            .name = m->name,
            .version = m->version,
            .segment = drafts[i].segment,
            .fence = tx->fence,
            .xid = tx->xid,
            .at = tx->at,
            .actor = tx->actor,
            .detail = drafts[i].detail,
            .lock_hash = lock_hash,
        };
        if (!entry_insert(&r->target->wire, &e, tx->ledger.last_hash, f))
            return false;
        tx->ledger.entries++;
    }
    return true;
}

/* A run that broke the glass says so before its first entry. */
static bool write_breakglass(struct transaction *tx, const struct entry_draft *first, struct fail *f)
{
    const struct promotion *p = tx->run->promotion;
    owned(arena_release) struct arena *a = arena_new();
    owned(json_release) json_t *detail = json_new_object();

    if (tx->run->fence || !p || !p->broken)
        return true;
    json_put_text(detail, "reason", p->reason);
    json_put_text(detail, "missing", p->missing);
    promote_put(detail, p);
    struct entry_draft draft = { "breakglass", first->migration, first->segment,
                                 (const char *)json_canonical(a, detail).at };
    return write_entries(tx, &draft, 1, f);
}

bool transaction_begin(struct run *r, const struct entry_draft *drafts, size_t n, struct transaction *tx,
                       struct fail *f)
{
    *tx = (struct transaction){ .run = r, .ledger = r->ledger };
    if (RAND_bytes(tx->secret, sizeof tx->secret) != 1)
        return fail(f, FAIL_FAILED, "libcrypto gives no random bytes");
    if (!open_transaction(r, f) || !identify(tx, f))
        return false;
    if (!tx->ledger.exists &&
        !ledger_create(r->arena, &r->target->wire, r->environment, r->bale->lineage, &tx->ledger, f))
        return false;
    for (size_t i = 0; i < n; i++)
        tx->finishes =
            tx->finishes || text_equal(drafts[i].kind, "finish") || text_equal(drafts[i].kind, "baseline");
    return check_fence(tx, f) && check_head(tx, f) && (r->fence || store_bale(tx, f)) &&
           write_breakglass(tx, drafts, f) && write_entries(tx, drafts, n, f);
}

/* From here on no statement of the bale runs any more, but its deferred triggers may. */
static bool release(struct transaction *tx, struct fail *f)
{
    struct run *r = tx->run;
    owned(arena_release) struct arena *a = arena_new();
    owned(pg_clear) PGresult *rows = NULL, *constraints = NULL;
    const char *values[] = { hex_text(a, (struct bytes){ tx->secret, sizeof tx->secret }) };
    static const char sql[] = "SELECT pgbale.let_go(pg_catalog.decode($1, 'hex'))";

    if (!wire_rows(&r->target->wire, "cannot release the transaction", sql, 1, values, FAIL_TARGET, &rows, f))
        return false;
    OPENSSL_cleanse(tx->secret, sizeof tx->secret);
    return wire_rows(&r->target->wire, "a deferred constraint does not hold after the steps",
                     "SET CONSTRAINTS ALL IMMEDIATE", 0, NULL, FAIL_STEP, &constraints, f);
}

static bool check_state(struct transaction *tx, const char *digest, struct fail *f)
{
    char now[ID_TEXT];

    if (!gate_digest(&tx->run->target->wire, tx->run->bale, now, f))
        return false;
    if (text_equal(now, digest))
        return true;
    fail_named(f, FAIL_TARGET, "state.after", "the steps did not lead to the state that the bale promises");
    fail_detail(f, "promised %s\nfound    %s", digest, now);
    return fail_hint(f,
                     "All is rolled back. Something on this target works differently from where the bale was "
                     "proven: another minor version, an event trigger, default privileges, or somebody who "
                     "changed the schema at the same time.");
}

static bool say_commit(struct transaction *tx, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;

    if (!wire_calm(&tx->run->target->wire, f))
        return false;
    if (!wire_rows(&tx->run->target->wire, "the server refused to commit", "COMMIT", 0, NULL, FAIL_STEP,
                   &rows, f))
        return false;
    /* COMMIT of a transaction that failed earlier "succeeds" with this tag. */
    if (!text_equal(PQcmdStatus(rows), "COMMIT"))
        return fail_named(f, FAIL_STEP, "step.commit", "the server answered COMMIT with \"%s\"",
                          PQcmdStatus(rows));
    return true;
}

/* Who may ask for the client status, and who wants to know that the schema has changed. */
static bool publish(struct transaction *tx, struct fail *f)
{
    struct wire *w = &tx->run->target->wire;
    const struct bale *b = tx->run->bale;
    owned(arena_release) struct arena *a = arena_new();
    owned(json_release) json_t *readers = json_new_array();
    owned(pg_clear) PGresult *published = NULL, *notified = NULL;

    for (size_t i = 0; i < b->n_readers; i++)
        json_push(readers, json_string(b->readers[i]));
    const char *list[] = { (const char *)json_canonical(a, readers).at };
    const char *notice[] = { b->notice.channel, b->notice.payload };
    return wire_rows(w, "cannot publish the client status",
                     "SELECT pgbale.publish(ARRAY(SELECT pg_catalog.json_array_elements_text($1::json)))", 1,
                     list, FAIL_TARGET, &published, f) &&
           (!b->notice.channel || wire_rows(w, "cannot notify", "SELECT pg_catalog.pg_notify($1, $2)", 2,
                                            notice, FAIL_TARGET, &notified, f));
}

bool transaction_commit(struct transaction *tx, const char *digest, struct fail *f)
{
    struct run *r = tx->run;
    owned(arena_release) struct arena *a = arena_new();
    struct session_step pins = { .schemas = r->bale->schemas,
                                 .n_schemas = r->bale->n_schemas,
                                 .lock_timeout = r->lock_timeout };

    if (!wire_run(&r->target->wire, "cannot set up the session", session_step_settings(a, &pins), FAIL_TARGET,
                  f) ||
        !check_head(tx, f) || (tx->finishes && !publish(tx, f)) || !release(tx, f) ||
        (digest && !check_state(tx, digest, f)) || !say_commit(tx, f))
        return false;
    r->ledger = tx->ledger;
    r->fence = tx->fence;
    return true;
}

void transaction_rollback(struct run *r)
{
    struct fail ignored;
    struct wire *w = &r->target->wire;
    char state[sizeof w->sqlstate];

    if (!w->db || PQtransactionStatus(w->db) == PQTRANS_IDLE)
        return;
    memcpy(state, w->sqlstate, sizeof state);
    if (!wire_run(w, "cannot roll back", "ROLLBACK", FAIL_SERVER, &ignored))
        wire_abandon(w);
    memcpy(w->sqlstate, state, sizeof state);
}
