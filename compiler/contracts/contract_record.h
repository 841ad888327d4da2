/*
 * contract_record: a contract from what a server has seen: pg_stat_statements, or a log in CSV form.
 */
#ifndef PGBALE_CONTRACT_RECORD_H
#define PGBALE_CONTRACT_RECORD_H

#include "pg.h"
#include "project.h"

/* A statement that some role sent. */
struct recorded {
    const char *role;
    const char *sql;    /* one statement, without ';' */
    const char *values; /* as `-- params:` takes them, NULL: none were written down */
    uint64_t calls;
};

/* From the extension's view in this database: statements of the client's roles. Fails with FAIL_FAILED. */
bool contract_record_server(struct arena *a, PGconn *db, const struct project_client *client,
                            const struct recorded **out, size_t *n, struct fail *f) must_check;

/* From a file as log_destination = csvlog writes it, with log_statement or log_min_duration_statement. */
bool contract_record_log(struct arena *a, const char *path, const struct project_client *client,
                         const struct recorded **out, size_t *n, struct fail *f) must_check;

/* The contract: by role, then by text; what cannot be in one (DDL, several statements, SET) is left out. */
const char *contract_record_text(struct arena *a, const struct project_client *client, struct recorded *list,
                                 size_t n);

#endif
