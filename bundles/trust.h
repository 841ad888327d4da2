/*
 * trust: the trust store, trust.json: which keys may sign what.
 *
 * It never comes from a bale. Reading is strict: a file that somebody else could have changed, a
 * key whose id is not its hash, a weak key, a threshold that nobody or too few could meet are
 * errors, not warnings. All refusals are FAIL_BALE with names that start with "trust.".
 */
#ifndef PGBALE_TRUST_H
#define PGBALE_TRUST_H

#include "key.h"

enum { TRUST_KEYS = 64, TRUST_ENVIRONMENTS = 32, TRUST_LIMIT = 1 << 20 };

enum trust_role_name { ROLE_RELEASE, ROLE_APPROVE, ROLE_RECEIPT, ROLE_BREAKGLASS, ROLE_ROOT, TRUST_ROLES };

/* "release", "approve"... */
const char *trust_role_text(enum trust_role_name role);

struct trust_key {
    struct public_key key;
    const char *name;
    uint64_t not_before, not_after; /* seconds since the epoch; 0: no limit */
    bool revoked;
    const char *const *lineages; /* NULL: every lineage; else ends with NULL */
};

struct trust_role {
    bool defined;
    size_t keys[TRUST_KEYS]; /* indexes into trust->keys */
    size_t n_keys, threshold;
};

/* A receipt of the same bale that an environment asks for. */
struct trust_receipt {
    const char *environment;       /* where the bale must have been applied before */
    uint64_t min_age, max_age;     /* seconds since it was applied there; max_age 0: no limit */
    const char *const *target_ids; /* accepted targets; NULL: every target; else ends with NULL */
};

/* Who may say that a migration which breaks a client is applied: whoever applies, with a flag; nobody needs
 * to; whoever may approve. */
enum trust_breaking { BREAKING_ASK, BREAKING_ACCEPT, BREAKING_APPROVAL };

/* What one environment asks for. */
struct trust_environment {
    const char *name;
    /* Roles whose threshold a bale's signatures must meet there; release always. For approve, see
     * promotion.h. */
    bool require[TRUST_ROLES];
    const char *sslmode;       /* least sslmode for TCP; "verify-full" unless the file says otherwise */
    bool any_login;            /* a login that is not bound to the TLS channel will do ("channel_binding") */
    const char *const *forbid; /* capabilities that are refused there; ends with NULL */
    bool no_widening;          /* what widens access, or may, is refused there without an approval */
    enum trust_breaking breaking;
    const struct trust_receipt *receipts;
    size_t n_receipts;
};

struct trust {
    uint64_t version;
    uint64_t expires; /* seconds since the epoch; 0: never */
    const struct trust_key *keys;
    size_t n_keys;
    struct trust_role roles[TRUST_ROLES];
    const struct trust_environment *environments;
    size_t n_environments;
    char sha256[ID_TEXT]; /* of the file's bytes, for reports */
};

/*
 * Reads a trust store. The file must be regular, not a symbolic link, owned by root or by the
 * invoking user, and writable by nobody else; so must be its folders (trust_folder.h). A file that cannot be
 * opened is FAIL_USAGE.
 */
bool trust_read(struct arena *a, const char *path, struct trust **out, struct fail *f) must_check;

/* The same from bytes in memory; `where` stands for the path in messages. */
bool trust_parse(struct arena *a, struct bytes from, const char *where, struct trust **out,
                 struct fail *f) must_check;

/* The trusted key with this id, or NULL. */
const struct trust_key *trust_find(const struct trust *t, const char *key_id);

/* Is the key a member of the role? */
bool trust_has_role(const struct trust *t, const struct trust_key *key, enum trust_role_name role);

/* Is the key neither revoked, nor too young, nor expired? */
bool trust_key_valid(const struct trust_key *key, uint64_t now);

/* May the key sign this lineage? */
bool trust_key_covers(const struct trust_key *key, const char *lineage);

/* The rules of an environment, or NULL when the store does not name it. */
const struct trust_environment *trust_environment_of(const struct trust *t, const char *name);

/*
 * Text of a first trust.json in which each of the keys may release, `threshold` of them are needed,
 * and the environments ask for nothing more. Canonical JSON in the arena. Refuses what trust_parse would.
 */
struct trust_draft {
    const struct public_key *const *keys;
    const char *const *names; /* one per key */
    size_t n_keys, threshold;
    const char *const *environments; /* may be none */
    size_t n_environments;
};
bool trust_draft_text(struct arena *a, const struct trust_draft *d, struct bytes *out,
                      struct fail *f) must_check;

/*
 * A trust store in memory that trusts exactly one key to release, in every lineage. For a signer
 * that checks its own work; never for deciding whether a bale may be applied.
 */
struct trust *trust_of_one(struct arena *a, const struct public_key *key);

#endif
