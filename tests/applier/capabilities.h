/*
 * capabilities: what a compiler would list as the capabilities of a migration, found without one.
 */
#ifndef PGBALE_TEST_CAPABILITIES_H
#define PGBALE_TEST_CAPABILITIES_H

#include "bale.h"

/* Sets them: each statement's tag as a word, and what a scan of its text finds. Tags must be known. */
void set_capabilities(struct arena *a, struct bale_migration *m);

#endif
