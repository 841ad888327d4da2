/*
 * manifest_fold: the lists of statements apart from the rest of a manifest.
 *
 * A bale of many statements has a manifest of many small objects, whose tree would be the most memory that a
 * verifier needs. Folded, the manifest has empty lists in those places, and each statement is parsed alone.
 *
 * Folding is only a way to read. It judges nothing: a manifest that cannot be folded, or not be read so, is
 * read whole and refused for what is wrong with it; and what was read gives the manifest's bytes again, or
 * the bale is refused (manifest_is).
 */
#ifndef PGBALE_MANIFEST_FOLD_H
#define PGBALE_MANIFEST_FOLD_H

#include "json.h"

/* One list: its text behind the opening bracket, with the closing one, and how many objects it holds. */
struct fold_list {
    struct bytes text;
    size_t count;
};

struct fold {
    struct bytes rest; /* the manifest with empty lists */
    const struct fold_list *lists;
    size_t n_lists;
    size_t taken; /* by the reader, in order */
};

/* A list being read. */
struct fold_reader {
    struct bytes left;
    struct json_writer writer; /* what was read, compared with the list's text */
};

/* False when brackets and quotes do not match. The lists are slices of `from`. */
bool fold_statements(struct arena *a, struct bytes from, struct fold *out);

/* Begins with the next list; the fold must have one. Uses the arena and the fold's text. */
struct fold_reader fold_reader_new(struct arena *a, struct fold *fold);

/* The next object of the list, which the caller releases. NULL: there is none, or it is not JSON. */
json_t *fold_next(struct fold_reader *r);

/* Holds the object that was read last to its canonical form. */
void fold_compare(struct fold_reader *r, json_t *one);

/* Was the whole list read, and was it in canonical form? */
bool fold_done(struct fold_reader *r);

#endif
