/*
 * ledger: the target's own record of what was applied to it (ledger.sql), read.
 */
#ifndef PGBALE_LEDGER_H
#define PGBALE_LEDGER_H

#include "bale.h"
#include "digest.h"
#include "wire.h"

enum { LEDGER_FORMAT = 1 };

/* A migration that was applied in full; sequence 0: none. */
struct ledger_head {
    uint64_t sequence;
    const char *migration_id, *name, *version;
    const char *bundle_id, *at, *actor;
};

/* A migration of which some segments are done; sequence 0: none. */
struct ledger_partial {
    uint64_t sequence;
    const char *migration_id, *name, *version, *bundle_id;
    size_t segments_done;
    bool intent; /* the next segment is a standalone statement that was begun */
    const char *intent_at, *intent_actor, *intent_detail;
};

struct ledger {
    bool installed; /* the tables are there */
    bool exists;    /* and say who the target is */
    const char *environment, *lineage, *target_id;
    uint64_t entries;               /* n of the newest entry */
    uint8_t genesis[DIGEST_SIZE];   /* hash of meta */
    uint8_t last_hash[DIGEST_SIZE]; /* of the newest entry, or of meta when there is none */
    struct ledger_head head;
    struct ledger_partial partial;
};

/*
 * Reads the ledger; a target without one gives exists = false. Fails with FAIL_TARGET when schema
 * pgbale is not a ledger of this format (ledger.foreign) or may not be read (ledger.private).
 */
bool ledger_read(struct arena *a, struct wire *w, struct ledger *out, struct fail *f) must_check;

/* Makes the tables unless a DBA did, and the row of meta, in the transaction that is open. Fills `out` as
 * ledger_read does. */
bool ledger_create(struct arena *a, struct wire *w, const char *environment, const char *lineage,
                   struct ledger *out, struct fail *f) must_check;

/* The SQL that makes the tables and functions, for whoever shall own them. */
const char *ledger_text(void);

/*
 * The target remembers its environment and lineage: fails with FAIL_POLICY (ledger.environment) or
 * FAIL_TARGET (ledger.lineage) when they are others. `environment` may be NULL: not checked.
 */
bool ledger_identity(const struct ledger *l, const char *environment, const char *lineage,
                     struct fail *f) must_check;

#endif
