/*
 * open_inner: what the files behind bale_open share.
 */
#ifndef PGBALE_OPEN_INNER_H
#define PGBALE_OPEN_INNER_H

#include "frame.h"
#include "open.h"
#include "seal.h"

/* One bale being opened: what is known so far. */
struct opening {
    struct arena *arena;
    struct bale_report *report;
    const struct trust *trust;
    uint64_t now;
    struct frame frame;
    struct bale_signature signatures[SIGNATURES_MOST];
    bool counted[SIGNATURES_MOST]; /* by a valid key that may release */
    struct seal seal;
    struct bale *bale;
};

/* Verifies signatures until enough distinct keys of the release role have signed. Parses nothing. */
bool signatures_check(struct opening *o, struct fail *f) must_check;

/* Now that the lineage is known: are there still enough keys that may release it? */
bool signatures_cover(struct opening *o, const char *lineage, struct fail *f) must_check;

/*
 * Reads manifest, sums and members with libarchive and fills o->bale. Every byte was authenticated
 * before: what is refused here was signed by somebody who made it wrong.
 */
bool members_read(struct opening *o, struct fail *f) must_check;

#endif
