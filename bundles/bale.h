/*
 * bale: what a bale says, as one structure that its writer fills and its verifier returns.
 *
 * `struct sealed_bale` (sealed.h) is bytes that nobody has checked. A `struct bale` that came out
 * of bale_open has passed every check of DESIGN.md section 6; nothing else turns one into the
 * other. The compiler fills a `struct bale` itself and hands it to bale_pack.
 */
#ifndef PGBALE_BALE_H
#define PGBALE_BALE_H

#include "fail.h"
#include "text.h"

enum {
    BALE_MIGRATIONS = 10000,  /* most migrations in one bale */
    BALE_STEPS = 999,         /* most step files in one migration */
    BALE_STATEMENTS = 100000, /* most statements in one step file */
    BALE_CLIENTS = 16,
    BALE_ENVIRONMENTS = 16,
    BALE_NAME = 99,           /* longest member name, bytes */
    BALE_STEP_SIZE = 8 << 20, /* largest step file, bytes */
    ID_TEXT = 65,             /* a SHA-256 in lower-case hexadecimal, with NUL */
};
#define BALE_SIZE_LIMIT ((size_t)64 << 20)
#define BALE_GENESIS "genesis" /* parent of a lineage's first migration */

/* What a catalog must show for a standalone statement to be half done, so that a rerun can repair it. */
struct bale_probe {
    /* "index": an index that is made or dropped; "reindex": an index, or the table of all its indexes;
     * "detach", "finalize": a partition; "value": an enum that gets a value; "none" */
    const char *kind;
    const char *schema, *name; /* unquoted names; NULL for "none" */
    const char *table;         /* of an index that is made, in the same schema; else NULL */
    const char *value;         /* that the enum gets; else NULL */
};

/* One statement: a range of its step file's bytes, sent as one extended-protocol message. */
struct bale_statement {
    uint64_t start, size;    /* bytes; ranges ascend; what lies between is white space, comments and ';' */
    uint64_t line;           /* 1-based line of its first byte */
    const char *tag;         /* expected command tag without counts, such as "ALTER TABLE" */
    bool counted;            /* the author expects a number of rows */
    uint64_t least, most;    /* when counted; most is UINT64_MAX for "or more" */
    struct bale_probe probe; /* of a standalone statement; else kind is NULL */
};

struct bale_step {
    const char *name; /* file name, "010-tables.sql" */
    struct bytes sql; /* the whole file */
    char sha256[ID_TEXT];
    bool standalone; /* every statement runs alone, outside a transaction */
    const struct bale_statement *statements;
    size_t n_statements;
};

/* Claim about one client: does this migration break it, and from which version on it works. */
struct bale_client {
    const char *name; /* "lndb" */
    bool breaks;
    const char *min_version; /* SemVer, NULL unless declared */
};

/*
 * State digests for one server major: one before the first segment and one after each segment.
 * A segment is a longest run of transactional steps, or one statement of a standalone step.
 */
struct bale_states {
    unsigned major;
    const char *const *digests; /* hexadecimal SHA-256 */
    size_t n_digests;           /* segments + 1 */
};

struct bale_migration {
    uint64_t sequence;       /* 1, 2, 3... */
    char id[ID_TEXT];        /* sha256 of its canonical record */
    const char *parent;      /* id of the migration before it, or "genesis" */
    const char *name;        /* folder name in the project and in the bale, "0001-accounts" */
    const char *version;     /* SemVer 2.0 */
    const char *description; /* one line, may be empty */
    const struct bale_client *clients;
    size_t n_clients;
    unsigned proof_major;             /* the major whose digests are part of the id */
    const struct bale_states *states; /* ascending by major; contains proof_major */
    size_t n_states;
    const struct bale_step *steps; /* ascending by name */
    size_t n_steps;
    struct bytes rls;                /* rls.json: canonical JSON, for reviewers, never executed */
    const char *const *capabilities; /* sorted, such as "alter_policy", "drop_column" */
    size_t n_capabilities;
};

/* A run of work with one state digest before and one after it. Derived from the steps. */
struct bale_segment {
    bool standalone;
    size_t first_step, n_steps; /* n_steps is 1 when standalone */
    size_t statement;           /* which statement of the step, when standalone */
};

/* A notification that the applier sends in the transaction that finishes a migration. */
struct bale_notice {
    const char *channel, *payload; /* channel NULL: none; the payload may be empty */
};

/* Lists of names, and clients, ascend by bytes without repetition; bale_check refuses others. */
struct bale {
    char id[ID_TEXT];                /* sha256 of seal.json; empty while drafting */
    const char *lineage;             /* project name */
    const char *compiler;            /* version of the compiler */
    uint64_t created;                /* SOURCE_DATE_EPOCH, seconds; also every member's mtime */
    uint64_t not_before, not_after;  /* seconds since the epoch; 0: no limit */
    const char *const *environments; /* allowed; none: any */
    size_t n_environments;
    const char *const *roles; /* roles that the steps need on the target */
    size_t n_roles;
    const char *const *extensions; /* extensions that must be available on the target */
    size_t n_extensions;
    const char *const *schemas; /* unmanaged schemas that must exist on the target */
    size_t n_schemas;
    const char *const *managed; /* schemas whose objects the state digest covers */
    size_t n_managed;
    const char *role;           /* that the steps run as on the target; NULL: as the login */
    const char *const *readers; /* roles that may ask pgbale.client_status on the target */
    size_t n_readers;
    struct bale_notice notice;
    struct bytes state_sql;                  /* one read-only statement returning one text value */
    const struct bale_migration *migrations; /* ascending by sequence, each the parent of the next */
    size_t n_migrations;

    /* Filled by bale_open only. */
    struct bytes seal, manifest; /* the exact bytes of seal.json and manifest.json */
    const struct bale_signature *signatures;
    size_t n_signatures;
};

/* One signature member, as verification found it. */
struct bale_signature {
    char key_id[ID_TEXT];
    struct bytes raw;
    const char *key_name; /* from the trust store; NULL: unknown key, not counted */
};

/* The newest migration of a bale. */
const struct bale_migration *bale_newest(const struct bale *b);

/* Segments of a migration, in order. */
const struct bale_segment *bale_segments(struct arena *a, const struct bale_migration *m, size_t *count);

/* The digests of `m` for a server major, or NULL when the migration was not proven on it. */
const struct bale_states *bale_states_of(const struct bale_migration *m, unsigned major);

#endif
