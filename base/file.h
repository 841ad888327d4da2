/*
 * file: whole files, read with a named limit and written so that nobody sees half of one.
 */
#ifndef PGBALE_FILE_H
#define PGBALE_FILE_H

#include "fail.h"
#include "text.h"

enum { FILE_SMALL = 1 << 20 };        /* limit for keys, settings, trust stores */
#define FILE_LARGE ((size_t)64 << 20) /* limit for SQL and bales */

void file_close(int *fd); /* for owned(file_close); -1 is allowed */

/* Reads a regular file of at most `limit` bytes into the arena (NUL-terminated). */
bool file_read(struct arena *a, const char *path, size_t limit, struct bytes *out, struct fail *f) must_check;

/* The same from an open descriptor, whose owner and mode the caller has checked; it stays open. */
bool file_read_open(struct arena *a, int fd, const char *path, size_t limit, struct bytes *out,
                    struct fail *f) must_check;

/* Writes all bytes to an open file, through interruptions. False: errno says why, and some may be written. */
bool file_write_all(int fd, struct bytes content) must_check;

/*
 * Writes a file under a temporary name in the same folder, syncs it, and renames it over
 * `path`. On failure `path` is as it was. `mode` is exact: the umask does not matter.
 */
bool file_write(const char *path, struct bytes content, unsigned mode, struct fail *f) must_check;

/* The same, but refuses when `path` exists already. */
bool file_create(const char *path, struct bytes content, unsigned mode, struct fail *f) must_check;

bool file_exists(const char *path);

/* May file_write change the file of that path in place? Not through a symbolic link, which it would replace
   instead of what the link leads to (FAIL_USAGE). */
bool file_changes_in_place(const char *path, struct fail *f) must_check;

/* True when the path leads to a folder, a pipe or another thing that is no file. Opens nothing: in a sandbox
   that refuses to open such things, it tells why. */
bool file_is_odd(const char *path);
bool file_is_folder(const char *path);

/* Makes a folder and its parents with mode 0777 less the umask; existing ones are fine. */
bool file_make_folders(const char *path, struct fail *f) must_check;

/* Names in a folder, sorted by byte value, without those that start with a dot. */
struct names {
    const char **at;
    size_t count;
};
bool file_list(struct arena *a, const char *folder, struct names *out, struct fail *f) must_check;

/*
 * Regular files below `folder` whose name ends with `suffix`, as paths relative to it, sorted by
 * byte value. Symbolic links are not followed out of the tree; at most 100,000 files, 32 levels.
 */
bool file_tree(struct arena *a, const char *folder, const char *suffix, struct names *out,
               struct fail *f) must_check;

/* Removes a file or a folder with all that is in it; a missing one is fine. Never follows links. */
bool file_remove_tree(const char *path, struct fail *f) must_check;

#endif
