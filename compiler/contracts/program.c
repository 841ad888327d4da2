/*
 * program: see program.h.
 */
#include "program.h"

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char variable[] = "POSTGRES_DSN";

static _Noreturn void become(const char *command, const char *folder, const char *dsn, int output)
{
    int input = open("/dev/null", O_RDONLY | O_CLOEXEC);

    if (input >= 0 && dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
        dup2(output, STDERR_FILENO) >= 0 && chdir(folder) == 0 && setenv(variable, dsn, 1) == 0)
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(126);
}

static uint64_t milliseconds(const struct timespec *from)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)((now.tv_sec - from->tv_sec) * 1000 + (now.tv_nsec - from->tv_nsec) / 1000000);
}

bool program_run(struct arena *a, const char *command, const char *folder, const char *dsn,
                 struct program_result *out, struct fail *f)
{
    char path[] = "/tmp/pgbale-output-XXXXXX";
    owned(file_close) int output = mkstemp(path);
    struct program_result r = { .status = 0 };
    struct timespec start;
    int ended = 0;

    if (output < 0)
        return fail(f, FAIL_FAILED, "cannot make a file in /tmp: %s", strerror(errno));
    unlink(path);
    fflush(stdout);
    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t child = fork();
    if (child < 0)
        return fail(f, FAIL_FAILED, "cannot run \"%s\": %s", command, strerror(errno));
    if (child == 0)
        become(command, folder, dsn, output);
    while (waitpid(child, &ended, 0) < 0)
        if (errno != EINTR)
            return fail(f, FAIL_FAILED, "cannot wait for \"%s\": %s", command, strerror(errno));
    r.milliseconds = milliseconds(&start);
    r.status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
    if (lseek(output, 0, SEEK_SET) < 0 ||
        !file_read_open(a, output, "the command's output", FILE_LARGE, &r.output, f))
        return false;
    *out = r;
    return true;
}
