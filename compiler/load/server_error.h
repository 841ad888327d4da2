/*
 * server_error: a server's refusal of a statement, told with the place in the user's file.
 */
#ifndef PGBALE_SERVER_ERROR_H
#define PGBALE_SERVER_ERROR_H

#include "pg.h"
#include "source.h"

/*
 * Fills `f`: path:line:column of the position that the server names (else of the statement), its message,
 * SQLSTATE, detail, context and hint, and the line. Returns false. Errors inside a routine's body are found
 * in the file when the body stands there literally.
 */
bool server_error(const struct source_file *file, const struct source_statement *s, const PGresult *refusal,
                  enum fail_code code, const char *name, struct fail *f);

/* SQLSTATE of a refusal; "" when there is none. */
const char *server_error_state(const PGresult *refusal);

/* The name that a refusal says is missing, without its schema, in the arena; NULL: not known. */
const char *server_error_missing(struct arena *a, const PGresult *refusal);

#endif
