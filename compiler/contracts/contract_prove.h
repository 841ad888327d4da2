/*
 * contract_prove: what a migration does to the contracts of a project's clients, by execution.
 *
 * A copy of the database in the state before gets the sample rows; every statement is sent, the steps are
 * carried out there with those rows, and every statement is sent again. So data steps count as well.
 */
#ifndef PGBALE_CONTRACT_PROVE_H
#define PGBALE_CONTRACT_PROVE_H

#include "contract.h"
#include "workspace.h"

struct contract_result {
    const char *client;
    const char *path; /* of the contract, below the project */
    const char *sha256;
    size_t requests; /* in the contract */
    size_t worked;   /* before the migration: only those can break */
    size_t same;     /* of those, after it */
    const char *const
        *notes; /* "contracts/lndb.sql:12: ..." sample rows and statements that did not work before */
    size_t n_notes;
    const struct verdict_reason *reasons; /* the differences */
    size_t n_reasons;
};

/*
 * Judges one migration for all clients that have a contract. `*db` holds the state before; it is closed and
 * opened again. Fails with FAIL_SERVER or FAIL_FAILED; steps that fail on the sample rows are a reason, not a
 * failure.
 */
bool contracts_prove(struct arena *a, struct workspace *w, const struct project *p,
                     const struct contract *const *contracts, size_t n, const struct draft *d, PGconn **db,
                     const struct contract_result **out, struct fail *f) must_check;

#endif
