/*
 * programs: which PostgreSQL server is installed on this machine, and where.
 */
#ifndef PGBALE_PROGRAMS_H
#define PGBALE_PROGRAMS_H

#include "process.h"

struct programs {
    const char *folder;  /* with postgres and initdb in it */
    const char *version; /* "15.20" */
    unsigned major;
};

/*
 * Finds the newest installation, or the newest of a major version that is not 0. Looks in $PGBALE_PG_BINDIR,
 * and only there when it is set; else at `pg_config --bindir`, in the usual folders of distributions, and
 * in PATH. Fails with FAIL_FAILED, saying where it looked.
 */
bool programs_find(struct arena *a, const struct process_user *user, unsigned major, struct programs *out,
                   struct fail *f) must_check;

#endif
