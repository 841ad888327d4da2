/*
 * hazard: what a step does to a server that is in use, judged from its parse tree and from what was seen.
 *
 * It knows what the migration itself made: a table that is new is in nobody's way. What it cannot know
 * without the rows is said as a warning; a directive `-- pgbale: allow RULE "reason"` before the statement
 * answers it.
 */
#ifndef PGBALE_HAZARD_H
#define PGBALE_HAZARD_H

#include "draft.h"
#include "finding.h"
#include "proof.h"

/*
 * Adds the findings of one migration. `p` is its proof, or NULL: where its statements were watched, what they
 * did decides over what their text looks like (hazard_seen). Fails when a statement cannot be parsed again,
 * which draft_read had done.
 */
bool hazards_check(struct arena *a, const struct draft *d, const struct proof *p, struct findings *out,
                   struct fail *f) must_check;

/*
 * Corrects the findings of one statement by what was seen when it was carried out: a rewrite or a scan that
 * its text suggests and that did not happen goes, one that happened is added. Returns the findings that hold.
 */
struct findings hazard_seen(struct arena *a, const struct proof *p, const struct source_file *file,
                            const struct source_statement *s, const struct findings *found);

/* True when `rule` is one of hazards_check. */
bool hazard_known(const char *rule);

#endif
