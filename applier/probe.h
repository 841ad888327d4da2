/*
 * probe: what the catalogs say about a standalone statement that may be half done, and how to get out of
 * that.
 */
#ifndef PGBALE_PROBE_H
#define PGBALE_PROBE_H

#include "bale.h"
#include "target.h"

/*
 * PROBE_HALF: an invalid index, what an interrupted REINDEX left, a partition whose detaching was begun.
 * PROBE_FOREIGN: an index of that name, on another table.
 */
enum probe_found { PROBE_NONE, PROBE_ABSENT, PROBE_HALF, PROBE_THERE, PROBE_FOREIGN };

/*
 * Looks. PROBE_NONE: there is nothing to look at, or, for "reindex", nothing was left. For "detach" and
 * "finalize", there means that the partition is attached.
 */
bool probe_look(struct wire *w, const struct bale_probe *probe, enum probe_found *found,
                struct fail *f) must_check;

/*
 * Gets out of PROBE_HALF: drops the invalid indexes concurrently, or finishes the detaching. Does nothing in
 * any other state. The caller must know from the ledger that what is half done is ours.
 */
bool probe_repair(struct wire *w, const struct bale_probe *probe, struct fail *f) must_check;

/* What probe_repair does, for people: "dropping the invalid index that an interrupted run left". */
const char *probe_repair_text(const struct bale_probe *probe);

#endif
