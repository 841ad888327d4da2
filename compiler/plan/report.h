/*
 * report: what commands say about a plan: warnings, the script, the plan as JSON.
 */
#ifndef PGBALE_REPORT_H
#define PGBALE_REPORT_H

#include "cli.h"
#include "plan.h"

/* Warns about objects of kinds that are not modelled; with `strict` fails with FAIL_BLOCKED instead. */
bool report_unmodelled(const struct cli *c, const struct model *from, const struct model *to, bool strict,
                       struct fail *f) must_check;

/* "ACCESS EXCLUSIVE"; "" for LOCK_NONE. */
const char *report_lock(enum lock lock);

/* A comment line such as "-- takes ACCESS EXCLUSIVE, writes the table anew"; "" when there is nothing to say.
 */
const char *report_cost(struct arena *a, const struct cost *cost);

/* SQL for psql -X -v ON_ERROR_STOP=1 -f: segments in BEGIN and COMMIT, standalone statements between them. */
const char *report_script(struct arena *a, const struct plan *p);

/* The plan as canonical JSON. */
const char *report_json(struct arena *a, const struct plan *p);

/* "create", "alter", "drop", "remake": what happens to an item. */
const char *report_fate(const struct item *item);

#endif
