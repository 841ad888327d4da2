/*
 * Tests of file: limits, writing by rename, listing, and removal. Each test has a folder of its own.
 */
#include <criterion/criterion.h>

#include "file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Enters a new folder under TMPDIR; leave() removes it. */
static char *enter(struct arena *a)
{
    const char *top = getenv("TMPDIR");
    char *folder = format(a, "%s/pgbale-file-XXXXXX", top ? top : "/tmp");

    cr_assert_not_null(mkdtemp(folder));
    cr_assert_eq(chdir(folder), 0);
    return folder;
}

static void leave(const char *folder)
{
    struct fail f = { 0 };

    cr_assert_eq(chdir("/"), 0);
    cr_assert(file_remove_tree(folder, &f), "%s", f.message);
    cr_assert_not(file_exists(folder));
}

static void put(const char *path, const char *content)
{
    struct fail f = { 0 };

    cr_assert(file_write(path, bytes_of(content), 0644, &f), "%s", f.message);
}

static size_t entries(void)
{
    owned(arena_release) struct arena *a = arena_new();
    struct names names = { 0 };
    struct fail f = { 0 };

    cr_assert(file_list(a, ".", &names, &f), "%s", f.message);
    return names.count;
}

Test(file, what_is_written_is_read)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *folder = enter(a);
    struct bytes content = { (const uint8_t *)"a\0b\n", 4 }, back = { 0 };
    struct fail f = { 0 };

    cr_assert(file_write("x", content, 0600, &f), "%s", f.message);
    cr_assert(file_read(a, "x", 4, &back, &f), "%s", f.message);
    cr_assert(bytes_equal(back, content));
    cr_assert_eq(back.at[4], 0);
    put("empty", "");
    cr_assert(file_read(a, "empty", 0, &back, &f), "%s", f.message);
    cr_assert_eq(back.size, 0u);
    leave(folder);
}

Test(file, mode_is_exact_and_nothing_else_is_left)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *folder = enter(a);
    struct stat st;
    struct fail f = { 0 };

    umask(077);
    cr_assert(file_write("x", bytes_of("one"), 0644, &f), "%s", f.message);
    cr_assert_eq(stat("x", &st), 0);
    cr_assert_eq(st.st_mode & 07777u, 0644u);
    cr_assert(file_write("x", bytes_of("two"), 0600, &f), "%s", f.message);
    cr_assert_eq(stat("x", &st), 0);
    cr_assert_eq(st.st_mode & 07777u, 0600u);
    cr_assert_eq(entries(), 1u);
    leave(folder);
}

Test(file, replaced_by_rename)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *folder = enter(a);
    struct stat before, after;

    put("x", "one");
    cr_assert_eq(stat("x", &before), 0);
    owned(file_close) int reader = open("x", O_RDONLY);
    put("x", "three");
    cr_assert_eq(stat("x", &after), 0);
    cr_assert_neq(before.st_ino, after.st_ino);
    char seen[8] = "";
    cr_assert_eq(read(reader, seen, sizeof seen), 3, "an open reader keeps the old content whole");
    leave(folder);
}

Test(file, failed_write_leaves_all_as_it_was)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *folder = enter(a);
    struct fail f = { 0 };

    cr_assert_eq(mkdir("taken", 0755), 0);
    cr_assert_not(file_write("taken", bytes_of("x"), 0644, &f));
    cr_assert_eq(f.code, FAIL_FAILED);
    cr_assert(file_is_folder("taken"));
    cr_assert_eq(entries(), 1u, "a temporary file was left");
    cr_assert_not(file_write("no/such/folder", bytes_of("x"), 0644, &f));
    leave(folder);
}

Test(file, create_refuses_to_replace)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *folder = enter(a);
    struct bytes back = { 0 };
    struct fail f = { 0 };

    cr_assert(file_create("x", bytes_of("one"), 0644, &f), "%s", f.message);
    cr_assert_not(file_create("x", bytes_of("two"), 0644, &f));
    cr_assert_eq(f.code, FAIL_USAGE);
    cr_assert_eq(symlink("nowhere", "link"), 0);
    cr_assert_not(file_create("link", bytes_of("two"), 0644, &f));
    cr_assert(file_read(a, "x", 10, &back, &f), "%s", f.message);
    cr_assert(bytes_equal(back, bytes_of("one")));
    cr_assert_eq(entries(), 2u);
    leave(folder);
}

Test(file, read_has_a_limit)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *folder = enter(a);
    struct bytes back = { (const uint8_t *)"kept", 4 };
    struct fail f = { 0 };

    put("x", "12345");
    cr_assert_not(file_read(a, "x", 4, &back, &f));
    cr_assert_eq(f.code, FAIL_USAGE);
    cr_assert_eq(back.size, 4u, "a refusal must not touch the result");
    cr_assert(file_read(a, "x", 5, &back, &f), "%s", f.message);
    leave(folder);
}

