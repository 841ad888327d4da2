/*
 * project_bale: what a project's proven migrations are as a bale.
 */
#ifndef PGBALE_PROJECT_BALE_H
#define PGBALE_PROJECT_BALE_H

#include "proof.h"

struct project_bale_parts {
    const struct project *project;
    const struct draft *drafts;        /* all; the first `n` go into the bale, their proofs applied */
    const struct proof *const *proofs; /* of those n */
    size_t n_drafts, n;
    const struct source_file *schema;
    size_t n_schema;
};

/* Fills everything but the validity dates and the time, which stay 0. At least one migration goes in. */
struct bale project_bale(struct arena *a, const struct project_bale_parts *parts);

/*
 * Reads the proofs of migrations, all of which must be fresh, and applies them. Fails with FAIL_BLOCKED
 * (proof.missing, proof.stale).
 */
bool project_proofs(struct arena *a, struct draft *drafts, size_t n, const struct proof **out,
                    struct fail *f) must_check;

#endif
