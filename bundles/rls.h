/*
 * rls: reads rls.json, what a migration changes about access, and shows it to people.
 *
 * It is written by the compiler and bound by the migration's id. Later compilers may add to it: what is known
 * is shown, what is absent is skipped. Nothing in it is ever executed.
 */
#ifndef PGBALE_RLS_H
#define PGBALE_RLS_H

#include "json.h"

struct rls_summary {
    bool analysed;                      /* false: by a compiler that did not classify changes */
    uint64_t widens, narrows, unproven; /* cells: object, role and command */
    uint64_t fresh;     /* "new": rows of new tables, as policies let them pass; needs no review */
    const char *review; /* "name: reason" of the person who reviewed it, or NULL */
};

/* Reads the figures. False when it is no JSON object; then *out is empty. */
bool rls_summary(struct arena *a, struct bytes rls, struct rls_summary *out) must_check;

/*
 * Policy goes by the figures, people by the cells: true when the former count the latter, or when the file
 * has neither, as those of compilers that did not classify changes. Fails with rls.counts.
 */
bool rls_counts_right(const struct json_value *root, struct fail *f) must_check;

/* True when somebody has to have looked at it: something widens, or is unproven. */
bool rls_needs_review(const struct rls_summary *s);

/* The same with who reviewed it put in; `review` NULL: as it is. */
struct bytes rls_reviewed(struct arena *a, struct bytes rls, const char *review);

enum rls_format { RLS_TEXT, RLS_MARKDOWN };

/* All changes for people, safe to show on a terminal; empty when nothing changes. Lines end with a line feed.
 */
const char *rls_text(struct arena *a, struct bytes rls, enum rls_format format);

/*
 * What became of a text, word by word: "a [-= b-]{+> c+}", or in Markdown with ~~ and **. Texts of very many
 * words are shown one after the other instead.
 */
const char *word_diff(struct arena *a, const char *was, const char *now, enum rls_format format);

#endif
