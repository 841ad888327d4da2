/*
 * ini_file: see ini_file.h.
 */
#include "ini_file.h"

#include <ctype.h>
#include <ini.h>

/* inih keeps names of sections and keys in 50 bytes and cuts off the rest. */
enum { LINE_LIMIT = 4000, NAME_LIMIT = 48 };

struct reading {
    struct arena *arena;
    const char *at; /* what is left of the file */
    unsigned line;  /* of the text that was handed out last */
    struct ini_file *file;
    struct ini_entry *entries;
    size_t room;
    const char *section; /* of the last section line */
    struct fail *fail;
    bool failed;
};

bool ini_refuse(const struct ini_file *ini, unsigned line, const char *what, const char *next, struct fail *f)
{
    if (line)
        fail_named(f, FAIL_USAGE, "project.ini", "%s:%u: %s", ini->path, line, what);
    else
        fail_named(f, FAIL_USAGE, "project.ini", "%s: %s", ini->path, what);
    return fail_hint(f, "%s", next);
}

/* The first complaint stands; inih goes on reading and its later calls are ignored. */
static int refuse(struct reading *r, const char *what, const char *next)
{
    if (!r->failed)
        ini_refuse(r->file, r->line, what, next, r->fail);
    r->failed = true;
    return 0;
}

static void add(struct reading *r, const char *section, const char *key, const char *value)
{
    struct ini_file *file = r->file;

    if (file->n_entries == r->room)
        r->entries = arena_grow(r->arena, r->entries, file->n_entries, &r->room, sizeof *r->entries);
    file->entries = r->entries;
    r->entries[file->n_entries++] = (struct ini_entry){ .section = arena_text(r->arena, section),
                                                        .key = arena_text(r->arena, key),
                                                        .value = arena_text(r->arena, value),
                                                        .line = r->line };
}

static bool has(const struct ini_file *file, const char *section, const char *key)
{
    for (size_t i = 0; i < file->n_entries; i++)
        if (text_equal(file->entries[i].section, section) && text_equal(file->entries[i].key, key))
            return true;
    return false;
}

/* inih says nothing about sections without keys, so the lines that begin one are noted here. */
static void note_section(struct reading *r, const char *line, size_t size)
{
    const char *end = memchr(line, ']', size);

    if (*line != '[' || !end)
        return;
    r->section = arena_copy(r->arena, line + 1, (size_t)(end - line) - 1);
    if (end + 1 != line + size)
        refuse(r, "something follows the name of the section", "Put it on a line of its own.");
    else if (strlen(r->section) > NAME_LIMIT)
        refuse(r, "the name of the section is too long", "Use at most 48 bytes.");
    else if (has(r->file, r->section, NULL))
        refuse(r, "this section is there already", "Join the two sections.");
    else
        add(r, r->section, NULL, NULL);
}

/* Hands inih one line; it has an fgets for strings of its own, but not one that counts. */
static char *next_line(char *to, int room, void *stream)
{
    struct reading *r = stream;
    size_t size = strcspn(r->at, "\n");

    if (!*r->at)
        return NULL;
    const char *line = r->at;
    r->at += size + (r->at[size] == '\n');
    r->line++;
    if (room <= 0 || size + 2 > (size_t)room || size > LINE_LIMIT) {
        refuse(r, "the line is too long", "Use at most 4000 bytes.");
        size = 0;
    }
    while (size && isspace((unsigned char)line[size - 1]))
        size--;
    if (size && isspace((unsigned char)*line))
        refuse(r, "the line begins with white space", "Begin it at the margin; a value has one line.");
    note_section(r, line, size);
    memcpy(to, line, size);
    to[size] = '\n';
    to[size + 1] = '\0';
    return to;
}

static int take(void *user, const char *section, const char *key, const char *value)
{
    struct reading *r = user;

    if (r->failed)
        return 0;
    if (!r->section)
        return refuse(r, "a key outside of a section", "Put \"[project]\" or \"[migration]\" above it.");
    if (strlen(key) > NAME_LIMIT)
        return refuse(r, "the name of the key is too long", "Use at most 48 bytes.");
    if (has(r->file, section, key))
        return refuse(r, format(r->arena, "the key \"%s\" is given twice", key), "Keep one of them.");
    add(r, section, key, value);
    return 1;
}

/* Settings are shown to people and go into bales: no control characters, nothing invisible. */
static bool check_content(const struct ini_file *file, struct bytes text, struct fail *f)
{
    unsigned line = 1;

    for (size_t at = 0; at < text.size;) {
        uint32_t code = 0;
        size_t step = utf8_next((const char *)text.at + at, text.size - at, &code);
        if (!step)
            return ini_refuse(file, line, "the line is not valid UTF-8", "Save the file as UTF-8.", f);
        if (code == '\n')
            line++;
        else if (code != '\t' && code_hidden(code))
            return ini_refuse(file, line, "the line holds a control character or an invisible one",
                              "Remove it; line ends must be LF.", f);
        at += step;
    }
    return true;
}

bool ini_parse_text(struct arena *a, const char *path, struct bytes text, struct ini_file *out,
                    struct fail *f)
{
    struct ini_file file = { .path = path };

    if (!check_content(&file, text, f))
        return false;
    struct reading r = { .arena = a, .at = (const char *)text.at, .file = &file, .fail = f };
    /* The library's own switches: one value per line, comments on lines of their own. */
    ini_allow_multiline = false;
    ini_allow_inline_comments = false;
    ini_allow_no_value = false;
    ini_max_line = LINE_LIMIT + 3;
    int bad = ini_parse_stream(next_line, &r, take, &r);
    if (r.failed)
        return false;
    if (bad != 0)
        return ini_refuse(&file, bad > 0 ? (unsigned)bad : 0,
                          "the line is neither \"[section]\" nor \"key = value\"",
                          "Correct it, or begin it with \";\" to make it a comment.", f);
    *out = file;
    return true;
}

bool ini_read(struct arena *a, const char *path, struct ini_file *out, struct fail *f)
{
    struct bytes text;

    return file_read(a, path, FILE_SMALL, &text, f) && ini_parse_text(a, path, text, out, f);
}

const char *ini_value(const struct ini_file *ini, const char *section, const char *key, unsigned *line)
{
    for (size_t i = 0; i < ini->n_entries; i++) {
        const struct ini_entry *e = &ini->entries[i];
        if (e->key && strcmp(e->section, section) == 0 && strcmp(e->key, key) == 0) {
            *line = e->line;
            return e->value;
        }
    }
    return NULL;
}

struct names ini_list(struct arena *a, const char *value)
{
    struct names list = { 0 };
    size_t room = 0;

    for (const char *at = value;; at++) {
        at += strspn(at, " \t");
        size_t size = strcspn(at, ","), end = size;
        while (end && isspace((unsigned char)at[end - 1]))
            end--;
        if (list.count == room)
            list.at = arena_grow(a, list.at, list.count, &room, sizeof *list.at);
        list.at[list.count++] = arena_copy(a, at, end);
        at += size;
        if (!*at)
            return list;
    }
}
