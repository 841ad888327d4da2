/*
 * cluster_template: the data directory that every private cluster begins with.
 *
 * initdb takes a third of a second, a copy of its result a twentieth. So the result is kept per version and
 * settings below ${XDG_CACHE_HOME:-~/.cache}/pgbale, cleanly shut down and never started itself. Without a
 * usable cache folder initdb runs each time.
 */
#ifndef PGBALE_CLUSTER_TEMPLATE_H
#define PGBALE_CLUSTER_TEMPLATE_H

#include "programs.h"

/*
 * Makes the data directory `data`, owned by the user, ready to be started. Superuser "postgres", encoding
 * UTF8, locale C.UTF-8 (or C), no password. Fails with FAIL_FAILED, with initdb's words.
 */
bool cluster_template(struct arena *a, const struct programs *programs, const struct process_user *user,
                      const char *data, struct fail *f) must_check;

#endif
