/*
 * sandbox: what this process gives up before it reads a byte that nobody has authenticated.
 *
 * After sandbox_enter, on a kernel that has both: no socket, no other program, no tracing, only the system
 * calls that reading, hashing and writing need (seccomp); no file but those that were named (Landlock). A
 * kernel without one of them is not an error: the report says what there is.
 */
#ifndef PGBALE_SANDBOX_H
#define PGBALE_SANDBOX_H

#include "fail.h"

enum { SANDBOX_PATHS = 160 };

/* Paths that stay usable. "-" and paths that do not exist are skipped. */
struct sandbox_paths {
    const char *read[SANDBOX_PATHS];  /* files */
    const char *write[SANDBOX_PATHS]; /* files that are made or replaced: their folders become writable */
    size_t n_read, n_write;
};

struct sandbox {
    bool seccomp;
    int landlock; /* version of its interface, 0: none */
};

/* Adds a path; NULL is skipped. More than SANDBOX_PATHS is FAIL_USAGE. */
bool sandbox_read(struct sandbox_paths *p, const char *path, struct fail *f) must_check;
bool sandbox_write(struct sandbox_paths *p, const char *path, struct fail *f) must_check;

/*
 * Enters. Cannot be left, and holds for all threads that are made later. Fails only when a kernel that has
 * the means refuses them.
 */
bool sandbox_enter(const struct sandbox_paths *p, struct sandbox *out, struct fail *f) must_check;

/* "seccomp, Landlock 4", "none", in the arena. */
const char *sandbox_text(struct arena *a, const struct sandbox *s);

#endif