Test(file, reads_regular_files_only, .timeout = 10)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *folder = enter(a);
    struct bytes back = { 0 };
    struct fail f = { 0 };

    cr_assert_eq(mkfifo("pipe", 0600), 0);
    cr_assert_not(file_read(a, "pipe", FILE_SMALL, &back, &f), "a pipe without a writer must not hang");
    cr_assert_not(file_read(a, ".", FILE_SMALL, &back, &f));
    cr_assert_not(file_read(a, "/dev/zero", FILE_SMALL, &back, &f));
    cr_assert_not(file_read(a, "missing", FILE_SMALL, &back, &f));
    cr_assert_eq(f.code, FAIL_USAGE);
    cr_assert_not_null(strstr(f.message, "missing"));
    leave(folder);
}

Test(file, exists_and_folders)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *folder = enter(a);
    struct fail f = { 0 };

    cr_assert_not(file_exists("x"));
    put("x", "");
    cr_assert(file_exists("x"));
    cr_assert_not(file_is_folder("x"));
    cr_assert_eq(symlink("nowhere", "dangling"), 0);
    cr_assert(file_exists("dangling"));
    cr_assert(file_make_folders("a/b/c", &f), "%s", f.message);
    cr_assert(file_make_folders("a/b/c", &f), "again: %s", f.message);
    cr_assert(file_is_folder("a/b/c"));
    cr_assert_not(file_make_folders("x/y", &f));
    cr_assert_not(file_make_folders("x", &f));
    leave(folder);
}

Test(file, lists_are_sorted_by_byte)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *folder = enter(a);
    static const char *const made[] = { "b.sql", "a10.sql", "a2.sql", "B.sql", ".hidden", "\xC3\xA9.sql" };
    static const char *const listed[] = { "B.sql", "a10.sql", "a2.sql", "b.sql", "\xC3\xA9.sql" };
    struct names names = { 0 };
    struct fail f = { 0 };

    for (size_t i = 0; i < countof(made); i++)
        put(made[i], "");
    cr_assert(file_list(a, ".", &names, &f), "%s", f.message);
    cr_assert_eq(names.count, countof(listed));
    for (size_t i = 0; i < countof(listed); i++)
        cr_assert_str_eq(names.at[i], listed[i]);
    cr_assert_not(file_list(a, "missing", &names, &f));
    cr_assert_eq(f.code, FAIL_USAGE);
    leave(folder);
}

Test(file, tree_is_relative_and_sorted)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *folder = enter(a);
    static const char *const found[] = { "a/1.sql", "a/b/2.sql", "z.sql" };
    struct names names = { 0 };
    struct fail f = { 0 };

    cr_assert(file_make_folders("top/a/b", &f), "%s", f.message);
    put("top/z.sql", "");
    put("top/a/b/2.sql", "");
    put("top/a/1.sql", "");
    put("top/a/notes.txt", "");
    cr_assert(file_tree(a, "top", ".sql", &names, &f), "%s", f.message);
    cr_assert_eq(names.count, countof(found));
    for (size_t i = 0; i < countof(found); i++)
        cr_assert_str_eq(names.at[i], found[i]);

    cr_assert_eq(symlink("/etc/passwd", "top/link.sql"), 0);
    cr_assert_not(file_tree(a, "top", ".sql", &names, &f), "a link must not be followed");
    leave(folder);
}

Test(file, tree_has_a_depth_limit)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *folder = enter(a);
    struct text path = text_new(a);
    struct names names = { 0 };
    struct fail f = { 0 };

    for (int level = 0; level < 40; level++)
        text_add(&path, "d/");
    cr_assert(file_make_folders(path.at, &f), "%s", f.message);
    cr_assert_not(file_tree(a, ".", ".sql", &names, &f));
    leave(folder);
}

Test(file, removal_does_not_follow_links)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *folder = enter(a);
    struct fail f = { 0 };

    cr_assert(file_make_folders("kept", &f), "%s", f.message);
    cr_assert(file_make_folders("gone/below", &f), "%s", f.message);
    put("kept/x", "");
    put("gone/below/y", "");
    cr_assert_eq(symlink("../kept", "gone/link"), 0);
    cr_assert(file_remove_tree("gone", &f), "%s", f.message);
    cr_assert_not(file_exists("gone"));
    cr_assert(file_exists("kept/x"));
    cr_assert(file_remove_tree("gone", &f), "a missing one is fine: %s", f.message);
    leave(folder);
}
