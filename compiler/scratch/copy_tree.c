/*
 * copy_tree: see copy_tree.h.
 */
#define _GNU_SOURCE
#include "copy_tree.h"

#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LEVELS = 32 };

static void close_folder(DIR **folder)
{
    if (*folder)
        closedir(*folder);
}

static bool give(int fd, const struct process_user *owner)
{
    return !owner->other || fchown(fd, owner->uid, owner->gid) == 0;
}

static bool copy_bytes(int from, int to)
{
    if (ioctl(to, FICLONE, from) == 0)
        return true;
    for (;;) {
        ssize_t n = sendfile(to, from, NULL, (size_t)1 << 30);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
    }
}

static bool copy_file(int from_folder, int to_folder, const char *name, mode_t mode,
                      const struct process_user *owner)
{
    owned(file_close) int from = openat(from_folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (from < 0)
        return false;
    owned(file_close) int to = openat(to_folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode & 0777);
    return to >= 0 && copy_bytes(from, to) && give(to, owner);
}

/* Both descriptors are taken over. */
static bool copy_folder(int from, int to, const struct process_user *owner, int level)
{
    owned(file_close) int target = to;
    owned(close_folder) DIR *dir = fdopendir(from);

    if (!dir) {
        close(from);
        return false;
    }
    if (level > LEVELS) {
        errno = ELOOP;
        return false;
    }
    for (;;) {
        struct stat st;
        errno = 0;
        const struct dirent *entry = readdir(dir);
        if (!entry)
            return errno == 0 && give(target, owner);
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            continue;
        if (fstatat(dirfd(dir), name, &st, AT_SYMLINK_NOFOLLOW) != 0)
            return false;
        if (S_ISREG(st.st_mode)) {
            if (!copy_file(dirfd(dir), target, name, st.st_mode, owner))
                return false;
            continue;
        }
        if (!S_ISDIR(st.st_mode)) {
            errno = EINVAL;
            return false;
        }
        if (mkdirat(target, name, st.st_mode & 0777) != 0)
            return false;
        int below_from = openat(dirfd(dir), name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        int below_to = openat(target, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (below_from < 0 || below_to < 0) {
            file_close(&below_from);
            file_close(&below_to);
            return false;
        }
        if (!copy_folder(below_from, below_to, owner, level + 1))
            return false;
    }
}

bool copy_tree(const char *from, const char *to, const struct process_user *owner, struct fail *f)
{
    int source = open(from, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (source < 0)
        return fail(f, FAIL_FAILED, "cannot open the folder \"%s\": %s", from, strerror(errno));
    int target = mkdir(to, 0700) == 0 ? open(to, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
    if (target < 0) {
        int why = errno;
        file_close(&source);
        return fail(f, FAIL_FAILED, "cannot make the folder \"%s\": %s", to, strerror(why));
    }
    if (!copy_folder(source, target, owner, 0))
        return fail(f, FAIL_FAILED, "cannot copy \"%s\" to \"%s\": %s", from, to, strerror(errno));
    return true;
}
