/*
 * file: see file.h.
 */
#define _GNU_SOURCE
#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TREE_LEVELS = 32, TREE_FILES = 100000 };

void file_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

bool file_read_open(struct arena *a, int fd, const char *path, size_t limit, struct bytes *out,
                    struct fail *f)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return fail(f, FAIL_FAILED, "cannot read \"%s\": %s", path, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return fail(f, FAIL_USAGE, "cannot read \"%s\": it is not a regular file", path);
    if ((uint64_t)st.st_size > limit)
        return fail(f, FAIL_USAGE, "cannot read \"%s\": it has %lld bytes, more than the limit of %zu", path,
                    (long long)st.st_size, limit);

    /* One byte more than expected shows a file that grew meanwhile. */
    size_t room = (size_t)st.st_size + 1, used = 0;
    char *at = arena_alloc(a, room + 1);
    while (used < room) {
        ssize_t n = read(fd, at + used, room - used);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(f, FAIL_FAILED, "cannot read \"%s\": %s", path, strerror(errno));
        if (n == 0)
            break;
        used += (size_t)n;
    }
    if (used == room)
        return fail(f, FAIL_FAILED, "cannot read \"%s\": it grew while it was read", path);
    at[used] = '\0';
    *out = (struct bytes){ (const uint8_t *)at, used };
    return true;
}

bool file_changes_in_place(const char *path, struct fail *f)
{
    struct stat st;

    if (lstat(path, &st) != 0 || !S_ISLNK(st.st_mode))
        return true;
    fail(f, FAIL_USAGE, "\"%s\" is a symbolic link, so what it leads to would stay as it is", path);
    return fail_hint(f, "Name the file itself.");
}

