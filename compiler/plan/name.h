/*
 * name: compares names as the catalogs quote them with names as the parser reads them.
 */
#ifndef PGBALE_NAME_H
#define PGBALE_NAME_H

#include "model.h"

/* "a.b(c)" of quoted parts -> the plain parts before any '(': at most two. Returns how many. */
size_t name_parts(struct arena *a, const char *quoted, const char *parts[2]);

/* The quoted last part of a quoted name: "public.\"T\"" -> "\"T\"", without arguments. */
const char *name_local(struct arena *a, const char *quoted);

/* The quoted first part of a qualified name, NULL when it has one part. */
const char *name_schema(struct arena *a, const char *quoted);

/*
 * Does the object answer to these plain names? `schema` and `on` (plain "schema.table" or "table") may be
 * NULL for any.
 */
bool name_is(struct arena *a, const struct object *o, const char *schema, const char *name, const char *on);

#endif
