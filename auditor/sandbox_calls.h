/*
 * sandbox_calls: the system calls that are left in the sandbox.
 */
#ifndef PGBALE_SANDBOX_CALLS_H
#define PGBALE_SANDBOX_CALLS_H

#include "base.h"

/*
 * Leaves this process only the calls of the list; all others fail with EPERM. False when the kernel or the
 * architecture has no such filter. Needs no_new_privs.
 */
bool sandbox_calls_limit(void);

#endif
