/*
 * trust_file: reads a trust store from a file that nobody else could have written.
 */
#define _GNU_SOURCE
#include "file.h"
#include "trust.h"
#include "trust_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool not_regular(const char *path, struct fail *f)
{
    return fail_named(f, FAIL_BALE, "trust.not-regular", "the trust store \"%s\" is not a regular file",
                      path);
}

static bool owner_check(const char *path, const struct stat *st, struct fail *f)
{
    if (!S_ISREG(st->st_mode))
        return not_regular(path, f);
    if (st->st_uid != 0 && st->st_uid != geteuid()) {
        fail_named(f, FAIL_BALE, "trust.owner",
                   "the trust store \"%s\" belongs to user %u, neither root nor you", path,
                   (unsigned)st->st_uid);
        return fail_hint(f, "Its owner could trust any key. Copy it to a file of your own after reading it.");
    }
    if (st->st_mode & (S_IWGRP | S_IWOTH)) {
        fail_named(f, FAIL_BALE, "trust.permissions",
                   "the trust store \"%s\" can be changed by others (mode %04o)", path,
                   (unsigned)(st->st_mode & 07777));
        return fail_hint(f, "Run \"chmod go-w\" on it after checking that it holds what you expect.");
    }
    return true;
}

static bool read_checked(struct arena *a, const char *path, struct trust **out, struct fail *f)
{
    owned(file_close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    struct stat st;
    struct bytes content;

    if (fd < 0 && errno == ELOOP)
        return fail_named(f, FAIL_BALE, "trust.symlink", "the trust store \"%s\" is a symbolic link", path);
    if (fd < 0 && errno == EACCES && file_is_odd(path))
        return not_regular(path, f);
    if (fd < 0) {
        fail(f, errno == ENOENT || errno == ENOTDIR ? FAIL_USAGE : FAIL_FAILED,
             "cannot open the trust store \"%s\": %s", path, strerror(errno));
        return fail_hint(f, "\"pgbale keygen\" writes a first trust store next to the keys.");
    }
    if (fstat(fd, &st) != 0)
        return fail(f, FAIL_FAILED, "cannot read the trust store \"%s\": %s", path, strerror(errno));
    if (!owner_check(path, &st, f) || !trust_folder_check(path, f))
        return false;
    /* Read through the descriptor whose owner was checked, not through the path again. */
    if (!file_read_open(a, fd, path, TRUST_LIMIT, &content, f))
        return fail_context(f, "trust store");
    return trust_parse(a, content, path, out, f);
}

bool trust_read(struct arena *a, const char *path, struct trust **out, struct fail *f)
{
    if (read_checked(a, path, out, f))
        return true;
    if (!f->hint[0])
        fail_hint(
            f,
            "A trust store is a JSON file that says which keys may release; \"pgbale keygen --trust FILE\" "
            "writes a first one.");
    return false;
}
