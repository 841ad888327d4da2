/*
 * options: options of single commands, after those that command.h lists.
 */
#ifndef PGBALE_OPTIONS_H
#define PGBALE_OPTIONS_H

#include "command.h"

enum apply_option { APPLY_LOCK_WAIT = OPTIONS_SHARED, APPLY_LOCK_TIMEOUT, APPLY_RETRIES, APPLY_OPTIONS };
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
enum plan_option { PLAN_CHECK = OPTIONS_SHARED, PLAN_OPTIONS };

#endif
