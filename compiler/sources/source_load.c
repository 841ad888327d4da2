/*
 * source_load: reads SQL files from disk; see source.h.
 *
 * What the parser makes of large schema files is remembered. Steps of migrations and all else that is signed
 * is parsed anew each time.
 */
#include "source.h"

#include "content.h"
#include "file.h"
#include "kept.h"
#include "parsed.h"

/* Less than this is parsed before an entry could be looked up. */
enum { WORTH_KEEPING = 16 << 10 };

static const char *path_of_entry(struct arena *a, enum source_rules rules, const struct source_file *files,
                                 size_t n)
{
    size_t size = 0;

    for (size_t i = 0; i < n; i++)
        size += files[i].text.size;
    const char *key = rules == SOURCE_SCHEMA && size >= WORTH_KEEPING ? parsed_key(a, rules, files, n) : NULL;
    return key ? kept_path(a, bytes_of(key), ".parsed") : NULL;
}

/* The files have their paths and texts. */
static bool parse_all(struct arena *a, enum source_rules rules, struct source_file *files, size_t n,
                      struct fail *f)
{
    const char *entry = path_of_entry(a, rules, files, n);
    struct bytes packed;

    if (kept_load(a, entry, &packed) && parsed_read(a, packed, files, n))
        return true;
    for (size_t i = 0; i < n; i++)
        if (!source_parse(a, files[i].path, files[i].text, rules, &files[i], f))
            return false;
    if (entry)
        kept_store(a, entry, parsed_write(a, files, n));
    return true;
}

static bool read_text(struct arena *a, const char *path, const char *shown, enum source_rules rules,
                      struct source_file *out, struct fail *f)
{
    *out = (struct source_file){ .path = shown };
    if (!file_read(a, path, FILE_LARGE, &out->text, f))
        return false;
    /* What is signed is what it is. */
    if (rules != SOURCE_STEP)
        out->text = content_unix(a, out->text);
    return true;
}

bool source_load_file(struct arena *a, const char *path, const char *shown, enum source_rules rules,
                      struct source_file *out, struct fail *f)
{
    struct source_file file;

    if (!read_text(a, path, shown ? shown : path, rules, &file, f) || !parse_all(a, rules, &file, 1, f))
        return false;
    *out = file;
    return true;
}

bool source_load_folder(struct arena *a, const char *folder, const char *shown, enum source_rules rules,
                        const struct source_file **out, size_t *n, struct fail *f)
{
    struct names names;

    if (!file_tree(a, folder, ".sql", &names, f))
        return false;
    struct source_file *files = arena_array(a, names.count, sizeof *files);
    for (size_t i = 0; i < names.count; i++) {
        const char *path = format(a, "%s/%s", folder, names.at[i]);
        const char *name = shown && *shown ? format(a, "%s/%s", shown, names.at[i]) : names.at[i];
        if (!read_text(a, path, name, rules, &files[i], f))
            return false;
    }
    if (!parse_all(a, rules, files, names.count, f))
        return false;
    *out = files;
    *n = names.count;
    return true;
}
