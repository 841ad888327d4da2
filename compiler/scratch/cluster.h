/*
 * cluster: a private throw-away PostgreSQL server from the locally installed binaries.
 *
 * It listens on a unix socket in a folder that only its user (and root) can enter, accepts that user
 * without a password, and never syncs anything. A watcher process owns the server and its folder: when the
 * starter ends, in whatever way, the watcher sees its pipe close, stops the server and removes the folder.
 * The server also asks the kernel for SIGQUIT when the watcher dies; the folder of such an accident is
 * removed at the next start. Servers refuse to run as root: then initdb and postgres run as "postgres" or
 * "nobody".
 */
#ifndef PGBALE_CLUSTER_H
#define PGBALE_CLUSTER_H

#include "fail.h"

struct cluster;

/*
 * Starts a server and waits until it accepts connections. `major` 0: the newest that is installed.
 * Binaries are looked for in $PGBALE_PG_BINDIR (then only there), `pg_config --bindir`,
 * /usr/lib/postgresql/MAJOR/bin and PATH. Fails with FAIL_FAILED, showing the server's own words.
 */
bool cluster_start(struct arena *a, unsigned major, struct cluster **out, struct fail *f) must_check;

/* Stops the server and removes its folder. NULL and twice are allowed. */
void cluster_stop(struct cluster **c);

const char *cluster_socket(const struct cluster *c);  /* folder of the socket; the port is 5432 */
const char *cluster_version(const struct cluster *c); /* "15.20" */
const char *cluster_bindir(const struct cluster *c);

#endif
