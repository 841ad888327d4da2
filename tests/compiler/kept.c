/*
 * Tests of kept and parsed: what is remembered between runs is what would be made anew, or it is made anew.
 */
#include <criterion/criterion.h>

#include "file.h"
#include "kept.h"
#include "parsed.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A cache of the test's own. */
static const char *fresh_cache(struct arena *a)
{
    char *base = format(a, "%s/kept-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");

    cr_assert_not_null(mkdtemp(base));
    cr_assert_eq(setenv("XDG_CACHE_HOME", base, 1), 0);
    return base;
}

static void remove_cache(const char *base)
{
    struct fail f = { 0 };

    cr_assert(file_remove_tree(base, &f));
}

static bool loads(struct arena *a, const char *path, const char *expected)
{
    struct bytes found;

    return kept_load(a, path, &found) && bytes_equal(found, bytes_of(expected));
}

static void overwrite(const char *path, const char *text)
{
    struct fail f = { 0 };

    cr_assert(file_write(path, bytes_of(text), 0600, &f));
}

Test(kept, keeps_and_finds)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *base = fresh_cache(a);
    const char *path = kept_path(a, bytes_of("this and that"), ".test");
    struct stat st;

    cr_assert_not_null(path);
    cr_assert_not(loads(a, path, "found"));
    kept_store(a, path, bytes_of("found"));
    cr_assert(loads(a, path, "found"));
    cr_assert_not(loads(a, kept_path(a, bytes_of("this and what"), ".test"), "found"));
    cr_assert_eq(stat(kept_folder(a), &st), 0);
    cr_assert_eq(st.st_mode & 0777, 0700u);
    cr_assert_eq(stat(path, &st), 0);
    cr_assert_eq(st.st_mode & 0777, 0600u);
    remove_cache(base);
}

Test(kept, what_is_not_whole_is_not_read_and_is_written_anew)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *base = fresh_cache(a), *path = kept_path(a, bytes_of("key"), ".test");
    struct fail f = { 0 };
    struct bytes good;

    kept_store(a, path, bytes_of("some contents"));
    cr_assert(file_read(a, path, FILE_SMALL, &good, &f));
    for (size_t i = 0; i < good.size; i++) {
        char *bad = arena_copy(a, good.at, good.size);
        bad[i] ^= 1;
        overwrite(path, bad);
        cr_assert_not(loads(a, path, "some contents"), "byte %zu", i);
        overwrite(path, arena_copy(a, good.at, i));
        cr_assert_not(loads(a, path, "some contents"), "%zu bytes", i);
    }
    kept_store(a, path, bytes_of("some contents"));
    cr_assert(loads(a, path, "some contents"));
    remove_cache(base);
}

Test(kept, what_others_could_have_written_is_not_read)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *base = fresh_cache(a), *path = kept_path(a, bytes_of("key"), ".test");
    const char *other = format(a, "%s/elsewhere", base);

    kept_store(a, path, bytes_of("contents"));
    cr_assert_eq(chmod(path, 0620), 0);
    cr_assert_not(loads(a, path, "contents"));
    cr_assert_eq(chmod(path, 0600), 0);
    cr_assert_eq(rename(path, other), 0);
    cr_assert_eq(symlink(other, path), 0);
    cr_assert_not(loads(a, path, "contents"));
    cr_assert_eq(unlink(path), 0);
    cr_assert_eq(rename(other, path), 0);
    cr_assert(loads(a, path, "contents"));
    if (geteuid() == 0) {
        cr_assert_eq(chown(path, 1, 1), 0);
        cr_assert_not(loads(a, path, "contents"));
    }
    cr_assert_eq(chmod(kept_folder(a), 0770), 0);
    cr_assert_null(kept_folder(a));
    cr_assert_null(kept_path(a, bytes_of("key"), ".test"));
    remove_cache(base);
}

