/*
 * run_folder: see run_folder.h.
 */
#define _GNU_SOURCE
#include "run_folder.h"

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define PREFIX "pgbale-cluster-"

enum { WITHOUT_LOCK_SECONDS = 600 };

/* Longest folder in which a socket still has a path that the system takes. */
enum { FOLDER_LIMIT = sizeof((struct sockaddr_un *)0)->sun_path - sizeof "/.s.PGSQL.5432" };

static bool is_left_over(struct arena *a, const char *path, const struct process_user *user)
{
    struct stat st;

    if (lstat(path, &st) != 0 || !S_ISDIR(st.st_mode) || (st.st_uid != geteuid() && st.st_uid != user->uid))
        return false;
    owned(file_close) int lock = open(format(a, "%s/lock", path), O_RDWR | O_NOFOLLOW | O_CLOEXEC);
    if (lock < 0)
        return errno == ENOENT && time(NULL) - st.st_mtime > WITHOUT_LOCK_SECONDS;
    return flock(lock, LOCK_EX | LOCK_NB) == 0;
}

static void remove_left_over(struct arena *a, const char *parent, const struct process_user *user)
{
    struct fail ignored;
    struct names names;

    if (!file_list(a, parent, &names, &ignored))
        return;
    for (size_t i = 0; i < names.count; i++) {
        const char *path = format(a, "%s/%s", parent, names.at[i]);
        if (text_starts(names.at[i], PREFIX) && is_left_over(a, path, user) &&
            !file_remove_tree(path, &ignored))
            continue;
    }
}

static bool has_room(const char *folder)
{
    struct statvfs v;

    return statvfs(folder, &v) == 0 && (uint64_t)v.f_bavail * v.f_frsize >= (uint64_t)1 << 30;
}

/* Takes the lock inside the new folder; only then is the folder given to the server's user. */
static bool prepare(struct arena *a, const char *path, const struct process_user *user,
                    struct run_folder *out)
{
    owned(file_close) int lock =
        open(format(a, "%s/lock", path), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (lock < 0 || flock(lock, LOCK_EX | LOCK_NB) != 0)
        return false;
    if (user->other && chown(path, user->uid, user->gid) != 0)
        return false;
    if (!process_can_enter(user, path))
        return false;
    *out = (struct run_folder){ .path = path, .lock = lock };
    lock = -1;
    return true;
}

static bool make_in(struct arena *a, const char *parent, const struct process_user *user,
                    struct run_folder *out)
{
    char *path = format(a, "%s/" PREFIX "XXXXXX", parent);
    struct fail ignored;

    if (strlen(path) > FOLDER_LIMIT || *parent != '/')
        return false;
    remove_left_over(a, parent, user);
    if (!mkdtemp(path))
        return false;
    if (prepare(a, path, user, out))
        return true;
    if (!file_remove_tree(path, &ignored))
        return false;
    return false;
}

bool run_folder_make(struct arena *a, const struct process_user *user, struct run_folder *out, struct fail *f)
{
    const char *wanted = getenv("TMPDIR");

    if (wanted && *wanted && make_in(a, wanted, user, out))
        return true;
    if (has_room("/dev/shm") && make_in(a, "/dev/shm", user, out))
        return true;
    if (make_in(a, "/tmp", user, out))
        return true;
    fail(f, FAIL_FAILED, "cannot make a private folder for a scratch server in TMPDIR, /dev/shm or /tmp");
    fail_detail(f, "The server's user must be able to enter it, and its path must be short.");
    return fail_hint(f, "Set TMPDIR to a folder that all users can enter, or use --scratch DSN.");
}
