/*
 * prelude: what exists on every target before a project's own schema; the built-in ones.
 */
#ifndef PGBALE_PRELUDE_H
#define PGBALE_PRELUDE_H

#include "text.h"

/* SQL of a built-in prelude; size 0 when there is none of that name. */
struct bytes prelude_builtin(const char *name);

/* Its stubs of extensions, which are loaded behind it; size 0 when it has none. */
struct bytes prelude_extensions(const char *name);

/* "supabase, ...": for messages. */
const char *prelude_names(struct arena *a);

#endif
