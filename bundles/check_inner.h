/*
 * check_inner: what check.c and check_migration.c share.
 */
#ifndef PGBALE_CHECK_INNER_H
#define PGBALE_CHECK_INNER_H

#include "check.h"

/* The rules for one migration, its id included. */
bool migration_check(const struct bale_migration *m, struct fail *f) must_check;

/* The rules for the text of its statements, whose ranges have been checked, and for its capabilities. */
bool sql_check(const struct bale_migration *m, struct fail *f) must_check;

#endif
