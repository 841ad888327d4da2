/*
 * prove_clients: the part of `prove` that is about clients: rules, and contracts by execution.
 */
#ifndef PGBALE_PROVE_CLIENTS_H
#define PGBALE_PROVE_CLIENTS_H

#include "contract_prove.h"
#include "proof.h"

struct prove_clients {
    struct arena *arena;
    const struct project *project;
    const struct contract **contracts;
    size_t n_contracts;
};

/* One migration. */
struct prove_clients_of {
    const struct draft *draft;
    const struct proof *old; /* NULL: none that holds */
    bool keeps;              /* what was executed for the old proof stays: it is part of history */
    const struct model *before;
    const struct contract_result *results; /* filled by prove_clients_try */
    size_t n_results;
    struct proof seen; /* what its statements do; the same */
};

/* Reads the contracts of all clients. */
bool prove_clients_open(struct arena *a, const struct project *p, struct prove_clients *out,
                        struct fail *f) must_check;

/*
 * Before the steps are carried out in `*db`, which is closed and opened again: carries them out in copies,
 * watches what each statement does, and executes the contracts.
 */
bool prove_clients_try(struct prove_clients *c, struct workspace *w, struct prove_clients_of *m, PGconn **db,
                       struct fail *f) must_check;

/* After the steps: judges, and puts verdicts and evidence into the proof. */
bool prove_clients_judge(struct prove_clients *c, PGconn *db, const struct prove_clients_of *m,
                         const struct model *after, struct proof *out, struct fail *f) must_check;

/*
 * Were the contracts that the proof speaks of the files that are there now? Of the newest migration only:
 * older proofs tell of the contracts of their time. Fails with FAIL_BLOCKED (contract.stale).
 */
bool prove_clients_fresh(struct arena *a, const struct project *p, const struct proof *proof,
                         const struct draft *d, struct fail *f) must_check;

/* For people: what the contracts showed. */
const char *prove_clients_text(const struct prove_clients *c, const struct prove_clients_of *m);

#endif
