/*
 * log_check: see log_check.h. Stored bales are checked in log_bales.c.
 */
#include "log_check.h"

#include "log.h"
#include "log_bales.h"

struct checking {
    struct arena *arena;
    const struct ledger *ledger;
    const struct evidence *receipts;
    struct log_verdict verdict;
    uint8_t last[DIGEST_SIZE];
    const char *xid;
};

static bool refuse_chain(const struct log_line *line, const char *what, struct fail *f)
{
    fail_named(f, FAIL_TARGET, "ledger.chain", "entry %llu of the ledger %s",
               (unsigned long long)line->entry.n, what);
    fail_detail(f, "it says: %s of %s (version %s), %s by %s", line->entry.kind, line->entry.name,
                line->entry.version, line->entry.at, line->entry.actor);
    return fail_hint(
        f, "Somebody changed the ledger by other means than pgbale-apply. Compare it with a backup.");
}

/* Does what a receipt saw stand at its place? */
static bool check_receipts(struct checking *c, const struct log_line *line, struct fail *f)
{
    char hash[ID_TEXT];

    snprintf(hash, sizeof hash, "%s", hex_text(c->arena, (struct bytes){ line->hash, DIGEST_SIZE }));
    for (size_t i = 0; i < c->receipts->n_receipts; i++) {
        const struct receipt *r = &c->receipts->receipts[i].receipt;
        if (r->entries != line->entry.n)
            continue;
        if (!text_equal(r->entry_hash, hash)) {
            fail_named(f, FAIL_TARGET, "ledger.receipt",
                       "entry %llu of the ledger is not the one that the receipt %.12s saw",
                       (unsigned long long)r->entries, c->receipts->receipts[i].at.id);
            fail_detail(f, "receipt %s\nledger  %s", r->entry_hash, hash);
            return fail_hint(f, "The ledger was written anew after the receipt was made.");
        }
        c->verdict.receipts++;
    }
    return true;
}

static bool check_line(void *to, const struct log_line *line, struct fail *f)
{
    struct checking *c = to;
    uint8_t hash[DIGEST_SIZE];

    if (line->entry.n != c->verdict.entries + 1)
        return refuse_chain(line, "does not follow the one before it: entries are missing", f);
    if (memcmp(line->prev, c->last, DIGEST_SIZE) != 0)
        return refuse_chain(line, "does not hold the hash of the one before it", f);
    entry_hash(&line->entry, line->prev, hash);
    if (memcmp(line->hash, hash, DIGEST_SIZE) != 0)
        return refuse_chain(line, "was changed: its hash is another one", f);
    if (!line->released)
        return fail_named(f, FAIL_TARGET, "ledger.release",
                          "the transaction of entry %llu of the ledger was never released",
                          (unsigned long long)line->entry.n);
    memcpy(c->last, hash, DIGEST_SIZE);
    c->verdict.entries++;
    c->verdict.failed += text_equal(line->entry.kind, "failed");
    c->verdict.breakglass += text_equal(line->entry.kind, "breakglass");
    if (!text_equal(c->xid, line->entry.xid)) {
        c->verdict.transactions++;
        c->xid = arena_text(c->arena, line->entry.xid);
    }
    return check_receipts(c, line, f);
}

static bool check_targets(const struct checking *c, struct fail *f)
{
    for (size_t i = 0; i < c->receipts->n_receipts; i++) {
        const struct receipt *r = &c->receipts->receipts[i].receipt;
        if (!text_equal(r->target_id, c->ledger->target_id) || !text_equal(r->lineage, c->ledger->lineage))
            return fail_named(f, FAIL_TARGET, "ledger.receipt",
                              "the receipt %.12s is of another target (%s, lineage \"%s\")",
                              c->receipts->receipts[i].at.id, r->target_id, r->lineage);
    }
    return true;
}

/* Receipts that saw more than there is. */
static bool check_length(const struct checking *c, struct fail *f)
{
    for (size_t i = 0; i < c->receipts->n_receipts; i++) {
        const struct receipt *r = &c->receipts->receipts[i].receipt;
        if (r->entries > c->verdict.entries) {
            fail_named(f, FAIL_TARGET, "ledger.rolled-back",
                       "the ledger has %llu entries, but the receipt %.12s saw %llu",
                       (unsigned long long)c->verdict.entries, c->receipts->receipts[i].at.id,
                       (unsigned long long)r->entries);
            return fail_hint(
                f, "The database was restored from an older backup, or entries were removed at the end.");
        }
    }
    return true;
}

bool log_check(struct arena *a, struct wire *w, const struct ledger *l, const struct trust *trust,
               const struct evidence *receipts, struct log_verdict *out, struct fail *f)
{
    struct checking c = { .arena = a, .ledger = l, .receipts = receipts };

    memcpy(c.last, l->genesis, DIGEST_SIZE);
    if (!check_targets(&c, f) || !log_walk(w, l->lineage, check_line, &c, f) || !check_length(&c, f) ||
        !log_bales(w, l->lineage, trust, &c.verdict, f))
        return false;
    snprintf(c.verdict.head, sizeof c.verdict.head, "%s", hex_text(a, (struct bytes){ c.last, DIGEST_SIZE }));
    *out = c.verdict;
    return true;
}