Test(kept, two_programs_may_write_at_once)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *base = fresh_cache(a), *path = kept_path(a, bytes_of("key"), ".test");
    const struct bytes contents = bytes_of(format(a, "%0200000d", 7));
    struct bytes found;
    pid_t child = fork();

    kept_store(a, path, contents);
    for (int i = 0; i < 30; i++) {
        kept_store(a, path, contents);
        cr_assert(kept_load(a, path, &found) && bytes_equal(found, contents));
    }
    if (child == 0)
        _exit(0);
    cr_assert(waitpid(child, NULL, 0) == child);
    cr_assert(kept_load(a, path, &found) && bytes_equal(found, contents));
    remove_cache(base);
}

Test(kept, what_nobody_used_for_long_goes)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *base = fresh_cache(a);
    const char *old = kept_path(a, bytes_of("old"), ".test"), *new = kept_path(a, bytes_of("new"), ".test");
    const char *foreign = format(a, "%s/notes", kept_folder(a));
    const struct timespec long_ago[] = { { .tv_sec = 1 }, { .tv_sec = 1 } };

    kept_store(a, old, bytes_of("contents"));
    overwrite(foreign, "not an entry");
    cr_assert_eq(utimensat(AT_FDCWD, old, long_ago, 0), 0);
    cr_assert_eq(utimensat(AT_FDCWD, foreign, long_ago, 0), 0);
    kept_store(a, new, bytes_of("contents"));
    cr_assert_not(file_exists(old));
    cr_assert(file_exists(new));
    cr_assert(file_exists(foreign));
    remove_cache(base);
}

/* ------------------------------------------------------------ parsed */

static const char sample[] =
    "-- pgbale: renamed-from hub.\"Old\"\n"
    "create table hub.new (\n    id int,\n    -- pgbale: renamed-from title\n    name text\n);\n"
    "create function hub.f(a int) returns int language sql as $$ select 1 $$;\n"
    "create unique index i on hub.new (id);\n"
    "alter type hub.t add value 'x';\n"
    "grant select on all tables in schema hub to public;\n"
    "-- pgbale: opaque \"CREATE THING\"\ncreate thing x;\n";

static struct source_file parse(struct arena *a, const char *text)
{
    struct source_file file;
    struct fail f = { 0 };

    cr_assert(source_parse(a, "a.sql", bytes_of(text), SOURCE_SCHEMA, &file, &f), "%s", f.message);
    return file;
}

Test(parsed, is_what_the_parser_made)
{
    owned(arena_release) struct arena *a = arena_new();
    const struct source_file files[] = { parse(a, sample), parse(a, "create schema x;\n"), parse(a, "") };
    const struct bytes packed = parsed_write(a, files, countof(files));
    struct source_file again[countof(files)];

    for (size_t i = 0; i < countof(files); i++)
        again[i] = (struct source_file){ .path = "b.sql", .text = files[i].text };
    cr_assert(parsed_read(a, packed, again, countof(files)));
    /* The bytes hold all fields, so equal bytes are equal files. */
    cr_assert(bytes_equal(parsed_write(a, again, countof(files)), packed));
    cr_assert_str_eq(again[0].path, "b.sql");
    cr_assert_eq(again[0].n_statements, files[0].n_statements);
    cr_assert_eq(again[0].n_directives, 3u);
    cr_assert_str_eq(again[0].directives[0].old[1], "Old");
    cr_assert_str_eq(source_directive(&again[0].statements[0], DIRECTIVE_RENAMED_FROM)->old[0], "hub");
    cr_assert_str_eq(again[0].statements[1].body, " select 1 ");
    cr_assert_null(again[0].statements[0].body);
    cr_assert_str_eq(again[1].statements[0].object.name, "x");
}

