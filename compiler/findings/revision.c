/*
 * revision: see revision.h. git is run with an argument vector, never through a shell.
 */
#include "revision.h"

#include "process.h"

#include <ctype.h>

enum { NOT_FOUND = 127 };

/* What git takes for a revision, and nothing that it could take for an option. */
static bool is_revision(const char *s)
{
    if (!*s || *s == '-')
        return false;
    for (; *s; s++)
        if (!isalnum((unsigned char)*s) && !strchr("._/-^~@{}", *s))
            return false;
    return true;
}

static struct names lines_of(struct arena *a, const char *text)
{
    struct names out = { .at = NULL };
    size_t room = 0;

    while (*text) {
        size_t size = strcspn(text, "\n");
        const char *line = arena_copy(a, text, size), *slash = strrchr(line, '/');
        if (out.count == room)
            out.at = arena_grow(a, out.at, out.count, &room, sizeof *out.at);
        out.at[out.count++] = slash ? slash + 1 : line;
        text += size + (text[size] == '\n');
    }
    return out;
}

bool revision_migrations(struct arena *a, const struct project *p, const char *revision, struct names *out,
                         struct fail *f)
{
    const struct process_user ourselves = { .other = false };
    char *folder = realpath(p->folder, NULL);
    const char *output = "";
    int status = 0;

    if (!is_revision(revision) || !folder) {
        free(folder);
        return fail(f, FAIL_USAGE, "\"%s\" is no git revision", revision);
    }
    const char *const argv[] = { "git",    "-C", arena_text(a, folder), "ls-tree", "--name-only",
                                 revision, "--", "migrations/",         NULL };
    free(folder);
    if (!process_run(a, &ourselves, argv, &output, &status, f))
        return false;
    if (status == NOT_FOUND) {
        fail(f, FAIL_USAGE, "--base needs git, which is not installed");
        return fail_hint(f, "Without --base all migrations are judged.");
    }
    if (status != 0)
        return fail(f, FAIL_USAGE, "git cannot list the migrations of \"%s\": %.*s", revision,
                    (int)strcspn(output, "\n"), output);
    *out = lines_of(a, output);
    return true;
}
