/*
 * The sandbox from inside: what was not named cannot be opened, and nothing leaves the process.
 *
 * Nothing that Criterion does would work in there, so a child enters it and says by its exit status which
 * attempt got through. A kernel that has no part of it is asked nothing about that part.
 */
#define _GNU_SOURCE
#include "sandbox.h"

#include "text.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { GOOD = 0, NOT_ENTERED = 100 };

/* Runs the attempts in a child. */
static int inside(const struct sandbox_paths *p, int (*attempts)(const struct sandbox *s, const void *about),
                  const void *about)
{
    struct sandbox s = { .seccomp = false };
    struct fail f = { 0 };
    int status = 0;
    pid_t child = fork();

    cr_assert(child >= 0);
    if (child == 0)
        _exit(sandbox_enter(p, &s, &f) ? attempts(&s, about) : NOT_ENTERED);
    cr_assert(waitpid(child, &status, 0) == child && WIFEXITED(status), "status %x", (unsigned)status);
    return WEXITSTATUS(status);
}

static bool denied(long result)
{
    return result == -1 && (errno == EPERM || errno == EACCES || errno == EXDEV);
}

static int try_to_leave(const struct sandbox *s, const void *about)
{
    char *const no_arguments[] = { NULL };

    (void)about;
    if (!s->seccomp)
        return GOOD;
    if (!denied(socket(AF_INET, SOCK_STREAM, 0)))
        return 1;
    if (!denied(socket(AF_UNIX, SOCK_STREAM, 0)))
        return 2;
    if (!denied(execve("/bin/true", no_arguments, no_arguments)))
        return 3;
    if (!denied(fork()))
        return 4;
    if (!denied(ptrace(PTRACE_TRACEME, 0, NULL, NULL)))
        return 5;
    if (!denied(syscall(SYS_io_uring_setup, 1, NULL)))
        return 6;
    if (!denied(syscall(SYS_kill, getpid(), 0)))
        return 7;
    return denied(chmod("/nowhere", 0777)) ? GOOD : 8;
}

Test(sandbox, nothing_leaves)
{
    const struct sandbox_paths none = { .n_read = 0 };

    cr_expect_eq(inside(&none, try_to_leave, NULL), GOOD);
}

struct places {
    char folder[32], named[64], other[64], made[64], away[64];
};

static int try_files(const struct sandbox *s, const void *about)
{
    const struct places *p = about;

    if (open(p->named, O_RDONLY) < 0)
        return 1;
    if (open(p->made, O_CREAT | O_EXCL | O_WRONLY, 0600) < 0)
        return 2;
    if (!s->landlock)
        return GOOD;
    if (!denied(open(p->named, O_WRONLY)))
        return 3;
    if (!denied(open(p->other, O_RDONLY)))
        return 4;
    if (!denied(open("/etc/passwd", O_RDONLY)))
        return 5;
    if (!denied(open(p->away, O_CREAT | O_WRONLY, 0600)))
        return 6;
    return denied(rename(p->made, p->away)) ? GOOD : 7;
}

Test(sandbox, only_named_files)
{
    struct sandbox_paths paths = { .n_read = 0 };
    struct places p = { .folder = "/tmp/pgbale-sandbox-XXXXXX" };
    struct fail f = { 0 };

    cr_assert_not_null(mkdtemp(p.folder));
    snprintf(p.named, sizeof p.named, "%s/named", p.folder);
    snprintf(p.other, sizeof p.other, "%s/other", p.folder);
    snprintf(p.made, sizeof p.made, "%s/sub", p.folder);
    snprintf(p.away, sizeof p.away, "%s/away", p.folder);
    close(open(p.named, O_CREAT | O_WRONLY, 0600));
    close(open(p.other, O_CREAT | O_WRONLY, 0600));
    cr_assert(mkdir(p.made, 0700) == 0);
    snprintf(p.made, sizeof p.made, "%s/sub/made", p.folder);
    cr_assert(sandbox_read(&paths, p.named, &f) && sandbox_read(&paths, "-", &f) &&
              sandbox_read(&paths, NULL, &f) && sandbox_write(&paths, p.made, &f));
    cr_assert_eq(paths.n_read, 1);
    cr_expect_eq(inside(&paths, try_files, &p), GOOD);
}

Test(sandbox, says_what_it_is)
{
    owned(arena_release) struct arena *a = arena_new();

    cr_expect_str_eq(sandbox_text(a, &(struct sandbox){ true, 4 }), "seccomp, Landlock 4");
    cr_expect_str_eq(sandbox_text(a, &(struct sandbox){ true, 0 }), "seccomp");
    cr_expect_str_eq(sandbox_text(a, &(struct sandbox){ false, 2 }), "Landlock 2");
    cr_expect(text_starts(sandbox_text(a, &(struct sandbox){ false, 0 }), "none"));
}