Test(parsed, no_other_bytes_are_read)
{
    owned(arena_release) struct arena *a = arena_new();
    const struct source_file file = parse(a, sample);
    const struct bytes packed = parsed_write(a, &file, 1);
    struct source_file again = { .path = "b.sql", .text = file.text };

    for (size_t size = 0; size < packed.size; size++)
        cr_assert_not(parsed_read(a, (struct bytes){ packed.at, size }, &again, 1), "%zu bytes", size);
    /* Never out of bounds, whatever a byte says; most changes are seen, the digest of an entry sees all. */
    for (size_t i = 0; i < packed.size; i++) {
        char *bad = arena_copy(a, packed.at, packed.size);
        bad[i] = (char)0xFF;
        struct source_file other = { .path = "b.sql", .text = file.text };
        if (!parsed_read(a, (struct bytes){ (const uint8_t *)bad, packed.size }, &other, 1))
            cr_assert_eq(other.n_statements, 0u);
    }
    again.text.size--;
    cr_assert_not(parsed_read(a, packed, &again, 1));
    cr_assert_not(parsed_read(a, packed, &again, 2));
}

Test(parsed, the_key_holds_what_decides)
{
    owned(arena_release) struct arena *a = arena_new();
    const struct source_file one = parse(a, "create schema x;\n"), other = parse(a, "create schema y;\n");
    const struct source_file both[] = { one, other }, swapped[] = { other, one };
    const char *key = parsed_key(a, SOURCE_SCHEMA, &one, 1);

    cr_assert_str_eq(parsed_key(a, SOURCE_SCHEMA, &one, 1), key);
    cr_assert_str_neq(parsed_key(a, SOURCE_SCHEMA, &other, 1), key);
    cr_assert_str_neq(parsed_key(a, SOURCE_STEP, &one, 1), key);
    cr_assert_str_neq(parsed_key(a, SOURCE_SCHEMA, both, 2), parsed_key(a, SOURCE_SCHEMA, swapped, 2));
    cr_assert_not_null(strstr(key, PGBALE_VERSION));
    /* This program and the parser's library: both were written some time. */
    cr_assert_not_null(strstr(key, kept_program(a, "pg_query_parse_protobuf")));
    cr_assert_str_neq(kept_program(a, "pg_query_parse_protobuf"), kept_program(a, "no such function"));
}

/* Large enough to be kept. */
static const char *many_schemas(struct arena *a, const char *prefix)
{
    struct text t = text_new(a);

    for (int i = 0; i < 1000; i++)
        text_addf(&t, "create schema %s%04d;\n", prefix, i);
    return t.at;
}

static size_t entries(struct arena *a)
{
    struct names names;
    struct fail f = { 0 };

    cr_assert(file_list(a, kept_folder(a), &names, &f));
    return names.count;
}

Test(parsed, a_changed_file_is_parsed_anew)
{
    owned(arena_release) struct arena *a = arena_new();
    const char *base = fresh_cache(a), *path = format(a, "%s/a.sql", base);
    struct source_file file;
    struct fail f = { 0 };

    for (int round = 0; round < 2; round++) {
        overwrite(path, many_schemas(a, "one"));
        cr_assert(source_load_file(a, path, NULL, SOURCE_SCHEMA, &file, &f));
        cr_assert_str_eq(file.statements[999].object.name, "one0999");
        cr_assert_eq(entries(a), 1u);
    }
    overwrite(path, many_schemas(a, "two"));
    cr_assert(source_load_file(a, path, "shown.sql", SOURCE_SCHEMA, &file, &f));
    cr_assert_str_eq(file.statements[999].object.name, "two0999");
    cr_assert_str_eq(file.path, "shown.sql");
    cr_assert_eq(entries(a), 2u);
    /* What is refused is refused each time, with its place; steps are never kept. */
    overwrite(path, format(a, "%screate schema\n", many_schemas(a, "one")));
    for (int round = 0; round < 2; round++) {
        cr_assert_not(source_load_file(a, path, NULL, SOURCE_SCHEMA, &file, &f));
        cr_assert_not_null(strstr(f.message, "a.sql:1002:1"), "%s", f.message);
    }
    overwrite(path, many_schemas(a, "one"));
    cr_assert(source_load_file(a, path, NULL, SOURCE_STEP, &file, &f));
    cr_assert_eq(entries(a), 2u);
    remove_cache(base);
}
