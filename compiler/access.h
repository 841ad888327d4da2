/*
 * access: what a migration changes about who may see and do what: row security flags, policies and
 * grants, before and after. The one place outside schema/ that knows which kinds these are.
 */
#ifndef PGBALE_ACCESS_H
#define PGBALE_ACCESS_H

#include "model.h"

/* rls.json: canonical JSON, only what differs between the two models. */
struct bytes access_json(struct arena *a, const struct model *before, const struct model *after);

/* The same for people, one line per change; empty when nothing changes. */
const char *access_text(struct arena *a, const struct model *before, const struct model *after);

#endif
