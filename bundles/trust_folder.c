/*
 * trust_folder: see trust_folder.h. Whoever can rename a file in a folder can put another in its place.
 */
#define _GNU_SOURCE
#include "trust_folder.h"

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LEVELS = 256 };

static bool refuse(const char *folder, size_t level, const char *why, struct fail *f)
{
    fail_named(f, FAIL_BALE, "trust.folder", "%s \"%s\" %s",
               level ? "a folder above" : "the trust store's folder", folder, why);
    return fail_hint(f,
                     "Somebody else could exchange the trust store. Keep it in a folder of root or of your "
                     "own, such as /etc/pgbale.");
}

static bool folder_check(const char *folder, const struct stat *st, size_t level, struct fail *f)
{
    mode_t others = S_IWOTH | (st->st_gid == st->st_uid ? 0 : S_IWGRP);

    if (st->st_uid != 0 && st->st_uid != geteuid())
        return refuse(folder, level, "belongs to neither root nor you", f);
    if ((st->st_mode & others) && !(st->st_mode & S_ISVTX))
        return refuse(folder, level, "can be changed by others", f);
    return true;
}

/* The folder itself and its real parents, found by descriptors so that no link can lead elsewhere. */
static bool upwards_check(const char *folder, struct fail *f)
{
    owned(file_close) int fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    struct stat st, above;

    if (fd < 0 || fstat(fd, &st) != 0)
        return fail(f, FAIL_USAGE, "cannot open the trust store's folder \"%s\": %s", folder,
                    strerror(errno));
    for (size_t level = 0; level < LEVELS; level++) {
        if (!folder_check(folder, &st, level, f))
            return false;
        int parent = openat(fd, "..", O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (parent < 0 || fstat(parent, &above) != 0) {
            file_close(&parent);
            return fail(f, FAIL_FAILED, "cannot look above \"%s\": %s", folder, strerror(errno));
        }
        file_close(&fd);
        fd = parent;
        if (above.st_dev == st.st_dev && above.st_ino == st.st_ino)
            return true;
        st = above;
    }
    return refuse(folder, LEVELS, "is nested too deeply", f);
}

bool trust_folder_check(const char *path, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();

    /* Each part may be a link, which belongs to whoever may write where it stands. */
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
        if (!upwards_check(slash == path ? "/" : arena_copy(a, path, (size_t)(slash - path)), f))
            return false;
    return *path == '/' || upwards_check(".", f);
}
