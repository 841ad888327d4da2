/*
 * session: the settings of a server session in which steps run and in which the state is read.
 *
 * Proving and applying must agree on them, or a digest that was proven would not be met. So both
 * take them from here. Pure data and text: nothing in this file talks to a server.
 */
#ifndef PGBALE_SESSION_H
#define PGBALE_SESSION_H

#include "arena.h"

struct session_setting {
    const char *name, *value;
};

/* What decides the settings of a step, beside the constant table. */
struct session_step {
    const char *const *schemas; /* unmanaged schemas that the bale needs (struct bale: schemas) */
    size_t n_schemas;
    unsigned lock_timeout; /* milliseconds; 0: wait for ever */
    bool lasting;          /* for the session (standalone steps); else until the transaction ends */
    const char *role;      /* to take; NULL: none. Only what bale_role_valid accepts */
};

/* The search_path of steps: "public, pg_temp", with "extensions" when that schema is needed. */
const char *session_search_path(const char *const *schemas, size_t n_schemas);

/*
 * One SELECT, in the arena, that sets all that a step may rely on and gives up any role that was
 * taken. It is one statement without parameters, so it suits both protocols. Run it before each step.
 */
const char *session_step_settings(struct arena *a, const struct session_step *s);

/*
 * The same for reading the state: canonical output, nothing found through the search path.
 * `lasting`: for the session; else until the transaction ends.
 */
const char *session_digest_settings(struct arena *a, bool lasting);

/* The constant tables behind both, for documentation and tests; *count is set. */
const struct session_setting *session_step_table(size_t *count);
const struct session_setting *session_digest_table(size_t *count);

#endif
