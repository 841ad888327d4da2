/*
 * hazard: what a step does to a server that is in use, judged from its parse tree.
 *
 * It knows what the migration itself made: a table that is new is in nobody's way. What it cannot know
 * without the rows is said as a warning; a directive `-- pgbale: allow RULE "reason"` before the statement
 * answers it.
 */
#ifndef PGBALE_HAZARD_H
#define PGBALE_HAZARD_H

#include "draft.h"
#include "finding.h"

/* Adds the findings of one migration. Fails when a statement cannot be parsed again, which draft_read had
 * done. */
bool hazards_check(struct arena *a, const struct draft *d, struct findings *out, struct fail *f) must_check;

/* True when `rule` is one of hazards_check. */
bool hazard_known(const char *rule);

#endif
