/*
 * type_name: a type as format_type() writes it, in its parts.
 */
#ifndef PGBALE_TYPE_NAME_H
#define PGBALE_TYPE_NAME_H

#include "arena.h"

enum { TYPE_SIZES = 2 };

/* "numeric(10,2)[]" is an array of "numeric" with two sizes; "timestamp(3) with time zone" has one in its
 * middle. */
struct type_name {
    const char *base; /* without sizes and brackets */
    long sizes[TYPE_SIZES];
    size_t n;
    bool is_array;
};

/* Never fails: what has no sizes, or those of another form, is a base as a whole. */
struct type_name type_name_parse(struct arena *a, const char *text);

/*
 * What values lose, in silence, when PostgreSQL changes a column from one type to the other: "are
 * rounded to 2 places behind the point". NULL: nothing is lost, or the server refuses a value that does not
 * fit. Knows the types of PostgreSQL itself; of others it says NULL.
 */
const char *type_narrows(struct arena *a, const char *was, const char *now);

/*
 * The type to which a column's values are cast explicitly when it changes from one type to the other; NULL:
 * to none. It has no sizes, as an explicit cast to varchar(10) cuts a value where the change of the column
 * refuses it.
 */
const char *type_cast(struct arena *a, const char *was, const char *now);

/*
 * True when PostgreSQL changes a column from one type to the other in its catalog alone: the table is not
 * written anew. False also where that depends on more than the names of the types.
 */
bool type_keeps(struct arena *a, const char *was, const char *now);

#endif
