/*
 * access_json_inner: the parts of rls.json, each a list of what differs between the two states.
 */
#ifndef PGBALE_ACCESS_JSON_INNER_H
#define PGBALE_ACCESS_JSON_INNER_H

#include "access_json.h"
#include "json.h"

json_t *access_tables_json(struct arena *a, const struct access_pairs *p);
json_t *access_policies_json(struct arena *a, const struct access_pairs *p);
json_t *access_views_json(struct arena *a, const struct access_pairs *p);
json_t *access_grants_json(struct arena *a, const struct access_pairs *p);
json_t *access_defaults_json(struct arena *a, const struct access_pairs *p);
json_t *access_functions_json(struct arena *a, const struct access_pairs *p);
json_t *access_roles_json(struct arena *a, const struct access_pairs *p);
json_t *access_cells_list(struct arena *a, const struct access_matrix *m);

/* Puts a list of names that ends with NULL. */
void access_put_names(json_t *object, const char *key, const char *const *names);

#endif
