/*
 * log_check: is the ledger what it was? Recomputes the chain of hashes and compares it with what others kept.
 *
 * A chain alone can be written anew by whoever controls the schema: only receipts, which are kept elsewhere,
 * show that. And a stored bale is only as good as the keys that signed it: with a trust store they are
 * checked.
 */
#ifndef PGBALE_LOG_CHECK_H
#define PGBALE_LOG_CHECK_H

#include "ledger.h"
#include "promotion.h"

struct log_verdict {
    uint64_t entries, transactions, failed, breakglass;
    size_t bales, signed_bales; /* whose signatures were checked and met the threshold */
    size_t receipts;            /* that the chain agrees with */
    char head[ID_TEXT];         /* hash of the newest entry, or of meta */
};

/*
 * Checks all of it. `trust` may be NULL: then signatures are not checked. Fails with FAIL_TARGET:
 * ledger.chain (an entry was changed, removed or added), ledger.release, ledger.bale (a stored bale is not
 * what its id says, or not signed by enough trusted keys), ledger.receipt (the ledger is not the one that a
 * receipt saw), ledger.rolled-back (it is older than a receipt).
 */
bool log_check(struct arena *a, struct wire *w, const struct ledger *l, const struct trust *trust,
               const struct evidence *receipts, struct log_verdict *out, struct fail *f) must_check;

#endif
