/*
 * transaction: a transaction of the applier, that can only end with its ledger entries.
 *
 * It begins by writing the entries, each bound to the hash of a secret; it can commit only after the
 * secret itself is in the ledger, which is the last thing that happens. So a step that commits by
 * itself commits nothing: the server refuses the dangling reference.
 */
#ifndef PGBALE_TRANSACTION_H
#define PGBALE_TRANSACTION_H

#include "entry.h"
#include "run.h"

/* An entry to be; the transaction adds what only it knows. */
struct entry_draft {
    const char *kind;
    const struct bale_migration *migration;
    size_t segment;
    const char *detail; /* JSON object */
};

struct transaction {
    struct run *run;
    struct ledger ledger; /* as this transaction leaves it */
    uint64_t fence;
    bool finishes; /* a migration */
    const char *xid, *at, *actor;
    uint8_t secret[DIGEST_SIZE];
};

/*
 * Begins, makes the ledger when there is none, checks that it is as this run knows it, and writes the
 * entries. A failure leaves the transaction to transaction_rollback.
 */
bool transaction_begin(struct run *r, const struct entry_draft *drafts, size_t n, struct transaction *tx,
                       struct fail *f) must_check;

/*
 * Ends: checks that this is still the same transaction and ledger, lets deferred constraints speak,
 * compares the state with `digest` (NULL: no gate), commits. Success only when the server says COMMIT.
 */
bool transaction_commit(struct transaction *tx, const char *digest, struct fail *f) must_check;

/* Rolls back whatever is open, unless the connection is gone. The wire keeps the SQLSTATE that led here. */
void transaction_rollback(struct run *r);

#endif
