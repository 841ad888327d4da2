/*
 * draft: a migration folder as the `struct bale_migration` that will be packed.
 *
 * Prove and compile fill it from the same files by the same code, so the segments that were proven
 * are the segments that are shipped.
 */
#ifndef PGBALE_DRAFT_H
#define PGBALE_DRAFT_H

#include "bale.h"
#include "project.h"

struct draft {
    const struct migration *migration;
    const struct source_file *files; /* one per step */
    size_t n_files;
    struct bale_migration bale; /* without states, rls and id until they are known */
};

/* Reads and checks the step files and fills `out`. */
bool draft_read(struct arena *a, const struct migration *m, struct draft *out, struct fail *f) must_check;

/* All migrations of a project. */
bool drafts_read(struct arena *a, const struct project *p, struct draft **out, size_t *n,
                 struct fail *f) must_check;

/* All step files of all drafts, one after the other. */
const struct source_file *drafts_files(struct arena *a, const struct draft *drafts, size_t n,
                                       size_t *n_files);

#endif
