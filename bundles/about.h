/*
 * about: what every statement about a bale has in common: in-toto Statement v1, one subject, the bale.
 */
#ifndef PGBALE_ABOUT_H
#define PGBALE_ABOUT_H

#include "bale.h"
#include "json.h"

/* Canonical text: subject "seal.json" with the bale's id, and the predicate, whose ownership is taken. */
struct bytes about_text(struct arena *a, const char *bale_id, const char *type, json_t *predicate);

/*
 * Opens an authenticated statement of this type: `*tree` is the caller's to release and must live as long as
 * `*root` and `*predicate`, which are filled; the predicate must still be read and finished with
 * about_done. Refusals are named after d->topic.
 */
bool about_open(struct bytes from, const struct json_document *d, const char *type, json_t **tree,
                struct json_value *root, struct json_value *predicate, char bale_id[ID_TEXT],
                struct fail *f) must_check;

/* Refuses what was not taken. */
bool about_done(const struct json_value *root, const struct json_value *predicate, struct fail *f) must_check;

#endif
