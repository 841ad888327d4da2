/*
 * watcher: see watcher.h.
 */
#define _GNU_SOURCE
#include "watcher.h"

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Descriptors of the watcher; all others of its starter are closed. */
enum { ALIVE = 3, LOCK = 4, LOG = 5, SIGNALS = 6, OTHERS = 7, ASIDE = 64 };
enum { STOP_TRIES = 2500, STOP_PAUSE_NS = 2000000 };

/* Moves the descriptors to their places, by way of numbers that are none of those places. */
static bool arrange(int alive, int lock, int log)
{
    int from[] = { alive, lock, log }, aside[3];
    static const int to[] = { ALIVE, LOCK, LOG };
    int nothing = open("/dev/null", O_RDWR);

    for (size_t i = 0; i < countof(to); i++)
        if ((aside[i] = fcntl(from[i], F_DUPFD_CLOEXEC, ASIDE)) < 0)
            return false;
    /* Nobody may wait for the end of our output. */
    for (int fd = 0; fd < 3; fd++)
        if (nothing < 0 || dup2(nothing, fd) < 0)
            return false;
    for (size_t i = 0; i < countof(to); i++)
        if (dup3(aside[i], to[i], O_CLOEXEC) < 0)
            return false;
    return close_range(LOG + 1, ~0U, 0) == 0;
}

/* A signal that would end us must not: the server would be left to the kernel. */
static bool arrange_signals(void)
{
    static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT };
    sigset_t set;

    for (size_t i = 0; i < countof(ignored); i++)
        signal(ignored[i], SIG_IGN);
    signal(SIGCHLD, SIG_DFL);
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    if (sigprocmask(SIG_SETMASK, &set, NULL) != 0)
        return false;
    int fd = signalfd(-1, &set, SFD_CLOEXEC);
    if (fd < 0)
        return false;
    return fd == SIGNALS || dup3(fd, SIGNALS, O_CLOEXEC) >= 0;
}

static pid_t start_server(const struct process_user *user, const char *const *argv)
{
    pid_t us = getpid(), child = fork();

    if (child == 0) {
        /* Changing the user would clear the death signal, so process_exec cannot be asked to do it. */
        const struct process_user ourselves = { 0 };
        if (user->other && !process_become(user))
            _exit(127);
        if (prctl(PR_SET_PDEATHSIG, SIGQUIT) != 0 || getppid() != us)
            _exit(127);
        process_exec(&ourselves, argv, LOG);
    }
    return child;
}

/* SIGQUIT is PostgreSQL's immediate shutdown: no checkpoint, nothing worth keeping. */
static void stop_server(pid_t server)
{
    const struct timespec pause = { .tv_nsec = STOP_PAUSE_NS };

    kill(server, SIGQUIT);
    for (int i = 0; i < STOP_TRIES; i++) {
        if (waitpid(server, NULL, WNOHANG) != 0)
            return;
        nanosleep(&pause, NULL);
    }
    kill(server, SIGKILL);
    waitpid(server, NULL, 0);
}

_Noreturn static void watch(const struct process_user *user, const char *folder, const char *const *argv,
                            int alive, int lock, int log)
{
    struct fail ignored;

    setsid();
    if (!arrange(alive, lock, log) || !arrange_signals())
        _exit(1);
    pid_t server = start_server(user, argv);
    if (server < 0)
        _exit(1);
    close(LOG);
    for (;;) {
        struct pollfd fds[] = { { .fd = ALIVE, .events = POLLIN }, { .fd = SIGNALS, .events = POLLIN } };
        if (poll(fds, countof(fds), -1) < 0 && errno != EINTR)
            break;
        if (fds[0].revents)
            break;
        /* The server ended by itself: the folder, with its log, is for the starter to read and remove. */
        if (fds[1].revents && waitpid(server, NULL, WNOHANG) == server)
            _exit(2);
    }
    stop_server(server);
    _exit(file_remove_tree(folder, &ignored) ? 0 : 1);
}

bool watcher_start(const struct process_user *user, const struct run_folder *folder, const char *const *argv,
                   struct watcher *out, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *path = format(a, "%s/log", folder->path);
    int ends[2];

    owned(file_close) int log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0 || pipe2(ends, O_CLOEXEC) != 0)
        return fail(f, FAIL_FAILED, "cannot start a private server: %s", strerror(errno));
    owned(file_close) int theirs = ends[0], ours = ends[1];
    pid_t child = fork();
    if (child < 0)
        return fail(f, FAIL_FAILED, "cannot start a private server: %s", strerror(errno));
    if (child == 0)
        watch(user, folder->path, argv, theirs, folder->lock, log);
    *out = (struct watcher){ .pid = child, .alive = ours };
    ours = -1;
    return true;
}

bool watcher_ended(struct watcher *w)
{
    if (w->pid > 0 && waitpid(w->pid, NULL, WNOHANG) == w->pid)
        w->pid = 0;
    return w->pid <= 0;
}

void watcher_stop(struct watcher *w)
{
    file_close(&w->alive);
    while (w->pid > 0 && waitpid(w->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    w->pid = 0;
}
