/*
 * log_bales: the bales that a ledger stores: are their bytes what their ids and signatures say?
 */
#ifndef PGBALE_LOG_BALES_H
#define PGBALE_LOG_BALES_H

#include "log_check.h"

/*
 * Checks each stored seal against its id, with a trust store its signatures too, and the manifest against the
 * seal. Counts into `verdict`. Dates and revocation of keys are not judged: they may have been good then.
 */
bool log_bales(struct wire *w, const char *lineage, const struct trust *trust, struct log_verdict *verdict,
               struct fail *f) must_check;

#endif
