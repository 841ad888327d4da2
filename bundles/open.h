/*
 * open: the one door from bytes to a bale.
 *
 * Order: frame, signatures against the trust store until the threshold of distinct keys is met, digest of the
 * rest; only then JSON and libarchive: seal, manifest, members, rules, and at last the whole archive is
 * encoded again and compared with the input. There is no way to look into a bale that nobody trusted has
 * signed.
 */
#ifndef PGBALE_OPEN_H
#define PGBALE_OPEN_H

#include "report.h"
#include "sealed.h"
#include "trust.h"

/*
 * Verifies. `now` is in seconds since the epoch and judges the validity of keys (not of the bale: see
 * bale_policy_check). `report` may be NULL. The bale points into the sealed bytes, which must live as long.
 * All refusals are FAIL_BALE: names start with frame., signature., seal., manifest., members., chain.,
 * content.
 */
bool bale_open(struct arena *a, const struct sealed_bale *sealed, const struct trust *trust, uint64_t now,
               struct bale_report *report, struct bale **out, struct fail *f) must_check;

#endif
