/*
 * options: options of single commands, after those that command.h lists.
 */
#ifndef PGBALE_OPTIONS_H
#define PGBALE_OPTIONS_H

#include "command.h"

enum apply_option {
    APPLY_LOCK_WAIT = OPTIONS_SHARED,
    APPLY_LOCK_TIMEOUT,
    APPLY_RETRIES,
    APPLY_RECEIPT, /* this and the next two: receipt_issue.h */
    APPLY_RECEIPT_KEY,
    APPLY_PASSPHRASE,
    APPLY_WITH, /* this and the next two: promote.h */
    APPLY_WITH_APPROVAL,
    APPLY_WITH_BREAKGLASS,
    APPLY_DRY_RUN,
    APPLY_ACCEPT_BREAKING,
    APPLY_OPTIONS
};
enum baseline_option {
    BASELINE_AT = OPTIONS_SHARED,
    BASELINE_LOCK_WAIT,
    BASELINE_WITH,
    BASELINE_WITH_APPROVAL,
    BASELINE_WITH_BREAKGLASS,
    BASELINE_OPTIONS
};
/* verify reaches no server, so it has no --dsn. */
enum verify_option { VERIFY_WITH = OPTION_DSN, VERIFY_WITH_APPROVAL, VERIFY_WITH_BREAKGLASS, VERIFY_OPTIONS };
enum receipt_option { RECEIPT_FILE = OPTIONS_SHARED, RECEIPT_KEY, RECEIPT_PASSPHRASE, RECEIPT_OPTIONS };
enum init_option {
    INIT_PRINT_SQL,
    INIT_LOGIN,
    INIT_OWNER,
    INIT_ROLE,
    INIT_SCHEMA,
    INIT_ENV,
    INIT_LINEAGE,
    INIT_OPTIONS
};
enum log_option { LOG_RECEIPT = OPTIONS_SHARED, LOG_OPTIONS };
enum plan_option {
    PLAN_CHECK = OPTIONS_SHARED,
    PLAN_WITH,
    PLAN_WITH_APPROVAL,
    PLAN_WITH_BREAKGLASS,
    PLAN_OPTIONS
};

#endif
