/*
 * contract: what a client is known to send, statement by statement: contracts/CLIENT.sql.
 *
 * The file is SQL. Comments of the form `-- KEY: VALUE`, each on a line of its own, say how it is sent:
 *
 *     -- sample:                          what follows makes sample rows, as the owner
 *     -- role: authenticated              what follows is sent as this role
 *     -- claims: {"sub": "..."}           ... with these claims of a token; empty: none
 *     -- profile: hub                     ... requests name the relations of this schema
 *     -- params: uuid '...', 5, null      values of $1, $2, ... of the next statement
 *     -- rest: GET /account?select=id     a request, as PostgREST is sent it
 *     -- prefer: return=representation    of the request before
 *     -- body: {"handle": "ada"}          of the request before; continued by further lines of the key
 *
 * Sample, role, claims and profile hold until they are given again. A word that is not in this list is an
 * error: misspelt, it would silently mean nothing.
 */
#ifndef PGBALE_CONTRACT_H
#define PGBALE_CONTRACT_H

#include "verdict.h"

#include <libpq-fe.h>

struct contract_value {
    const char *type; /* as written; NULL: the server infers it */
    const char *text; /* NULL: null */
};

struct contract_request {
    unsigned line;
    const char *role;                            /* NULL: as the owner */
    const char *claims;                          /* JSON, or NULL */
    const char *profile;                         /* plain name of a schema; NULL: the client's first */
    const char *sql;                             /* NULL: a request */
    const char *method, *target, *prefer, *body; /* "GET", "/account?..."; prefer and body may be NULL */
    const struct contract_value *values;         /* of $1, $2... */
    size_t n_values;
    enum audience audience;
    bool ordered;      /* it says in which order its rows come */
    const char *shown; /* one line, cut to a readable length */
};

struct contract {
    const char *client;
    const char *path;
    const char *sha256;
    const struct source_file *file;
    const struct source_statement *const *samples;
    size_t n_samples;
    const struct contract_request *requests;
    size_t n_requests;
    const char *const *schemas; /* plain names that the client sees, the one without a profile first */
    size_t n_schemas;
};

/*
 * Reads the client's contract; *out is NULL when it has none. Fails with FAIL_USAGE (contract.syntax), naming
 * file and line.
 */
bool contract_read(struct arena *a, const struct project_client *client, const struct contract **out,
                   struct fail *f) must_check;

/* Digest of the client's contract file as it is now; NULL when it has none. */
bool contract_digest(struct arena *a, const struct project_client *client, const char **out,
                     struct fail *f) must_check;

#endif
