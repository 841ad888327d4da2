/*
 * cluster_template: see cluster_template.h.
 */
#define _GNU_SOURCE
#include "cluster_template.h"

#include "copy_tree.h"
#include "file.h"
#include "kept.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

/* A server that loses nothing worth keeping when it is killed, and does nothing behind our back. */
static const char settings[] = "listen_addresses = ''\n"
                               "unix_socket_permissions = 0700\n"
                               "max_connections = 20\n"
                               "max_locks_per_transaction = 2048\n"
                               "shared_buffers = 64MB\n"
                               "dynamic_shared_memory_type = mmap\n"
                               "huge_pages = off\n"
                               "fsync = off\n"
                               "synchronous_commit = off\n"
                               "full_page_writes = off\n"
                               "wal_level = minimal\n"
                               "max_wal_senders = 0\n"
                               "max_wal_size = 1GB\n"
                               "checkpoint_timeout = 1d\n"
                               "autovacuum = off\n"
                               "jit = off\n"
                               "max_parallel_workers = 0\n"
                               "restart_after_crash = off\n"
                               "log_destination = stderr\n"
                               "logging_collector = off\n"
                               "log_min_messages = fatal\n"
                               "timezone = UTC\n"
                               "log_timezone = UTC\n"
                               "datestyle = 'ISO, YMD'\n"
                               "lc_messages = C\n"
                               "default_text_search_config = 'pg_catalog.english'\n";

static const char *const locales[] = { "--locale=C.UTF-8", "--locale=C" };

/* Name of the template: another version, installation or setting is another template. */
static const char *template_path(struct arena *a, const char *cache, const struct programs *programs)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    struct text key = text_new(a);

    text_addf(&key, "%s\n%s\n%s", programs->folder, programs->version, settings);
    for (size_t i = 0; i < countof(locales); i++)
        text_addf(&key, "%s\n", locales[i]);
    if (EVP_Digest(key.at, key.size, digest, &size, EVP_sha256(), NULL) != 1 || size < 8)
        return NULL;
    return format(a, "%s/cluster-%s-%s", cache, programs->version, hex_text(a, (struct bytes){ digest, 8 }));
}

static bool write_settings(struct arena *a, const char *data, const struct process_user *user, struct fail *f)
{
    const char *path = format(a, "%s/postgresql.conf", data);

    if (!file_write(path, bytes_of(settings), 0600, f))
        return false;
    if (user->other && chown(path, user->uid, user->gid) != 0)
        return fail(f, FAIL_FAILED, "cannot give \"%s\" to the server's user", path);
    return true;
}

static bool init(struct arena *a, const struct programs *programs, const struct process_user *user,
                 const char *data, struct fail *f)
{
    const char *said = "";
    int status = 1;

    for (size_t i = 0; i < countof(locales) && status != 0; i++) {
        const char *argv[] = { format(a, "%s/initdb", programs->folder),
                               "--username=postgres",
                               "--auth=trust",
                               "--encoding=UTF8",
                               "--no-sync",
                               "--wal-segsize=1",
                               "--text-search-config=english",
                               locales[i],
                               "-D",
                               data,
                               NULL };
        if (!process_run(a, user, argv, &said, &status, f))
            return false;
    }
    if (status != 0) {
        fail(f, FAIL_FAILED, "cannot make a private PostgreSQL %s: initdb ended with status %d",
             programs->version, status);
        return fail_detail(f, "%s", said);
    }
    return write_settings(a, data, user, f);
}

/* Keeps a copy of fresh data as the template. Others may do the same now: the first rename wins. */
static void keep(struct arena *a, const char *data, const char *template)
{
    const struct process_user ourselves = { 0 };
    char *temporary = format(a, "%s.tmp-XXXXXX", template);
    struct fail ignored;

    if (!mkdtemp(temporary))
        return;
    const char *inner = format(a, "%s/data", temporary);
    if (copy_tree(data, inner, &ourselves, &ignored) && rename(inner, template) != 0) {
        /* Somebody else was faster, or the cache cannot be written: both are fine. */
    }
    if (!file_remove_tree(temporary, &ignored))
        return;
}

bool cluster_template(struct arena *a, const struct programs *programs, const struct process_user *user,
                      const char *data, struct fail *f)
{
    const char *cache = kept_folder(a);
    const char *template = cache ? template_path(a, cache, programs) : NULL;

    if (template && file_is_folder(template))
        return copy_tree(template, data, user, f);
    if (!init(a, programs, user, data, f))
        return false;
    if (template)
        keep(a, data, template);
    return true;
}
