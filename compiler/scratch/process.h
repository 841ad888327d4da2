/*
 * process: runs the programs of a PostgreSQL installation, as somebody else when we are root.
 *
 * PostgreSQL refuses to run as root. Then "postgres", else "nobody", is used.
 */
#ifndef PGBALE_PROCESS_H
#define PGBALE_PROCESS_H

#include "fail.h"
#include "text.h"

#include <sys/types.h>

/* Who runs the server. */
struct process_user {
    bool other; /* somebody else than we are */
    uid_t uid;
    gid_t gid;
};

/* Ourselves, or the user that we become when we are root. */
bool process_user(struct process_user *out, struct fail *f) must_check;

/* For a child after fork: becomes the user for good, without groups. False when that is impossible. */
bool process_become(const struct process_user *user) must_check;

/*
 * For the child after fork: becomes the user, goes to "/", opens
 * /dev/null as standard input and replaces itself by argv[0] with a small fixed environment. Standard output
 * and standard error go to `output`. Never returns; ends with 127 when it cannot.
 */
_Noreturn void process_exec(const struct process_user *user, const char *const *argv, int output);

/*
 * Runs a program to its end and returns its output (both streams, at most 64 KiB) and exit status (128 plus
 * the signal when one ended it). argv[0] is a path, or is looked up in PATH.
 */
bool process_run(struct arena *a, const struct process_user *user, const char *const *argv,
                 const char **output, int *status, struct fail *f) must_check;

/* True when the user can enter and list the folder. */
bool process_can_enter(const struct process_user *user, const char *folder);

#endif