bool file_is_odd(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

bool file_read(struct arena *a, const char *path, size_t limit, struct bytes *out, struct fail *f)
{
    owned(file_close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (fd < 0 && errno == EACCES && file_is_odd(path))
        return fail(f, FAIL_USAGE, "cannot read \"%s\": it is not a regular file", path);
    if (fd < 0)
        return fail(f, errno == ENOENT ? FAIL_USAGE : FAIL_FAILED, "cannot open \"%s\": %s", path,
                    strerror(errno));
    return file_read_open(a, fd, path, limit, out, f);
}

bool file_write_all(int fd, struct bytes content)
{
    for (size_t done = 0; done < content.size;) {
        ssize_t n = write(fd, content.at + done, content.size - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        done += (size_t)n;
    }
    return true;
}

static bool sync_folder_of(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? arena_copy(a, path, slash == path ? 1 : (size_t)(slash - path)) : ".";
    owned(file_close) int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    return fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
}

static bool write_file(const char *path, struct bytes content, unsigned mode, bool replace, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    char *temporary = format(a, "%s.tmp-XXXXXX", path);
    owned(file_close) int fd = mkostemp(temporary, O_CLOEXEC);

    if (fd < 0)
        return fail(f, FAIL_FAILED, "cannot write \"%s\": %s", path, strerror(errno));
    bool good = fchmod(fd, (mode_t)mode) == 0 && file_write_all(fd, content) && fsync(fd) == 0;
    if (good && replace)
        good = rename(temporary, path) == 0;
    else if (good)
        good = link(temporary, path) == 0;
    int why = errno;
    if (!good || !replace)
        unlink(temporary);
    if (!good && why == EEXIST) {
        fail(f, FAIL_USAGE, "\"%s\" exists already", path);
        return fail_hint(f, "Remove it first, or choose another name.");
    }
    if (!good)
        return fail(f, FAIL_FAILED, "cannot write \"%s\": %s", path, strerror(why));
    if (!sync_folder_of(a, path))
        return fail(f, FAIL_FAILED, "cannot sync the folder of \"%s\": %s", path, strerror(errno));
    return true;
}

bool file_write(const char *path, struct bytes content, unsigned mode, struct fail *f)
{
    return write_file(path, content, mode, true, f);
}

bool file_create(const char *path, struct bytes content, unsigned mode, struct fail *f)
{
    return write_file(path, content, mode, false, f);
}

bool file_exists(const char *path)
{
    struct stat st;

    return lstat(path, &st) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_make_folders(const char *path, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    char *copy = arena_text(a, path);

    for (char *at = copy + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        if (mkdir(copy, 0777) != 0 && errno != EEXIST)
            return fail(f, FAIL_FAILED, "cannot make the folder \"%s\": %s", copy, strerror(errno));
        *at = '/';
    }
    if (mkdir(copy, 0777) != 0 && errno != EEXIST)
        return fail(f, FAIL_FAILED, "cannot make the folder \"%s\": %s", copy, strerror(errno));
    if (!file_is_folder(path))
        return fail(f, FAIL_FAILED, "\"%s\" is not a folder", path);
    return true;
}

static void close_folder(DIR **folder)
{
    if (*folder)
        closedir(*folder);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void names_add(struct arena *a, struct names *names, size_t *room, const char *name)
{
    if (names->count == *room)
        names->at = arena_grow(a, names->at, names->count, room, sizeof *names->at);
    names->at[names->count++] = name;
}

static void names_sort(struct names *names)
{
    if (names->count)
        qsort(names->at, names->count, sizeof *names->at, by_bytes);
}

bool file_list(struct arena *a, const char *folder, struct names *out, struct fail *f)
{
    owned(close_folder) DIR *dir = opendir(folder);
    struct names names = { 0 };
    size_t room = 0;

    if (!dir)
        return fail(f, FAIL_USAGE, "cannot open the folder \"%s\": %s", folder, strerror(errno));
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(dir);
        if (!entry && errno)
            return fail(f, FAIL_FAILED, "cannot list the folder \"%s\": %s", folder, strerror(errno));
        if (!entry)
            break;
        if (entry->d_name[0] != '.')
            names_add(a, &names, &room, arena_text(a, entry->d_name));
    }
    names_sort(&names);
    *out = names;
    return true;
}

static bool walk(struct arena *a, const char *top, const char *below, const char *suffix, int level,
                 struct names *found, size_t *room, struct fail *f)
{
    const char *folder = *below ? format(a, "%s/%s", top, below) : top;
    struct names names;

    if (level > TREE_LEVELS)
        return fail(f, FAIL_USAGE, "\"%s\" is nested deeper than %d folders", folder, TREE_LEVELS);
    if (!file_list(a, folder, &names, f))
        return false;
    for (size_t i = 0; i < names.count; i++) {
        const char *name = *below ? format(a, "%s/%s", below, names.at[i]) : names.at[i];
        const char *path = format(a, "%s/%s", top, name);
        struct stat st;
        if (lstat(path, &st) != 0)
            return fail(f, FAIL_FAILED, "cannot read \"%s\": %s", path, strerror(errno));
        if (S_ISDIR(st.st_mode)) {
            if (!walk(a, top, name, suffix, level + 1, found, room, f))
                return false;
        } else if (text_ends(name, suffix)) {
            if (!S_ISREG(st.st_mode))
                return fail(f, FAIL_USAGE, "\"%s\" is not a regular file", path);
            if (found->count == TREE_FILES)
                return fail(f, FAIL_USAGE, "more than %d files below \"%s\"", TREE_FILES, top);
            names_add(a, found, room, name);
        }
    }
    return true;
}

bool file_tree(struct arena *a, const char *folder, const char *suffix, struct names *out, struct fail *f)
{
    struct names found = { 0 };
    size_t room = 0;

    if (!walk(a, folder, "", suffix, 0, &found, &room, f))
        return false;
    names_sort(&found);
    *out = found;
    return true;
}

/* Removes what is in the open folder `fd`; works on descriptors so that a swapped link leads nowhere. */
static bool empty_folder(int fd, int level)
{
    owned(close_folder) DIR *dir = fdopendir(fd);

    if (!dir || level > TREE_LEVELS * 4) {
        if (!dir)
            close(fd);
        return false;
    }
    for (;;) {
        const struct dirent *entry = readdir(dir);
        if (!entry)
            return true;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (unlinkat(dirfd(dir), entry->d_name, 0) == 0 || errno == ENOENT)
            continue;
        int below = openat(dirfd(dir), entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (below < 0 || !empty_folder(below, level + 1))
            return false;
        if (unlinkat(dirfd(dir), entry->d_name, AT_REMOVEDIR) != 0 && errno != ENOENT)
            return false;
    }
}

bool file_remove_tree(const char *path, struct fail *f)
{
    if (unlink(path) == 0 || errno == ENOENT)
        return true;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || !empty_folder(fd, 0) || (rmdir(path) != 0 && errno != ENOENT))
        return fail(f, FAIL_FAILED, "cannot remove \"%s\": %s", path, strerror(errno));
    return true;
}
