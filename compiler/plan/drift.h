/*
 * drift: how a live database differs from what was declared, said object by object.
 */
#ifndef PGBALE_DRIFT_H
#define PGBALE_DRIFT_H

#include "diff.h"

enum drift_state { DRIFT_MISSING, DRIFT_EXTRA, DRIFT_CHANGED };

struct difference {
    enum drift_state state;
    const struct object *database, *declared; /* NULL: not there */
};

/*
 * The differences of `d`, whose `from` is the database: what is inside something that is missing or extra
 * itself is not listed. In the order of the declared objects, then of the extra ones.
 */
struct drift {
    const struct difference *at;
    size_t n;
};
struct drift drift_of(struct arena *a, const struct diff *d);

/* A line for each difference; "" when there is none. Names come from the server: shown safely. */
const char *drift_text(struct arena *a, const struct drift *d);

/* The same as canonical JSON. */
const char *drift_json(struct arena *a, const struct drift *d);

#endif
