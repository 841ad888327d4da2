/*
 * trust_folder: is the place of a trust store one where nobody else can exchange it?
 */
#ifndef PGBALE_TRUST_FOLDER_H
#define PGBALE_TRUST_FOLDER_H

#include "fail.h"

/*
 * Looks at the folder of `path`, at each folder that the path goes through, and at all that these lie in up
 * to the root. Each must belong to root or to the invoking user, and may be writable by others only when it
 * is sticky, as /tmp is. A group may write when it is the owner's private one (same number as the owner).
 * Fails with trust.folder, FAIL_BALE; a folder that cannot be opened is FAIL_USAGE.
 */
bool trust_folder_check(const char *path, struct fail *f) must_check;

#endif
