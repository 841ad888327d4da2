/*
 * receipt: what an applier signs after COMMIT: this bale was applied to this target.
 *
 * It is made by pgbale-apply with a key of the role "receipt", and read by the applier of the next
 * environment (promotion.h) and by whoever checks a ledger against it: it holds the newest hash of the
 * ledger.
 */
#ifndef PGBALE_RECEIPT_H
#define PGBALE_RECEIPT_H

#include "attestation.h"

#define RECEIPT_TYPE "https://pgbale.org/apply-receipt/v1"
#define RECEIPT_FORMAT "pgbale-receipt/1"

struct receipt {
    char bale[ID_TEXT];
    const char *environment, *lineage, *target_id;
    uint64_t sequence; /* of the newest migration */
    char migration[ID_TEXT];
    const char *version;
    char state[ID_TEXT]; /* digest of the managed objects, read when the receipt was made */
    unsigned major;      /* of the server; state is that major's */
    const char *server;  /* "15.10 (Debian ...)" */
    const char *applier; /* version of pgbale-apply */
    uint64_t applied;    /* when the newest migration was finished, seconds since the epoch, server's clock */
    uint64_t issued;     /* when the receipt was made, applier's clock */
    uint64_t entries;    /* the ledger's newest entry */
    char entry_hash[ID_TEXT];
};

/* The canonical statement, in the arena; sign it with attestation_sign. */
struct bytes receipt_text(struct arena *a, const struct receipt *r);

/* Reads an authenticated statement, strictly. Names start with "receipt.". */
bool receipt_parse(struct arena *a, const struct attestation *at, struct receipt *out,
                   struct fail *f) must_check;

#endif
