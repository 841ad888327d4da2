/*
 * receipt_issue: signs what a target's ledger and state say about a bale, for the next environment.
 */
#ifndef PGBALE_RECEIPT_ISSUE_H
#define PGBALE_RECEIPT_ISSUE_H

#include "command.h"
#include "key.h"
#include "run.h"

/* Where the receipt goes and who signs it. Zero it; release the key with private_key_release. */
struct receipt_order {
    const char *path; /* NULL: no receipt is wanted */
    struct private_key *key;
};

/*
 * Reads --receipt, --receipt-key and --passphrase-file, which stand in this order from `first` on in the
 * command's options, and the key. Done before anything else, so that a wrong key stops a run that has changed
 * nothing. Warns when the trust store does not know the key as one for receipts.
 */
bool receipt_order_read(struct cli *c, size_t first, const struct trust *trust, struct receipt_order *out,
                        struct fail *f) must_check;

/*
 * Reads ledger and state again and writes the receipt. The target must be at the bale's newest migration, by
 * this very bale: fails with FAIL_TARGET, receipt.other-bale or receipt.behind or state.drift.
 */
bool receipt_issue(struct run *r, const struct receipt_order *order, uint64_t now, struct fail *f) must_check;

#define COMMAND_RECEIPT                                                                                      \
    {                                                                                                        \
        .name = "receipt", .value = "FILE", .help = "write a signed receipt of what was applied"             \
    }
#define COMMAND_RECEIPT_KEY                                                                                  \
    {                                                                                                        \
        .name = "receipt-key", .value = "KEY", .help = "private key that signs the receipt"                  \
    }

#endif
