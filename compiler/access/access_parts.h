/*
 * access_parts: whose rows a table shows besides its own: those of its partitions and heirs. When a table
 * that was there before becomes a part of another one, whoever may ask that one sees its rows too.
 */
#ifndef PGBALE_ACCESS_PARTS_H
#define PGBALE_ACCESS_PARTS_H

#include "access_pair.h"

struct access_parts {
    bool *gained; /* by relation after: a table that was there before is a part of it now, and was not */
    bool *lost;   /* by relation after: a table that is still there was a part of it, and is not */
};

struct access_parts access_parts(const struct access_pairs *p);

#endif
