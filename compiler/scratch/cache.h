/*
 * cache: models of scratch databases, kept between runs.
 *
 * What SQL files make of a database depends on their contents, the prelude, the server's version and the
 * kinds, and on nothing else. All of that is in the key, so an entry is never stale; what cannot be read is
 * made again.
 */
#ifndef PGBALE_CACHE_H
#define PGBALE_CACHE_H

#include "workspace.h"

/*
 * Key of the model that these files lead to; `how` tells apart ways of running them ("declared", "replayed").
 * NULL when it cannot be kept: no folder, or a server that the user named, which may change under us.
 */
const char *cache_key(struct arena *a, const struct workspace *w, const struct managed *managed,
                      const char *how, const struct source_file *files, size_t n);

/* The model, or NULL when it is not there. `key` may be NULL. */
struct model *cache_load(struct arena *a, const char *key);

/* Keeps a model. Failing to is no error. */
void cache_store(struct arena *a, const char *key, const struct model *m);

#endif
