/*
 * sealed: see sealed.h.
 */
#define _GNU_SOURCE
#include "sealed.h"

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 512, SMALLEST = 6 * BLOCK, PIECE = 1 << 16 };

static bool size_check(uint64_t size, size_t limit, struct fail *f)
{
    if (size > limit)
        return fail_named(f, FAIL_BALE, "frame.too-large", "the bale is larger than the limit of %zu bytes",
                          limit);
    if (size % BLOCK == 0 && size >= SMALLEST)
        return true;
    if (size % BLOCK != 0)
        fail_named(f, FAIL_BALE, "frame.size",
                   "the bale has %llu bytes, which is not a multiple of %d: it is cut, or not a bale",
                   (unsigned long long)size, BLOCK);
    else
        fail_named(f, FAIL_BALE, "frame.truncated", "the bale has %llu bytes, too few for any bale",
                   (unsigned long long)size);
    return fail_hint(f, "Get it again from where it was made.");
}

static int memory_file(void)
{
    return memfd_create("bale", MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

static bool no_memory(struct fail *f)
{
    return fail(f, FAIL_FAILED, "cannot keep the bale in sealed memory: %s", strerror(errno));
}

/* Seals what was written and maps it. From here on nobody can change it, not even this program. */
static bool seal_and_map(int memory, size_t size, struct sealed_bale *out, struct fail *f)
{
    if (fcntl(memory, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0)
        return no_memory(f);
    void *at = mmap(NULL, size, PROT_READ, MAP_PRIVATE, memory, 0);
    if (at == MAP_FAILED)
        return no_memory(f);
    *out = (struct sealed_bale){ .all = { at, size } };
    return true;
}

/* Copies until the end of the input, never more than limit + 1 bytes. */
static bool copy_in(int from, int memory, const char *path, size_t limit, size_t *size, struct fail *f)
{
    uint8_t piece[PIECE];

    for (*size = 0; *size <= limit;) {
        ssize_t n = read(from, piece, sizeof piece);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail(f, FAIL_FAILED, "cannot read \"%s\": %s", path, strerror(errno));
        if (n == 0)
            return true;
        if (!file_write_all(memory, (struct bytes){ piece, (size_t)n }))
            return no_memory(f);
        *size += (size_t)n;
    }
    return true;
}

static bool not_regular(const char *path, struct fail *f)
{
    return fail_named(f, FAIL_BALE, "frame.not-regular", "\"%s\" is not a regular file", path);
}

static bool open_regular(const char *path, int *out, struct fail *f)
{
    struct stat st;
    owned(file_close) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);

    if (fd < 0 && errno == ELOOP) {
        fail_named(f, FAIL_BALE, "frame.symlink", "\"%s\" is a symbolic link", path);
        return fail_hint(f, "Give the path of the bale itself.");
    }
    if (fd < 0 && errno == EACCES && file_is_odd(path))
        return not_regular(path, f);
    if (fd < 0) {
        fail(f, errno == ENOENT || errno == ENOTDIR ? FAIL_USAGE : FAIL_FAILED, "cannot open \"%s\": %s",
             path, strerror(errno));
        return fail_hint(f, "Give the path of a bale; \"pgbale compile\" makes one.");
    }
    if (fstat(fd, &st) != 0)
        return fail(f, FAIL_FAILED, "cannot read \"%s\": %s", path, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return not_regular(path, f);
    *out = fd;
    fd = -1;
    return true;
}

bool sealed_open(const char *path, size_t limit, struct sealed_bale *out, struct fail *f)
{
    bool standard = strcmp(path, "-") == 0;
    owned(file_close) int opened = -1;
    owned(file_close) int memory = -1;
    size_t size;

    if (!standard && !open_regular(path, &opened, f))
        return false;
    memory = memory_file();
    if (memory < 0)
        return no_memory(f);
    if (!copy_in(standard ? STDIN_FILENO : opened, memory, path, limit, &size, f))
        return false;
    if (!size_check(size, limit, f))
        return fail_context(f, "%s", standard ? "standard input" : path);
    return seal_and_map(memory, size, out, f);
}

bool sealed_copy(struct bytes from, struct sealed_bale *out, struct fail *f)
{
    owned(file_close) int memory = -1;

    if (!size_check(from.size, BALE_SIZE_LIMIT, f))
        return false;
    memory = memory_file();
    if (memory < 0 || !file_write_all(memory, from))
        return no_memory(f);
    return seal_and_map(memory, from.size, out, f);
}

void sealed_close(struct sealed_bale *sealed)
{
    if (sealed->all.size)
        munmap((void *)(uintptr_t)sealed->all.at, sealed->all.size);
    *sealed = (struct sealed_bale){ 0 };
}
