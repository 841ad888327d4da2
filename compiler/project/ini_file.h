/*
 * ini_file: settings files, read strictly and with line numbers.
 *
 * inih does the reading. What it would let pass is refused here: repeated keys and sections, keys outside a
 * section, continued lines, and names or lines that it would cut off.
 */
#ifndef PGBALE_INI_FILE_H
#define PGBALE_INI_FILE_H

#include "file.h"

struct ini_entry {
    const char *section;
    const char *key, *value; /* both NULL: the line that begins the section */
    unsigned line;
};

struct ini_file {
    const char *path;                /* as shown */
    const struct ini_entry *entries; /* in the file's order */
    size_t n_entries;
};

/* Reads a file's text, which goes by the name `path`. Fails with FAIL_USAGE (project.ini), naming path:line.
 */
bool ini_parse_text(struct arena *a, const char *path, struct bytes text, struct ini_file *out,
                    struct fail *f) must_check;

/* The same for a file. */
bool ini_read(struct arena *a, const char *path, struct ini_file *out, struct fail *f) must_check;

/* The value of a key, or NULL; *line is set when it is there. */
const char *ini_value(const struct ini_file *ini, const char *section, const char *key, unsigned *line);

/* The parts of a list separated by commas, without the space around them; empty parts are kept. */
struct names ini_list(struct arena *a, const char *value);

/* Fails with path:line and returns false; `what` is a sentence, `next` a hint. */
bool ini_refuse(const struct ini_file *ini, unsigned line, const char *what, const char *next,
                struct fail *f);

#endif
