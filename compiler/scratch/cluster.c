/*
 * cluster: see cluster.h.
 */
#define _GNU_SOURCE
#include "cluster.h"

#include "cluster_template.h"
#include "file.h"
#include "pg.h"
#include "watcher.h"

#include <time.h>
#include <unistd.h>

enum { START_TRIES = 15000, START_PAUSE_NS = 2000000, LOG_LIMIT = 64 * 1024 };

struct cluster {
    struct arena *arena;
    struct programs programs;
    struct run_folder folder;
    struct watcher watcher;
};

const char *cluster_socket(const struct cluster *c)
{
    return c->folder.path;
}

const char *cluster_version(const struct cluster *c)
{
    return c->programs.version;
}

const char *cluster_bindir(const struct cluster *c)
{
    return c->programs.folder;
}

void cluster_stop(struct cluster **c)
{
    struct fail ignored;

    if (!*c)
        return;
    struct cluster *was = *c;
    *c = NULL;
    watcher_stop(&was->watcher);
    /* Still there only when the server ended by itself, or never started. */
    if (was->folder.path && !file_remove_tree(was->folder.path, &ignored))
        was->folder.path = NULL;
    file_close(&was->folder.lock);
}

static bool answers(const struct cluster *c)
{
    const char *keys[] = { "host", "port", "user", "dbname", "sslmode", "gssencmode", NULL };
    const char *values[] = { c->folder.path, "5432", "postgres", "postgres", "disable", "disable", NULL };
    owned(pg_finish) PGconn *db = PQconnectdbParams(keys, values, 0);

    return PQstatus(db) == CONNECTION_OK;
}

static bool did_not_start(const struct cluster *c, const char *why, struct fail *f)
{
    struct fail ignored;
    struct bytes log;

    fail_named(f, FAIL_FAILED, "scratch.no-start", "the private PostgreSQL %s %s", c->programs.version, why);
    if (file_read(c->arena, format(c->arena, "%s/log", c->folder.path), LOG_LIMIT, &log, &ignored) &&
        log.size)
        fail_detail(f, "%s", (const char *)log.at);
    return fail_hint(f, "Remove ~/.cache/pgbale and try again, or name a server with --scratch DSN.");
}

static bool wait_until_it_answers(struct cluster *c, struct fail *f)
{
    const struct timespec pause = { .tv_nsec = START_PAUSE_NS };
    const char *socket = format(c->arena, "%s/.s.PGSQL.5432", c->folder.path);

    for (int i = 0; i < START_TRIES; i++) {
        if (access(socket, F_OK) == 0 && answers(c))
            return true;
        if (watcher_ended(&c->watcher))
            return did_not_start(c, "ended at once", f);
        nanosleep(&pause, NULL);
    }
    return did_not_start(c, "does not answer", f);
}

static bool start(struct cluster *c, unsigned major, struct fail *f)
{
    struct arena *a = c->arena;
    struct process_user user;

    if (!process_user(&user, f) || !programs_find(a, &user, major, &c->programs, f) ||
        !run_folder_make(a, &user, &c->folder, f))
        return false;
    const char *data = format(a, "%s/data", c->folder.path);
    if (!cluster_template(a, &c->programs, &user, data, f))
        return false;
    const char *argv[] = {
        format(a, "%s/postgres", c->programs.folder), "-D", data, "-k", c->folder.path, NULL
    };
    return watcher_start(&user, &c->folder, argv, &c->watcher, f) && wait_until_it_answers(c, f);
}

bool cluster_start(struct arena *a, unsigned major, struct cluster **out, struct fail *f)
{
    struct cluster *c = arena_alloc(a, sizeof *c);

    c->arena = a;
    c->folder.lock = -1;
    c->watcher.alive = -1;
    if (!start(c, major, f)) {
        cluster_stop(&c);
        return false;
    }
    *out = c;
    return true;
}
