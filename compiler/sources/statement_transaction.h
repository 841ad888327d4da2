/*
 * statement_transaction: which statements cannot run in a transaction block, and which may stand alone.
 */
#ifndef PGBALE_STATEMENT_TRANSACTION_H
#define PGBALE_STATEMENT_TRANSACTION_H

#include "base.h"

#include <pg_query/pg_query.pb-c.h>

/*
 * False when PostgreSQL 15 refuses the statement inside a transaction block. What only a catalog can tell
 * (CLUSTER or REINDEX of a partitioned table, a procedure that commits) counts as true.
 */
bool statement_in_transaction_ok(const PgQuery__Node *node);

/*
 * True when the statement may stand in a standalone file: it cannot run in a transaction, or repeating it
 * is harmless and holding its lock through a long transaction is not (ADD VALUE, VALIDATE CONSTRAINT...).
 */
bool statement_standalone_ok(const PgQuery__Node *node);

#endif
