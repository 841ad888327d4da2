/*
 * run_folder: the private folder of a running throw-away server.
 *
 * A lock file in it is held for as long as its server may live; a folder whose lock is free is left over from
 * a run that was killed together with its watcher, and is removed when the next one starts.
 */
#ifndef PGBALE_RUN_FOLDER_H
#define PGBALE_RUN_FOLDER_H

#include "process.h"

struct run_folder {
    const char *path; /* mode 0700, owned by the server's user */
    int lock;         /* held; close to give it up */
};

/*
 * Makes a folder in $TMPDIR, in /dev/shm when 1 GiB is free there, or in /tmp: the first that the user can
 * enter and whose path is short enough for a socket. Removes left-over folders there first.
 */
bool run_folder_make(struct arena *a, const struct process_user *user, struct run_folder *out,
                     struct fail *f) must_check;

#endif
