/*
 * kept: see kept.h.
 */
#define _GNU_SOURCE
#include "kept.h"

#include "digest.h"
#include "file.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DAYS_KEPT = 30 };
#define KEPT_LIMIT ((size_t)1 << 30)
#define MAGIC "pgbale-kept/1\n"

static bool ours_alone(const struct stat *st)
{
    return st->st_uid == geteuid() && !(st->st_mode & 022);
}

const char *kept_folder(struct arena *a)
{
    const char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    struct fail *ignored = arena_alloc(a, sizeof *ignored);
    struct stat st;

    if (!base || *base != '/') {
        if (!home || *home != '/') {
            const struct passwd *p = getpwuid(geteuid());
            home = p ? p->pw_dir : NULL;
        }
        base = home && *home == '/' ? format(a, "%s/.cache", home) : NULL;
    }
    if (!base || !file_make_folders(base, ignored))
        return NULL;
    const char *folder = format(a, "%s/pgbale", base);
    mkdir(folder, 0700);
    /* What others could write to must not become our server's data, or what we believe. */
    if (lstat(folder, &st) != 0 || !S_ISDIR(st.st_mode) || !ours_alone(&st))
        return NULL;
    return folder;
}

const char *kept_path(struct arena *a, struct bytes decides, const char *suffix)
{
    const char *folder = kept_folder(a);
    char hex[ID_TEXT];

    if (!folder)
        return NULL;
    digest_hex(decides, hex);
    return format(a, "%s/%s%s", folder, hex, suffix);
}

static const char *file_identity(struct arena *a, const char *path)
{
    struct stat st;

    if (!path || stat(path, &st) != 0)
        return NULL;
    return format(a, "%lld %lld.%09ld", (long long)st.st_size, (long long)st.st_mtim.tv_sec,
                  (long)st.st_mtim.tv_nsec);
}

const char *kept_program(struct arena *a, const char *function)
{
    const void *address = dlsym(RTLD_DEFAULT, function);
    const char *program = file_identity(a, "/proc/self/exe");
    Dl_info library;

    if (!program || !address)
        return program;
    const char *code = dladdr(address, &library) ? file_identity(a, library.dli_fname) : NULL;
    return code ? format(a, "%s %s", program, code) : NULL;
}

bool kept_load(struct arena *a, const char *path, struct bytes *out)
{
    struct fail *ignored = arena_alloc(a, sizeof *ignored);
    const size_t head = strlen(MAGIC) + ID_TEXT;
    char hex[ID_TEXT];
    struct bytes all;
    struct stat st;

    owned(file_close) int fd = path ? open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK) : -1;
    if (fd < 0 || fstat(fd, &st) != 0 || !ours_alone(&st) ||
        !file_read_open(a, fd, path, KEPT_LIMIT, &all, ignored))
        return false;
    if (all.size < head || memcmp(all.at, MAGIC, strlen(MAGIC)) != 0 || all.at[head - 1] != '\n')
        return false;
    const struct bytes contents = { all.at + head, all.size - head };
    digest_hex(contents, hex);
    if (memcmp(hex, all.at + strlen(MAGIC), ID_TEXT - 1) != 0)
        return false;
    /* What is used stays. */
    futimens(fd, NULL);
    *out = contents;
    return true;
}

/* A name that a digest begins: not the templates of scratch clusters, which are folders. */
static bool is_entry(const char *name)
{
    return strspn(name, "0123456789abcdef") == ID_TEXT - 1;
}

static void remove_old(struct arena *a, const char *folder)
{
    struct fail *ignored = arena_alloc(a, sizeof *ignored);
    time_t oldest = time(NULL) - (time_t)DAYS_KEPT * 24 * 60 * 60;
    struct names names;
    struct stat st;

    if (!file_list(a, folder, &names, ignored))
        return;
    for (size_t i = 0; i < names.count; i++) {
        const char *path = format(a, "%s/%s", folder, names.at[i]);
        if (is_entry(names.at[i]) && lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_mtime < oldest)
            unlink(path);
    }
}

void kept_store(struct arena *a, const char *path, struct bytes contents)
{
    struct fail *ignored = arena_alloc(a, sizeof *ignored);
    const size_t head = strlen(MAGIC) + ID_TEXT;
    char hex[ID_TEXT];

    if (!path)
        return;
    remove_old(a, arena_copy(a, path, (size_t)(strrchr(path, '/') - path)));
    digest_hex(contents, hex);
    uint8_t *whole = arena_alloc(a, head + contents.size);
    memcpy(whole, format(a, MAGIC "%s\n", hex), head);
    memcpy(whole + head, contents.at, contents.size);
    if (!file_write(path, (struct bytes){ whole, head + contents.size }, 0600, ignored))
        unlink(path);
}
