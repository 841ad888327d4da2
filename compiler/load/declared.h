/*
 * declared: which statement of the files declares an object, by what the parse trees say.
 */
#ifndef PGBALE_DECLARED_H
#define PGBALE_DECLARED_H

#include "source.h"

struct declared_place {
    const struct source_file *file;
    const struct source_statement *statement;
};

struct declared;

/* Gathers all declarations of the files, in the arena. */
struct declared *declared_gather(struct arena *a, const struct source_file *files, size_t n);

/* The first statement, other than `s`, that declares what `s` declares. False: none. */
bool declared_elsewhere(const struct declared *d, const struct source_statement *s,
                        struct declared_place *out);

/* The first declaration of an object with this name, in any schema and of any kind. False: none. */
bool declared_name(const struct declared *d, const char *name, struct declared_place *out);

/*
 * Fails (schema.duplicate) when two files declare one object and PostgreSQL would not notice, because one
 * of them says OR REPLACE or IF NOT EXISTS. Schemas and extensions may be declared so in several files.
 */
bool declared_check(const struct declared *d, const struct source_file *files, size_t n,
                    struct fail *f) must_check;

/* Fails with the two places that declare one object; returns false. */
bool declared_twice(const struct declared_place *first, const struct declared_place *second, struct fail *f);

#endif
