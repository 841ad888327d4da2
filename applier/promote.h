/*
 * promote: receipts, approvals and breakglass on the command line, and what becomes of them.
 */
#ifndef PGBALE_PROMOTE_H
#define PGBALE_PROMOTE_H

#include "command.h"
#include "json.h"
#include "promotion.h"
#include "run.h"

/*
 * Reads the files that --with-receipt, --with-approval and --with-breakglass name, which stand in this order
 * from `first` on in the command's options, and judges what the environment asks for. A breakglass is a
 * warning. `report` may be NULL. The promotion lives in the arena.
 */
bool promote_check(struct cli *c, size_t first, struct opened *o, const char *environment,
                   struct bale_report *report, const struct promotion **out, struct fail *f) must_check;

/* A receipt from the very target that it is to open proves nothing: policy.receipt-self. */
bool promote_check_target(const struct promotion *p, const struct ledger *l, struct fail *f) must_check;

/* Adds the statements that counted, for the ledger. */
void promote_put(json_t *detail, const struct promotion *p);

#define COMMAND_WITH_RECEIPT                                                                                 \
    {                                                                                                        \
        .name = "with-receipt", .value = "FILE", .repeats = true,                                            \
        .help = "receipt of this bale from another environment"                                              \
    }
#define COMMAND_WITH_APPROVAL                                                                                \
    {                                                                                                        \
        .name = "with-approval", .value = "FILE", .repeats = true, .help = "signed approval of this bale"    \
    }
#define COMMAND_WITH_BREAKGLASS                                                                              \
    {                                                                                                        \
        .name = "with-breakglass", .value = "FILE", .repeats = true,                                         \
        .help = "signed breakglass: go on although a receipt or an approval is\nmissing; it is recorded"     \
    }

#endif
