/*
 * cache: see cache.h.
 */
#define _GNU_SOURCE
#include "cache.h"

#include "digest.h"
#include "prelude.h"
#include "programs.h"
#include "read.h"
#include "snapshot.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { DAYS_KEPT = 30 };
#define CACHE_LIMIT ((size_t)1 << 30)
#define SUFFIX ".model"

const char *cache_folder(struct arena *a)
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
    /* What others could write to must not become our server's data, or our models. */
    if (lstat(folder, &st) != 0 || !S_ISDIR(st.st_mode) || st.st_uid != geteuid() || (st.st_mode & 022))
        return NULL;
    return folder;
}

static void add_part(struct text *t, const char *label, struct bytes content)
{
    char hex[ID_TEXT];

    digest_hex(content, hex);
    text_addf(t, "%s %s\n", hex, label);
}

const char *cache_key(struct arena *a, const struct workspace *w, const struct managed *managed,
                      const char *how, const struct source_file *files, size_t n)
{
    const char *folder = cache_folder(a);
    const struct workspace_options *o = &w->options;
    struct fail *ignored = arena_alloc(a, sizeof *ignored);
    struct process_user user;
    struct programs programs;
    struct text t = text_new(a);
    char hex[ID_TEXT];

    if (!folder || o->scratch_dsn || !process_user(&user, ignored) ||
        !programs_find(a, &user, o->major, &programs, ignored))
        return NULL;
    text_addf(&t, "pgbale %s\npostgresql %s %s\n%s\n%s\n", PGBALE_VERSION, programs.version, programs.folder,
              how, snapshot_kinds(a));
    add_part(&t, "managed", bytes_of(managed_sql(a, managed)));
    add_part(&t, "prelude", o->prelude ? prelude_builtin(o->prelude) : bytes_of(""));
    for (size_t i = 0; i < o->n_files; i++)
        add_part(&t, o->files[i].path, o->files[i].text);
    for (size_t i = 0; i < n; i++)
        add_part(&t, files[i].path, files[i].text);
    digest_hex((struct bytes){ (const uint8_t *)t.at, t.size }, hex);
    return format(a, "%s/%s" SUFFIX, folder, hex);
}

struct model *cache_load(struct arena *a, const char *key)
{
    struct fail *ignored = arena_alloc(a, sizeof *ignored);
    struct bytes text;

    if (!key || !file_exists(key) || !file_read(a, key, CACHE_LIMIT, &text, ignored))
        return NULL;
    struct model *m = snapshot_read(a, text);
    if (m)
        utimensat(AT_FDCWD, key, NULL, 0);
    return m;
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
        if (text_ends(path, SUFFIX) && lstat(path, &st) == 0 && st.st_mtime < oldest)
            unlink(path);
    }
}

void cache_store(struct arena *a, const char *key, const struct model *m)
{
    struct fail *ignored = arena_alloc(a, sizeof *ignored);

    if (!key)
        return;
    remove_old(a, arena_copy(a, key, (size_t)(strrchr(key, '/') - key)));
    if (!file_write(key, snapshot_write(a, m), 0600, ignored))
        unlink(key);
}
