/*
 * watcher: a process of ours that owns a throw-away server and outlives us by a moment.
 *
 * It waits for the end of its starter on a pipe that only the starter holds open, so every way to end is
 * noticed: return, signal, kill -9. Then it stops the server at once and removes its folder.
 */
#ifndef PGBALE_WATCHER_H
#define PGBALE_WATCHER_H

#include "run_folder.h"

struct watcher {
    pid_t pid;
    int alive; /* our end of the pipe; closing it stops the server */
};

/*
 * Starts the watcher, which starts argv (a server) as the user, with its output in the folder's file "log".
 * The folder's lock is kept by the watcher too. Both descriptors are closed on exec.
 */
bool watcher_start(const struct process_user *user, const struct run_folder *folder, const char *const *argv,
                   struct watcher *out, struct fail *f) must_check;

/* True when the server has ended by itself. */
bool watcher_ended(struct watcher *w);

/* Stops the server, waits until it is gone and its folder removed. */
void watcher_stop(struct watcher *w);

#endif
