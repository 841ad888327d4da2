/*
 * sample: a small but complete bale, and keys and trust stores to go with it.
 */
#ifndef PGBALE_TEST_SAMPLE_H
#define PGBALE_TEST_SAMPLE_H

#include "open.h"
#include "pack.h"
#include "trust.h"

enum { SAMPLE_MIGRATIONS = 2, SAMPLE_TIME = 1700000000 };

/*
 * Two migrations of the lineage "hub": the first has a transactional step with two statements and one
 * that counts rows, the second a transactional and a standalone step. All of it may be changed
 * before sample_finish computes digests and ids.
 */
struct sample {
    struct bale bale;
    struct bale_migration migrations[SAMPLE_MIGRATIONS];
    struct bale_step steps[SAMPLE_MIGRATIONS][2];
    struct bale_statement statements[SAMPLE_MIGRATIONS][2][2];
    struct bale_states states[SAMPLE_MIGRATIONS][2];
    struct bale_client clients[SAMPLE_MIGRATIONS][1];
};

struct sample *sample_new(struct arena *a);

/* Sets digests of steps, ids and parents. */
void sample_finish(struct sample *s);

/* A fail in the arena, zeroed. */
struct fail *fail_new(struct arena *a);

/* A new Ed25519 key, to be released by the caller. */
struct private_key *key_new(void);

/* The finished sample, packed and signed by the keys given (NULL-terminated). Fails the test when it cannot.
 */
struct bytes sample_signed(struct arena *a, const struct private_key *const *keys);

/* A trust store in which the keys may release. */
struct trust *trust_new(struct arena *a, const struct private_key *const *keys, size_t threshold);

/* Opens bytes; the mapping lives until the process ends (each test is one). */
bool open_bytes(struct arena *a, struct bytes bytes, const struct trust *t, struct bale **out,
                struct fail *f);

/*
 * Signs bytes that may be no good bale at all: a new frame with `seal` (or one that fits `rest` and
 * `manifest`) around `rest`. For hostile bales that a trusted key has signed.
 */
struct bytes sign_anything(struct arena *a, struct bytes seal, struct bytes rest,
                           const struct private_key *key);

#endif
