/*
 * sandbox: Landlock and the order of giving things up. The list of system calls is in sandbox_calls.c.
 *
 * The kernel's interface is called directly: it is small, and glibc of Debian 12 has no functions for it.
 */
#define _GNU_SOURCE
#include "sandbox.h"

#include "file.h"
#include "sandbox_calls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* From version 3 on; older headers do not have it. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

#define ACCESS_FIRST ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1) /* all that version 1 knows */
#define ACCESS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define ACCESS_WRITE                                                                                         \
    (ACCESS_READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |                             \
     LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |          \
     LANDLOCK_ACCESS_FS_REFER | LANDLOCK_ACCESS_FS_TRUNCATE)

static bool add(const char **list, size_t *n, const char *path, struct fail *f)
{
    if (!path || strcmp(path, "-") == 0)
        return true;
    if (*n == SANDBOX_PATHS)
        return fail(f, FAIL_USAGE, "more than %d files are named", SANDBOX_PATHS);
    list[(*n)++] = path;
    return true;
}

bool sandbox_read(struct sandbox_paths *p, const char *path, struct fail *f)
{
    return add(p->read, &p->n_read, path, f);
}

bool sandbox_write(struct sandbox_paths *p, const char *path, struct fail *f)
{
    return add(p->write, &p->n_write, path, f);
}

#ifndef PGBALE_NO_SANDBOX

/* --- Landlock --------------------------------------------------------------------------------- */

static bool refused(const char *what, struct fail *f)
{
    fail(f, FAIL_FAILED, "cannot enter the sandbox: %s: %s", what, strerror(errno));
    return fail_hint(f, "--sandbox=off does without it.");
}

/* Allows `access` at the path. What cannot be opened now is left to fail when it is used. */
static bool allow(int rules, const char *path, uint64_t access, struct fail *f)
{
    struct stat st;
    owned(file_close) int fd = open(path, O_PATH | O_CLOEXEC);

    if (fd < 0 || fstat(fd, &st) != 0 || S_ISFIFO(st.st_mode) || S_ISSOCK(st.st_mode))
        return true;
    if (!S_ISDIR(st.st_mode))
        access &= LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE;
    struct landlock_path_beneath_attr rule = { .allowed_access = access, .parent_fd = fd };
    return access == 0 || syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0 ||
           refused(path, f);
}

static const char *folder_of(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');

    return !slash ? "." : arena_copy(a, path, slash == path ? 1 : (size_t)(slash - path));
}

static bool landlock_enter(const struct sandbox_paths *p, int *version, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    long known = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    struct landlock_ruleset_attr attributes = { .handled_access_fs = ACCESS_FIRST };

    *version = 0;
    if (known < 1)
        return true;
    if (known >= 2)
        attributes.handled_access_fs |= LANDLOCK_ACCESS_FS_REFER;
    if (known >= 3)
        attributes.handled_access_fs |= LANDLOCK_ACCESS_FS_TRUNCATE;
    owned(file_close) int rules =
        (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (rules < 0)
        return refused("Landlock", f);
    /* The JSON library seeds its tables from there. */
    if (!allow(rules, "/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE, f))
        return false;
    for (size_t i = 0; i < p->n_read; i++)
        if (!allow(rules, p->read[i], LANDLOCK_ACCESS_FS_READ_FILE, f))
            return false;
    for (size_t i = 0; i < p->n_write; i++)
        if (!allow(rules, folder_of(a, p->write[i]), ACCESS_WRITE & attributes.handled_access_fs, f))
            return false;
    if (syscall(SYS_landlock_restrict_self, rules, 0) != 0)
        return refused("Landlock", f);
    *version = (int)known;
    return true;
}

/* --- all of it -------------------------------------------------------------------------------- */

bool sandbox_enter(const struct sandbox_paths *p, struct sandbox *out, struct fail *f)
{
    const struct rlimit no_core = { 0, 0 };
    struct sandbox s = { .seccomp = false };

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return refused("no_new_privs", f);
    /* No core file and no tracer of the same user sees a key or a passphrase. */
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    setrlimit(RLIMIT_CORE, &no_core);
    if (!landlock_enter(p, &s.landlock, f))
        return false;
    s.seccomp = sandbox_calls_limit();
    *out = s;
    return true;
}

#else

/* Sanitizers and coverage write files and ask for calls of their own. */
bool sandbox_enter(const struct sandbox_paths *p, struct sandbox *out, struct fail *f)
{
    (void)f;
    (void)p;
    *out = (struct sandbox){ .seccomp = false };
    return true;
}

#endif

const char *sandbox_text(struct arena *a, const struct sandbox *s)
{
    const char *landlock = s->landlock ? format(a, "Landlock %d", s->landlock) : "";

    if (!s->seccomp && !s->landlock)
        return "none: this kernel, or this build, has neither seccomp nor Landlock";
    return format(a, "%s%s%s", s->seccomp ? "seccomp" : "", s->seccomp && s->landlock ? ", " : "", landlock);
}
