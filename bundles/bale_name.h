/*
 * bale_name: which texts may be names in a bale and in a trust store.
 */
#ifndef PGBALE_BALE_NAME_H
#define PGBALE_BALE_NAME_H

#include "fail.h"

/* Folder and file names inside a bale: [a-z0-9][a-z0-9_.-]*, no "..", at most BALE_NAME bytes. */
bool bale_name_valid(const char *name);

/* A role that steps run as: [A-Za-z0-9_.-]+, at most 63 bytes, so that it needs no quoting as a setting. */
bool bale_role_valid(const char *role);

/* Lineages: one or more such names, with '/' between them, at most 64 bytes. */
bool bale_lineage_valid(const char *lineage);

/* Valid UTF-8 of at most `most` bytes without control and invisible characters. */
bool text_plain(const char *s, size_t most);

/* Each element is valid, and they ascend by bytes without repetition. */
bool bale_names_check(const char *what, const char *const *list, size_t n, bool (*valid)(const char *),
                      struct fail *f) must_check;

#endif
