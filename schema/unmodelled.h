/*
 * unmodelled: user objects of kinds that are not modelled, by name, so that nobody believes them compared.
 */
#ifndef PGBALE_UNMODELLED_H
#define PGBALE_UNMODELLED_H

#include "address.h"
#include "model.h"

#include <libpq-fe.h>

/* Addresses that no kind covers, as two array literals; NULL: none. */
struct unmodelled_left {
    const char *classes, *objects;
};

/* Takes the rows of unmodelled.sql: those with a name into the model, the others that are not in the book. */
void unmodelled_take(struct model *m, const struct address_book *book, const PGresult *rows,
                     struct unmodelled_left *left);

/* Asks for the names of those that are left; nothing is sent when there are none. */
bool unmodelled_name(struct model *m, PGconn *db, const struct unmodelled_left *left,
                     struct fail *f) must_check;

#endif
