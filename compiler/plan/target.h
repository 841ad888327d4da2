/*
 * target: which object a directive in a schema file is about.
 */
#ifndef PGBALE_TARGET_H
#define PGBALE_TARGET_H

#include "fail.h"
#include "model.h"
#include "source.h"

/* Plain names of an object: of the statement that follows a directive, or of a part of the table it stands
 * in. */
struct target {
    const char *kind; /* upper case: what an identity starts with, such as "TABLE" or "COLUMN" */
    const char *schema, *name;
    const char *on; /* table that it is a part of; NULL: it is a whole */
};

/*
 * What the directive before or inside a statement names. *known is false when the statement declares nothing
 * that a name could be given to.
 */
bool target_of(struct arena *a, const struct source_file *file, const struct source_statement *s,
               const struct directive *d, struct target *out, bool *known, struct fail *f) must_check;

/*
 * The literal, in its quotes, of the enum label that the directive stands before; *out is NULL when it stands
 * before anything else.
 */
bool target_label(struct arena *a, const struct source_file *file, const struct directive *d,
                  const char **out, struct fail *f) must_check;

/* The offset of the part of that quoted name inside the statement's parentheses, or of the statement. */
size_t target_part(struct arena *a, const struct source_file *file, const struct source_statement *s,
                   const char *name);

/* The object of that name, or NULL. Without a schema one in public is preferred. */
struct object *target_find(struct arena *a, const struct model *m, const struct target *t);

#endif
