/*
 * contract_inner: what the parts of contract share.
 */
#ifndef PGBALE_CONTRACT_INNER_H
#define PGBALE_CONTRACT_INNER_H

#include "contract.h"
#include "rest.h"

/* Reads "uuid '...', 5, null". False when it is anything else. */
bool contract_values(struct arena *a, const char *written, const struct contract_value **out,
                     size_t *n) must_check;

/* What a request is answered. */
struct contract_answer {
    const char *error; /* "42703: column ... does not exist"; NULL: it worked */
    const char *const *names, *const *types;
    size_t n_columns;
    const char *const *cells; /* rows one after the other; NULL: null */
    size_t n_rows;
    const char *tag; /* "INSERT 0 1" */
};

/*
 * Sends all requests, each in a transaction that is rolled back, and collects the answers. A refusal is an
 * answer. Fails with FAIL_SERVER or FAIL_FAILED.
 */
bool contract_send(struct arena *a, PGconn *db, const struct contract *c, const char *const *search,
                   size_t n_search, const struct contract_answer **out, struct fail *f) must_check;

/*
 * What a client notices between two answers, in words, and the rule that it breaks; NULL: nothing. `again` is
 * the first answer once more: what differs between those two is not the same twice anyway.
 */
const char *contract_difference(struct arena *a, const struct contract_request *q,
                                const struct contract_answer *was, const struct contract_answer *again,
                                const struct contract_answer *now, const char **rule);

#endif
