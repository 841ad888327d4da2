/*
 * access_json: what a migration changes about access, as rls.json: canonical JSON, only what differs.
 *
 * It stands in the bale for reviewers and is never executed. rls.h in bundles/ reads and shows it.
 */
#ifndef PGBALE_ACCESS_JSON_H
#define PGBALE_ACCESS_JSON_H

#include "access_compare.h"

/* "analysis" in rls.json: raised when the same migration is described differently by a newer compiler. */
enum { ACCESS_ANALYSIS = 2 };

struct bytes access_json(struct arena *a, const struct access_matrix *m);

/* The cells alone, for `pgbale access`. */
struct bytes access_cells_json(struct arena *a, const struct access_matrix *m);

/* The cells, one line per object, role and command, with a header line (RFC 4180). */
const char *access_cells_csv(struct arena *a, const struct access_matrix *m);

#endif
