/*
 * outside: what is not managed and depends on what is. It is never touched, so what it depends on cannot be
 * dropped.
 */
#ifndef PGBALE_OUTSIDE_H
#define PGBALE_OUTSIDE_H

#include "address.h"
#include "model.h"

#include <libpq-fe.h>

/* Notes that the object at `at`, which is not in the book, depends on `need`. */
void outside_note(struct model *m, const struct address_book *book, struct address at, struct object *need);

/*
 * Asks for the names of those that were noted, and forgets those that are managed after all; nothing is sent
 * when there are none.
 */
bool outside_name(struct model *m, PGconn *db, const struct managed *managed, struct fail *f) must_check;

#endif
