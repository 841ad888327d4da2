/*
 * load_inner: what the parts of load share. Nobody else includes it.
 */
#ifndef PGBALE_LOAD_INNER_H
#define PGBALE_LOAD_INNER_H

#include "pipeline.h"
#include "server_error.h"

struct load_item {
    const struct source_file *file;
    const struct source_statement *statement;
    const char *sql;
};

struct load {
    struct arena *arena;
    PGconn *db;
    const struct source_file *files;
    size_t n_files;
    struct load_item *items;
    size_t n_items;
};

/* The messages for some items. */
struct load_batch {
    struct pipelined *list;
    size_t count;
};

struct load_batch load_batch(const struct load *l, const struct load_item *items, size_t n);
void load_release(struct load_batch *b); /* for owned(load_release) */

/* Is it CREATE EXTENSION behind "-- pgbale: stub"? */
bool load_is_stub(const struct source_statement *s);

/* What is sent in the place of such a statement; NULL: the statement is another one. */
const char *load_stub(struct arena *a, PGconn *db, const struct source_statement *s);

/* The statement without the IF EXISTS of an ALTER. */
const char *load_insist(struct arena *a, const char *sql);

#define NOT_WAITING SIZE_MAX

/* For each refused item the index of the refused item that declares what it missed, else NOT_WAITING. */
size_t *load_waits(struct arena *a, const struct load_item *items, const struct load_batch *b);

/*
 * Moves the refused items to the front, in their order but for one thing: what another one waits for
 * comes before it. Returns how many there are.
 */
size_t load_reorder(struct arena *a, struct load_item *items, const struct load_batch *b);

bool load_any_order(struct load *l, struct fail *f) must_check;
bool load_atomic(struct load *l, const char *settings, struct fail *f) must_check;

/* Runs the languages' validators over the routines with an OID above `after`. */
bool load_validate(struct load *l, const char *after, struct fail *f) must_check;

/* Refuses an answer that is not the statement's tag (step.tag). */
bool load_check_tag(const struct load_item *item, const char *answer, struct fail *f) must_check;

#endif
