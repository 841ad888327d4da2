/*
 * semver: versions as SemVer 2.0 defines them, compared as numbers and never as text.
 */
#ifndef PGBALE_SEMVER_H
#define PGBALE_SEMVER_H

#include "base.h"

enum { SEMVER_TEXT = 64 }; /* longest version, bytes */

/* True when `text` is a SemVer 2.0 version of at most SEMVER_TEXT bytes. */
bool semver_valid(const char *text);

/*
 * Precedence of two valid versions: below 0, 0 or above 0. Build metadata does not count. Numbers
 * may have any number of digits. Both must be valid (asserted).
 */
int semver_compare(const char *a, const char *b);

#endif
