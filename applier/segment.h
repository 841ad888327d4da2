/*
 * segment: carries out one transactional segment of a migration, with retries.
 */
#ifndef PGBALE_SEGMENT_H
#define PGBALE_SEGMENT_H

#include "json.h"
#include "run.h"

/* What every kind of segment is told. */
struct segment_task {
    const struct bale_migration *migration;
    const struct bale_segment *segment; /* NULL: a migration without steps */
    size_t index;                       /* of the segment in its migration */
    bool last;                          /* its end is the migration's end */
    const char *before, *after;         /* state digests */
};

/*
 * Runs the segment's steps, its ledger entries and the check of its result as one transaction. Lock
 * timeouts and deadlocks are tried again, at most `retries` times. On failure all is rolled back.
 */
bool segment_run(struct run *r, const struct segment_task *task, struct fail *f) must_check;

/* Adds what a migration claims about clients, which pgbale.client_status reads. */
void segment_put_clients(json_t *detail, const struct bale_migration *m);

/* Detail of a finish entry: what status and clients want to know later, as JSON, in the arena. */
const char *segment_finish_detail(struct arena *a, const struct run *r, const struct bale_migration *m);

#endif
