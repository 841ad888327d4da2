/*
 * finding: what a check has to say, and the forms in which CI systems want to hear it.
 */
#ifndef PGBALE_FINDING_H
#define PGBALE_FINDING_H

#include "arena.h"

enum finding_level { FINDING_NOTE, FINDING_WARNING, FINDING_ERROR, FINDING_LEVELS };

struct finding {
    const char *rule; /* stable; the name of its page in docs/rules */
    enum finding_level level;
    const char *file;      /* as the user would open it */
    unsigned line, column; /* 1-based; 0: the whole file */
    const char *object;    /* identity, or NULL */
    const char *message;   /* one sentence */
    const char *hint;      /* what to do, or NULL */
    const char *waived;    /* the reason why it does not count, or NULL */
};

struct findings {
    struct arena *arena;
    struct finding *at;
    size_t n, room;
};

void findings_add(struct findings *all, const struct finding *one);

/* By file, line, rule and object. */
void findings_sort(struct findings *all);

/* How many of at least this level are not waived. */
size_t findings_count(const struct findings *all, enum finding_level least);

/* "note", "warning", "error"; false when the word is none of them. */
const char *finding_level_word(enum finding_level level);
bool finding_level_read(const char *word, enum finding_level *out);

/* "text", "json", "sarif", "github", "gitlab", "junit", "markdown"; NULL when the name is unknown. */
struct finding_format {
    const char *name;
    const char *(*write)(struct arena *a, const struct findings *all, bool colour);
};
extern const struct finding_format finding_formats[];
extern const size_t n_finding_formats;

#endif
