/*
 * extract: the members of a verified bale as files, in a folder that did not exist before.
 *
 * Names have passed the checks of bale_open: no "..", no absolute path, nothing but lower-case words. They
 * are resolved below the new folder all the same, by descriptors that follow no link.
 */
#define _GNU_SOURCE
#include "audit.h"
#include "file.h"
#include "frame.h"
#include "manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct cli_option options[AUDIT_COMMON] = { AUDIT_COMMON_OPTIONS };

static bool exists(const char *folder, struct fail *f)
{
    fail(f, FAIL_USAGE, "\"%s\" exists already", folder);
    return fail_hint(f, "extract makes a new folder; remove this one, or choose another name.");
}

static bool cannot(const char *folder, const char *name, struct fail *f)
{
    return fail(f, FAIL_FAILED, "cannot write \"%s/%s\": %s", folder, name, strerror(errno));
}

/* Opens the folder below `top` that the name's path leads to; what is missing is made. */
static int folder_below(struct arena *a, int top, const char *name)
{
    int at = openat(top, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    for (const char *slash; at >= 0 && (slash = strchr(name, '/')); name = slash + 1) {
        const char *part = arena_copy(a, name, (size_t)(slash - name));
        int next = -1;
        if (mkdirat(at, part, 0777) == 0 || errno == EEXIST)
            next = openat(at, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        file_close(&at);
        at = next;
    }
    return at;
}

static bool write_member(struct arena *a, int top, const char *folder, const char *name, struct bytes content,
                         struct fail *f)
{
    const char *slash = strrchr(name, '/');
    owned(file_close) int below = folder_below(a, top, name);
    owned(file_close) int fd = -1;

    if (below >= 0)
        fd = openat(below, slash ? slash + 1 : name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                    0666);
    if (fd < 0 || !file_write_all(fd, content))
        return cannot(folder, name, f);
    return true;
}

static bool write_all(struct arena *a, int top, const char *folder, const struct bale *b, struct fail *f)
{
    char name[FRAME_SIGNATURE_NAME];
    size_t n;
    const struct manifest_file *files = manifest_files(a, b, &n);

    if (!write_member(a, top, folder, "seal.json", b->seal, f))
        return false;
    for (size_t i = 0; i < b->n_signatures; i++) {
        frame_signature_name(name, b->signatures[i].key_id);
        if (!write_member(a, top, folder, name, b->signatures[i].raw, f))
            return false;
    }
    if (!write_member(a, top, folder, "manifest.json", b->manifest, f) ||
        !write_member(a, top, folder, "SHA256SUMS", manifest_sums(a, b->manifest, files, n), f))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!write_member(a, top, folder, files[i].path, files[i].content, f))
            return false;
    return true;
}

/* Gives the filled folder its name; never over something that stands there. */
static bool put_in_place(const char *draft, int top, const char *folder, struct fail *f)
{
    mode_t mask = umask(0);

    umask(mask);
    if (fchmod(top, 0777 & ~mask) == 0 &&
        (renameat2(AT_FDCWD, draft, AT_FDCWD, folder, RENAME_NOREPLACE) == 0 ||
         /* Not every file system knows that flag; without it, at most an empty folder is replaced. */
         (errno == EINVAL && rename(draft, folder) == 0)))
        return true;
    if (errno == EEXIST)
        return exists(folder, f);
    return fail(f, FAIL_FAILED, "cannot make the folder \"%s\": %s", folder, strerror(errno));
}

/* The folder is filled under another name, so that one with its name is whole, whatever ends this program. */
static bool extract(struct arena *a, const char *folder, const struct bale *b, struct fail *f)
{
    struct fail *ignored = arena_alloc(a, sizeof *ignored);
    char *draft = format(a, "%s.tmp-XXXXXX", folder);
    struct stat st;

    if (lstat(folder, &st) == 0)
        return exists(folder, f);
    if (!mkdtemp(draft))
        return fail(f, FAIL_FAILED, "cannot make the folder \"%s\": %s", folder, strerror(errno));
    owned(file_close) int top = open(draft, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (top < 0)
        fail(f, FAIL_FAILED, "cannot open the folder \"%s\": %s", draft, strerror(errno));
    else if (write_all(a, top, folder, b, f) && put_in_place(draft, top, folder, f))
        return true;
    if (!file_remove_tree(draft, ignored))
        fail_detail(f, "%s", ignored->message);
    return false;
}

static const char *without_slash(struct arena *a, const char *path)
{
    size_t size = strlen(path);

    while (size > 1 && path[size - 1] == '/')
        size--;
    return arena_copy(a, path, size);
}

static bool run(struct cli *c, struct fail *f)
{
    owned(audited_close) struct audited audited = { 0 };
    struct audit *s = arena_alloc(c->arena, sizeof *s);
    const char *folder = without_slash(c->arena, c->operands[1]);

    if (!audit_begin(c, s, f) || !sandbox_read(&s->paths, c->operands[0], f) ||
        !sandbox_write(&s->paths, folder, f) || !audit_enter(c, s, f) ||
        !audited_open(c, s, c->operands[0], &audited, f) || !extract(c->arena, folder, audited.bale, f))
        return false;
    printf("%s\n", folder);
    return true;
}

const struct cli_command command_extract = {
    .name = "extract",
    .operands = "BALE FOLDER",
    .least = 2,
    .most = 2,
    .summary = "verify a bale and write its members into a new folder",
    .details = "Nothing is written unless the bale is verified. The files are what tar would unpack.",
    .run = run,
    .options = options,
    .n_options = countof(options),
};
