/*
 * entry: one line of the ledger, and the chain of hashes that runs through all of them.
 *
 * hash = SHA-256 over "pgbale-ledger/1\n", the 32 bytes of the previous hash, and each field as
 * "LENGTH:TEXT\n" in the order of struct entry. The first entry's previous hash is that of meta.
 */
#ifndef PGBALE_ENTRY_H
#define PGBALE_ENTRY_H

#include "digest.h"
#include "wire.h"

struct entry {
    const char *lineage;
    uint64_t n;
    const char *kind;
    const char *bundle_id; /* hexadecimal, as all digests here */
    uint64_t sequence;
    const char *migration_id, *name, *version;
    size_t segment;
    uint64_t fence;
    const char *xid, *at, *actor;
    const char *detail; /* JSON object */
    const char *lock_hash;
};

/* Hash of meta, the start of the chain. */
void entry_genesis(const char *environment, const char *lineage, const char *target_id, const char *created,
                   uint8_t out[DIGEST_SIZE]);

/* Hash of an entry after `prev`. */
void entry_hash(const struct entry *e, const uint8_t prev[DIGEST_SIZE], uint8_t out[DIGEST_SIZE]);

/* Inserts the entry into the open transaction; `prev` becomes its hash. */
bool entry_insert(struct wire *w, const struct entry *e, uint8_t prev[DIGEST_SIZE],
                  struct fail *f) must_check;

#endif
