/*
 * receipt_issue: see receipt_issue.h.
 */
#include "receipt_issue.h"

#include "file.h"
#include "gate.h"
#include "passphrase.h"
#include "pg.h"
#include "receipt.h"

enum { PATH, KEY, PASSPHRASE };

bool receipt_order_read(struct cli *c, size_t first, const struct trust *trust, struct receipt_order *out,
                        struct fail *f)
{
    const char *key = cli_value(c, first + KEY), *passphrase = NULL;

    out->path = cli_value(c, first + PATH);
    if (!out->path && !key)
        return true;
    if (!out->path || !key)
        return fail(f, FAIL_USAGE, "--receipt and --receipt-key belong together");
    if (!passphrase_read(c->arena, cli_value(c, first + PASSPHRASE), &passphrase, f) ||
        !private_key_read(c->arena, key, passphrase, &out->key, f))
        return false;
    const struct trust_key *known = trust_find(trust, private_key_public(out->key)->id);
    if (!known || !trust_has_role(trust, known, ROLE_RECEIPT))
        cli_warn(c,
                 "the trust store does not name the receipt's key for the role \"receipt\": others may not "
                 "accept it");
    return true;
}

static bool is_here(const struct run *r, struct fail *f)
{
    const struct ledger_head *head = &r->ledger.head;
    const struct bale_migration *newest = bale_newest(r->bale);

    if (!head->sequence || !text_equal(head->migration_id, newest->id) || r->ledger.partial.sequence)
        return fail_named(f, FAIL_TARGET, "receipt.behind", "the target is not at version %s of the bale",
                          newest->version);
    if (text_equal(head->bundle_id, r->bale->id))
        return true;
    fail_named(f, FAIL_TARGET, "receipt.other-bale",
               "version %s was applied to the target from another bale: no receipt can be given for this one",
               newest->version);
    fail_detail(f, "applied %s\ngiven   %s", head->bundle_id, r->bale->id);
    return fail_hint(f, "Promote the bale that was applied here, byte for byte.");
}

static bool read_state(struct run *r, struct receipt *receipt, struct fail *f)
{
    const struct bale_states *states = bale_states_of(bale_newest(r->bale), r->target->major);

    if (!gate_read(&r->target->wire, r->bale, receipt->state, f))
        return false;
    if (states && text_equal(receipt->state, states->digests[states->n_digests - 1]))
        return true;
    return fail_named(f, FAIL_TARGET, "state.drift",
                      "the schema of the target is not the one that its version promises: no receipt");
}

/* The ledger keeps times as text, of the server's clock. */
static bool read_time(struct run *r, uint64_t *out, struct fail *f)
{
    owned(pg_clear) PGresult *rows = NULL;
    const char *values[] = { r->ledger.head.at };

    if (!wire_rows(&r->target->wire, "cannot read a time of the ledger",
                   "SELECT pg_catalog.floor(extract(epoch FROM $1::timestamptz))::bigint", 1, values,
                   FAIL_TARGET, &rows, f))
        return false;
    return number_read(PQgetvalue(rows, 0, 0), INT64_MAX, out) ||
           fail_named(f, FAIL_TARGET, "ledger.broken", "the newest time of the ledger is before 1970");
}

static bool fill(struct run *r, uint64_t now, struct receipt *out, struct fail *f)
{
    const struct bale_migration *newest = bale_newest(r->bale);
    struct receipt receipt = {
        .environment = r->ledger.environment,
        .lineage = r->ledger.lineage,
        .target_id = r->ledger.target_id,
        .sequence = newest->sequence,
        .version = newest->version,
        .major = r->target->major,
        .server = r->target->server_version,
        .applier = PGBALE_VERSION,
        .issued = now,
        .entries = r->ledger.entries,
    };

    memcpy(receipt.bale, r->bale->id, sizeof receipt.bale);
    memcpy(receipt.migration, newest->id, sizeof receipt.migration);
    snprintf(receipt.entry_hash, sizeof receipt.entry_hash, "%s",
             hex_text(r->arena, (struct bytes){ r->ledger.last_hash, DIGEST_SIZE }));
    if (!read_state(r, &receipt, f) || !read_time(r, &receipt.applied, f))
        return false;
    *out = receipt;
    return true;
}

bool receipt_issue(struct run *r, const struct receipt_order *order, uint64_t now, struct fail *f)
{
    struct receipt receipt;
    struct bytes file;

    return ledger_read(r->arena, &r->target->wire, &r->ledger, f) && is_here(r, f) &&
           fill(r, now, &receipt, f) &&
           attestation_sign(r->arena, receipt_text(r->arena, &receipt), order->key, &file, f) &&
           file_write(order->path, file, 0644, f);
}
