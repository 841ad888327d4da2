/*
 * process: see process.h.
 */
#define _GNU_SOURCE
#include "process.h"

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OUTPUT_LIMIT = 64 * 1024, CANNOT_RUN = 127 };

bool process_user(struct process_user *out, struct fail *f)
{
    static const char *const names[] = { "postgres", "nobody" };

    if (geteuid() != 0) {
        *out = (struct process_user){ .uid = geteuid(), .gid = getegid() };
        return true;
    }
    for (size_t i = 0; i < countof(names); i++) {
        const struct passwd *p = getpwnam(names[i]);
        if (p && p->pw_uid != 0) {
            *out = (struct process_user){ .other = true, .uid = p->pw_uid, .gid = p->pw_gid };
            return true;
        }
    }
    fail(f, FAIL_FAILED, "cannot start PostgreSQL as root, and there is no user postgres or nobody");
    return fail_hint(f, "Run as another user, or name a server with --scratch DSN.");
}

bool process_become(const struct process_user *user)
{
    if (!user->other)
        return true;
    return setgroups(0, NULL) == 0 && setresgid(user->gid, user->gid, user->gid) == 0 &&
           setresuid(user->uid, user->uid, user->uid) == 0;
}

/* The child's signals are as in a fresh shell: what we block or ignore is not its business. */
static void reset_signals(void)
{
    static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT, SIGCHLD };
    sigset_t none;

    for (size_t i = 0; i < countof(signals); i++)
        signal(signals[i], SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

_Noreturn void process_exec(const struct process_user *user, const char *const *argv, int output)
{
    /* Nothing of the user's environment may change what the server does (PGPORT, PGDATA, LC_ALL...). */
    static const char *const environment[] = { "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C", "TZ=UTC",
                                               NULL };
    int input = open("/dev/null", O_RDONLY);

    reset_signals();
    umask(077);
    if (input < 0 || dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
        dup2(output, STDERR_FILENO) < 0 || chdir("/") != 0 || !process_become(user))
        _exit(CANNOT_RUN);
    /* execvpe takes non-const pointers for historical reasons; it changes nothing. */
    union {
        const char *const *from;
        char *const *to;
    } arguments = { argv }, variables = { environment };
    execvpe(argv[0], arguments.to, variables.to);
    _exit(CANNOT_RUN);
}

static int wait_for(pid_t child)
{
    int status = 0;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return CANNOT_RUN;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool process_run(struct arena *a, const struct process_user *user, const char *const *argv,
                 const char **output, int *status, struct fail *f)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return fail(f, FAIL_FAILED, "cannot run %s: %s", argv[0], strerror(errno));
    owned(file_close) int from = ends[0], to = ends[1];
    pid_t child = fork();
    if (child < 0)
        return fail(f, FAIL_FAILED, "cannot run %s: %s", argv[0], strerror(errno));
    if (child == 0)
        process_exec(user, argv, to);
    file_close(&to);

    struct text said = text_new(a);
    for (;;) {
        char buffer[4096];
        ssize_t n = read(from, buffer, sizeof buffer);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        if (said.size < OUTPUT_LIMIT)
            text_add_bytes(&said, buffer, (size_t)n);
    }
    *status = wait_for(child);
    *output = said.at;
    return true;
}

bool process_can_enter(const struct process_user *user, const char *folder)
{
    if (!user->other)
        return access(folder, R_OK | W_OK | X_OK) == 0;
    pid_t child = fork();
    if (child < 0)
        return false;
    if (child == 0)
        _exit(process_become(user) && access(folder, R_OK | W_OK | X_OK) == 0 ? 0 : 1);
    return wait_for(child) == 0;
}
