/*
 * kept: what is remembered between runs, in a folder that is the user's alone.
 *
 * An entry is named by a digest over all that decides its contents, so it is never stale: whoever looks for
 * something else looks for another name. It says in front what it is and has a digest of its own; one that is
 * not whole, not ours, or that others could have written, is not read. Nothing here fails: what cannot be
 * kept is made again.
 */
#ifndef PGBALE_KEPT_H
#define PGBALE_KEPT_H

#include "text.h"

/* ${XDG_CACHE_HOME:-~/.cache}/pgbale when it is ours alone or can be made; NULL otherwise. */
const char *kept_folder(struct arena *a);

/* The path of the entry that `decides` leads to. `suffix`, such as ".model", says of what sort it is. NULL:
 * no folder. */
const char *kept_path(struct arena *a, struct bytes decides, const char *suffix);

/*
 * Sizes and times of this program's file and of the shared library that `function` comes from, if it comes
 * from one: what a result depends on when it depends on code. NULL when the system does not tell.
 */
const char *kept_program(struct arena *a, const char *function);

/* The contents, followed by a NUL. False: there is no such entry. `path` may be NULL. */
bool kept_load(struct arena *a, const char *path, struct bytes *out);

/*
 * Keeps contents; two programs may do so at once. Entries of any sort that nobody used for 30 days are
 * removed. `path` may be NULL.
 */
void kept_store(struct arena *a, const char *path, struct bytes contents);

#endif
