/*
 * log: reads the ledger's entries one by one, in order, in pieces: a ledger may be long.
 */
#ifndef PGBALE_LOG_H
#define PGBALE_LOG_H

#include "entry.h"

/* An entry as it is stored, with the hashes that it claims. */
struct log_line {
    struct entry entry;
    uint8_t prev[DIGEST_SIZE], hash[DIGEST_SIZE];
    bool released; /* the secret of its transaction is there */
};

/*
 * Calls `each` for every entry in ascending order; the line lives until it returns. A false from `each` ends
 * the walk and is returned, with its fail. Fails with FAIL_TARGET, ledger.broken, when an entry cannot be
 * read.
 */
bool log_walk(struct wire *w, const char *lineage,
              bool (*each)(void *to, const struct log_line *line, struct fail *f), void *to,
              struct fail *f) must_check;

#endif
