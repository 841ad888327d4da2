/*
 * address: finds objects by their catalog address, as pg_depend names them.
 *
 * Some catalog rows only stand for an object: a view's rule, a constraint's index, a table's row type.
 */
#ifndef PGBALE_ADDRESS_H
#define PGBALE_ADDRESS_H

#include "kind.h"

struct address_book;

struct address_book *address_book_new(struct arena *a);

/* Enters an object under its own address. */
void address_enter(struct address_book *book, struct object *o);

/* `from` stands for `to`. An object is never hidden by what stands for another. */
void address_alias(struct address_book *book, struct address from, struct address to);

/* The object entered under exactly this address, or NULL. */
struct object *address_exact(const struct address_book *book, struct address at);

/* The object that an address means: itself, what it stands for, or the whole of which it is a column. */
struct object *address_resolve(const struct address_book *book, struct address at);

/* What an address stands for in the end, whether it was entered or not, without the column. */
struct address address_whole(const struct address_book *book, struct address at);

#endif
