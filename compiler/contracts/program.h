/*
 * program: runs a user's command with POSTGRES_DSN set, and remembers what it said.
 */
#ifndef PGBALE_PROGRAM_H
#define PGBALE_PROGRAM_H

#include "fail.h"
#include "text.h"

struct program_result {
    int status;            /* of the command; 128 plus the signal when one ended it */
    uint64_t milliseconds; /* how long it took */
    struct bytes output;   /* both streams, in the order they were written; at most 64 MiB */
};

/*
 * Runs `command` by /bin/sh in `folder`, without standard input. Fails with FAIL_FAILED when it cannot be
 * started or says too much; that it fails itself is a result.
 */
bool program_run(struct arena *a, const char *command, const char *folder, const char *dsn,
                 struct program_result *out, struct fail *f) must_check;

#endif
