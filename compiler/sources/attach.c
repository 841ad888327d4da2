/*
 * attach: see attach.h.
 */
#include "attach.h"

#include <strings.h>

/* Where a directive may stand. */
static const struct {
    bool schema, prelude, step; /* kinds of files */
    bool inside;                /* within a statement, before a part of it */
    bool repeats;               /* more than once for one statement */
} uses[DIRECTIVES] = {
    [DIRECTIVE_RENAMED_FROM] = { .schema = true, .inside = true },
    [DIRECTIVE_STANDALONE] = { .step = true },
    [DIRECTIVE_EXPECT_ROWS] = { .step = true },
    [DIRECTIVE_ALLOW] = { .schema = true, .prelude = true, .step = true, .inside = true, .repeats = true },
    [DIRECTIVE_OPAQUE] = { .schema = true, .prelude = true, .step = true },
    [DIRECTIVE_USING] = { .schema = true, .inside = true },
    [DIRECTIVE_STUB] = { .schema = true, .prelude = true },
    [DIRECTIVE_CASE] = { 0 }, /* only in files that are no part of a bale */
    [DIRECTIVE_AS] = { 0 },
    [DIRECTIVE_EXPECT] = { .repeats = true },
};

bool attach_needs_tokens(const char *text)
{
    for (const char *at = text; (at = strpbrk(at, "pP")) != NULL; at++)
        if (strncasecmp(at, "pgbale", 6) == 0)
            return true;
    return false;
}

static bool refuse(const char *path, const struct directive *d, const char *what, const char *next,
                   struct fail *f)
{
    fail_named(f, FAIL_USAGE, "sql.directive", "%s:%u:%u: the directive \"%s\" %s", path, d->line, d->column,
               directive_name(d->kind), what);
    return fail_hint(f, "%s", next);
}

bool attach_standalone(const char *path, enum source_rules rules, const struct directive *directives,
                       size_t n, size_t first, bool *standalone, struct fail *f)
{
    bool found = false;

    for (size_t i = 0; i < n; i++) {
        if (directives[i].kind != DIRECTIVE_STANDALONE)
            continue;
        if (rules != SOURCE_STEP && rules != SOURCE_ANY)
            return refuse(path, &directives[i], "may only stand in a step of a migration", "Remove it.", f);
        if (i != 0 || directives[i].offset > first)
            return refuse(path, &directives[i], "must be the first thing in its file",
                          "Move it to the top: it is about the whole file.", f);
        if (first == SIZE_MAX)
            return refuse(path, &directives[i], "is about nothing: the file holds no statement",
                          "Add the statements, or remove the file.", f);
        found = true;
    }
    *standalone = found;
    return true;
}

static bool counts_rows(const char *tag)
{
    static const char *const tags[] = { "INSERT", "UPDATE", "DELETE", "MERGE", "SELECT" };

    for (size_t i = 0; i < countof(tags); i++)
        if (text_equal(tags[i], tag))
            return true;
    return false;
}

static bool check_file(const char *path, enum source_rules rules, const struct directive *d, struct fail *f)
{
    static const char *const elsewhere = "Remove it, or move it to where it means something.";

    if (rules == SOURCE_SCHEMA && !uses[d->kind].schema)
        return refuse(path, d, "may not stand in a schema file", elsewhere, f);
    if (rules == SOURCE_PRELUDE && !uses[d->kind].prelude)
        return refuse(path, d, "may not stand in a prelude file", elsewhere, f);
    if (rules == SOURCE_STEP && !uses[d->kind].step)
        return refuse(path, d, "may not stand in a migration step", elsewhere, f);
    return true;
}

static bool check_one(const char *path, enum source_rules rules, const struct source_statement *s,
                      const struct directive *d, struct fail *f)
{
    if (!check_file(path, rules, d, f))
        return false;
    if (!s)
        return refuse(path, d, "is about nothing: no statement follows it",
                      "Move it to the line before the statement that it is about.", f);
    if (d->inside && !uses[d->kind].inside)
        return refuse(path, d, "stands inside a statement", "Move it to the line before the statement.", f);
    if (d->kind == DIRECTIVE_EXPECT_ROWS && !counts_rows(s->tag))
        return refuse(path, d, "needs a statement that counts rows",
                      "It may stand before INSERT, UPDATE, DELETE, MERGE and SELECT.", f);
    if (d->kind == DIRECTIVE_OPAQUE && !s->node && !*s->tag)
        return refuse(path, d, "does not say what the server will answer",
                      "Name the command tag: -- pgbale: opaque \"CREATE SOMETHING\".", f);
    return true;
}

bool attach_check(const char *path, enum source_rules rules, const struct source_statement *s,
                  const struct directive *directives, size_t n, struct fail *f)
{
    bool seen[DIRECTIVES] = { false };

    for (size_t i = 0; i < n; i++) {
        const struct directive *d = &directives[i];
        if (!check_one(path, rules, s, d, f))
            return false;
        if (d->inside)
            continue;
        if (seen[d->kind] && !uses[d->kind].repeats)
            return refuse(path, d, "stands twice before one statement", "Keep one of them.", f);
        seen[d->kind] = true;
    }
    return true;
}
