/*
 * verdict_json: verdicts in proof.json.
 */
#ifndef PGBALE_VERDICT_JSON_H
#define PGBALE_VERDICT_JSON_H

#include "json.h"
#include "verdict.h"

/* A new array; the caller owns it. */
json_t *verdicts_put(const struct verdict_client *clients, size_t n);

/* Takes the array "verdicts" of an object. */
bool verdicts_take(struct arena *a, struct json_value *root, const struct verdict_client **out, size_t *n,
                   struct fail *f) must_check;

#endif
