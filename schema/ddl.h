/*
 * ddl: DDL as kinds write it, each statement with what running it costs.
 */
#ifndef PGBALE_DDL_H
#define PGBALE_DDL_H

#include "kind.h"

struct statement {
    const char *sql; /* without ';' */
    struct cost cost;
};

struct statement_list {
    struct statement *at;
    size_t n, room;
};

#endif
