/*
 * revision: which migrations a git revision holds already.
 */
#ifndef PGBALE_REVISION_H
#define PGBALE_REVISION_H

#include "project.h"

/*
 * Names of the migration folders that `revision` holds, sorted. Fails with FAIL_USAGE when git is not there,
 * the folder is no working tree, or the revision is unknown; the words are git's.
 */
bool revision_migrations(struct arena *a, const struct project *p, const char *revision, struct names *out,
                         struct fail *f) must_check;

#endif
