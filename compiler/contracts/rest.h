/*
 * rest: a request to PostgREST, as the SQL that PostgREST sends for it.
 *
 * Reads with renamed, cast and JSON columns, filters, order, limit, and relations embedded by foreign keys;
 * POST, PATCH, DELETE and upserts; calls. The statement is not the same text that PostgREST writes, but it
 * names the same relations, columns, operators and functions with untyped values, so that it fails and
 * answers as that one does.
 */
#ifndef PGBALE_REST_H
#define PGBALE_REST_H

#include "pg.h"

struct rest_request {
    const char *method; /* GET, POST, PATCH, DELETE */
    const char *target; /* "/account?select=id" */
    const char *prefer; /* "return=representation, resolution=merge-duplicates", or NULL */
    const char *body;   /* JSON, or NULL */
    const char *schema; /* plain name */
};

struct rest_sql {
    const char *sql;
    const char *const *values; /* of $1, $2...; NULL: null */
    size_t n_values;
    bool read_only;    /* PostgREST opens a read-only transaction for it */
    const char *error; /* what PostgREST itself would answer instead ("PGRST200: ..."); sql is NULL then */
};

/*
 * Translates for the schema as it is in `db`. What cannot be translated is an answer too (out->error).
 * Fails only when the catalog cannot be read.
 */
bool rest_translate(struct arena *a, PGconn *db, const struct rest_request *q, struct rest_sql *out,
                    struct fail *f) must_check;

#endif
