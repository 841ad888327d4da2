/*
 * trust_print: what a trust store says, for people and for programs.
 */
#ifndef PGBALE_TRUST_PRINT_H
#define PGBALE_TRUST_PRINT_H

#include "audit.h"

void trust_print(struct arena *a, const struct trust *t);

/* The caller takes it over. */
json_t *trust_tree(const struct trust *t);

#endif
