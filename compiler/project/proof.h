/*
 * proof: proof.json, what `prove` found out about one migration and compile relies on.
 *
 * It holds the parent's id, the digests of the steps it was made for, the state digests, what the
 * steps need on a target, and the RLS diff. Everything is checked against the files again when it is read.
 */
#ifndef PGBALE_PROOF_H
#define PGBALE_PROOF_H

#include "lint_watch.h"
#include "observe.h"
#include "rls_evidence.h"
#include "verdict.h"

/* What the statements of a client's contract showed. The differences are among the verdict's reasons. */
struct proof_contract {
    const char *client, *sha256; /* digest of the contract's file */
    uint64_t statements, worked, same;
};

/* A run of a client's own test. */
struct proof_run {
    uint64_t status, milliseconds;
    const char *output; /* digest of what it printed */
};

/* What `test --client` found out: the test on the schema before the migration and after it. */
struct proof_test {
    const char *client, *command;
    struct proof_run before, after;
};

/* What a statement does to relations that were there before the migration; others have no entry. */
struct proof_effect {
    const char *step; /* "010-tables.sql" */
    unsigned line;
    bool watched; /* false: it runs outside a transaction, or was refused alone, and nothing is known */
    struct observed seen;
};

struct proof {
    const char *parent;            /* id of the migration before, or "genesis" */
    const struct bale_step *steps; /* names and digests only */
    size_t n_steps;
    const char *version;
    unsigned major; /* first major it was proven on */
    const struct bale_states *states;
    size_t n_states;
    const char *const *roles, *const *extensions, *const *schemas;
    size_t n_roles, n_extensions, n_schemas;
    struct bytes rls;                      /* canonical JSON */
    const struct verdict_client *verdicts; /* one per client of the project then */
    size_t n_verdicts;
    const struct proof_contract *contracts; /* of clients that have one */
    size_t n_contracts;
    const struct proof_test *tests; /* of clients whose test was run */
    size_t n_tests;
    const struct proof_effect *effects; /* in the order of the steps */
    size_t n_effects;
    bool watched;                        /* its statements were: a proof of an older pgbale has no effects */
    bool judged;                         /* verdicts were computed: a proof of an older pgbale has none */
    const struct rls_evidence *evidence; /* NULL: there were no cases in tests/rls */
    const struct lint_step *lints;       /* NULL: a proof of an older pgbale */
    const char *declared; /* digest of the schema files it was proven against, NULL: not the newest then */
};

/* What was seen of a statement of the migration that was proven; NULL: it touched nothing that was there. */
const struct proof_effect *proof_effect_of(const struct proof *p, const struct source_file *file,
                                           const struct source_statement *s);

/* Path of a migration's proof. */
const char *proof_path(struct arena *a, const struct migration *m);

/* Reads it. *out is NULL when there is none. */
bool proof_read(struct arena *a, const struct migration *m, const struct proof **out,
                struct fail *f) must_check;

/* Writes it, unless the file holds the same bytes already. */
bool proof_write(struct arena *a, const struct migration *m, const struct proof *p,
                 struct fail *f) must_check;

/*
 * Checks that a proof is about these files and this parent. Fails with FAIL_BLOCKED (proof.stale) naming what
 * changed.
 */
bool proof_fresh(struct arena *a, const struct proof *p, const struct draft *d, const char *parent,
                 struct fail *f) must_check;

/* Puts what the proof says into the draft's bale and sets its id. The clients' claims must be final. */
void proof_apply(struct arena *a, const struct proof *p, struct draft *d);

/*
 * Digest over the schema files: names and contents. `folder` is the project's schema folder, so that the
 * digest is the same from wherever the project is looked at.
 */
const char *proof_declared(struct arena *a, const char *folder, const struct source_file *files, size_t n);

#endif
