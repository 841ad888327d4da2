/*
 * lint_json: findings about access in proof.json.
 */
#ifndef PGBALE_LINT_JSON_H
#define PGBALE_LINT_JSON_H

#include "json.h"
#include "lint_watch.h"

/* A new object; the caller owns it. */
json_t *lint_step_put(const struct lint_step *s);

/* Takes the object "lints" of an object. */
bool lint_step_take(struct arena *a, struct json_value *root, struct lint_step *out,
                    struct fail *f) must_check;

#endif
