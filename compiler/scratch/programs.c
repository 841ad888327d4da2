/*
 * programs: see programs.h.
 */
#define _GNU_SOURCE
#include "programs.h"

#include "file.h"

#include <ctype.h>
#include <unistd.h>

struct search {
    struct arena *arena;
    const struct process_user *user;
    unsigned wanted;
    struct programs best;
    struct names tried;
    size_t room;
};

static bool runs(struct arena *a, const char *folder, const char *program)
{
    return access(format(a, "%s/%s", folder, program), X_OK) == 0;
}

/* Reads "postgres (PostgreSQL) 15.20 (Debian ...)"; a version is digits and dots, or 17beta1 and the like. */
static bool read_version(struct arena *a, const char *said, struct programs *out)
{
    const char *at = strstr(said, "(PostgreSQL) ");

    if (!at)
        return false;
    at += strlen("(PostgreSQL) ");
    size_t size = 0;
    while (isalnum((unsigned char)at[size]) || at[size] == '.')
        size++;
    out->version = arena_copy(a, at, size);
    out->major = (unsigned)strtoul(out->version, NULL, 10);
    return out->major > 0;
}

static bool seen(const struct search *s, const char *folder)
{
    for (size_t i = 0; i < s->tried.count; i++)
        if (strcmp(s->tried.at[i], folder) == 0)
            return true;
    return false;
}

static void try_folder(struct search *s, const char *folder)
{
    struct fail ignored;
    const char *said;
    int status;

    if (!*folder || seen(s, folder))
        return;
    if (s->tried.count == s->room)
        s->tried.at = arena_grow(s->arena, s->tried.at, s->tried.count, &s->room, sizeof *s->tried.at);
    s->tried.at[s->tried.count++] = folder;
    if (!runs(s->arena, folder, "postgres") || !runs(s->arena, folder, "initdb"))
        return;

    struct programs found = { .folder = folder };
    const char *argv[] = { format(s->arena, "%s/postgres", folder), "--version", NULL };
    if (!process_run(s->arena, s->user, argv, &said, &status, &ignored) || status != 0 ||
        !read_version(s->arena, said, &found))
        return;
    if (s->wanted && found.major != s->wanted)
        return;
    if (!s->best.folder || found.major > s->best.major)
        s->best = found;
}

static void try_pg_config(struct search *s)
{
    static const char *const argv[] = { "pg_config", "--bindir", NULL };
    struct fail ignored;
    const char *said;
    int status;

    if (process_run(s->arena, s->user, argv, &said, &status, &ignored) && status == 0)
        try_folder(s, arena_copy(s->arena, said, strcspn(said, "\r\n")));
}

/* Folders such as /usr/lib/postgresql/15/bin, for every version that is there. */
static void try_versions(struct search *s, const char *above, const char *prefix)
{
    struct fail ignored;
    struct names names;

    if (!file_list(s->arena, above, &names, &ignored))
        return;
    for (size_t i = 0; i < names.count; i++) {
        const char *number = names.at[i] + strlen(prefix);
        if (text_starts(names.at[i], prefix) && isdigit((unsigned char)*number))
            try_folder(s, format(s->arena, "%s/%s/bin", above, names.at[i]));
    }
}

static void try_path(struct search *s)
{
    const char *path = getenv("PATH");

    for (const char *at = path ? path : ""; *at;) {
        size_t size = strcspn(at, ":");
        if (*at == '/')
            try_folder(s, arena_copy(s->arena, at, size));
        at += size + (at[size] == ':');
    }
}

static bool none_found(const struct search *s, const char *chosen, struct fail *f)
{
    struct text tried = text_new(s->arena);

    for (size_t i = 0; i < s->tried.count; i++) {
        text_separate(&tried, 0, ", ");
        text_add(&tried, s->tried.at[i]);
    }
    if (s->wanted)
        fail_named(f, FAIL_FAILED, "scratch.no-server", "no PostgreSQL %u server is installed", s->wanted);
    else
        fail_named(f, FAIL_FAILED, "scratch.no-server", "no PostgreSQL server is installed");
    fail_detail(f, "postgres and initdb were looked for in %s.", tried.at);
    if (chosen)
        return fail_hint(f, "PGBALE_PG_BINDIR names that folder; correct or unset it.");
    return fail_hint(f,
                     "Install one (Debian: postgresql-%u), set PGBALE_PG_BINDIR to its bin folder, or name "
                     "a server with --scratch DSN.",
                     s->wanted ? s->wanted : 15);
}

bool programs_find(struct arena *a, const struct process_user *user, unsigned major, struct programs *out,
                   struct fail *f)
{
    struct search s = { .arena = a, .user = user, .wanted = major };
    const char *chosen = getenv("PGBALE_PG_BINDIR");

    if (chosen && *chosen) {
        try_folder(&s, chosen);
    } else {
        chosen = NULL;
        try_pg_config(&s);
        try_versions(&s, "/usr/lib/postgresql", "");
        try_versions(&s, "/usr", "pgsql-");
        try_path(&s);
    }
    if (!s.best.folder)
        return none_found(&s, chosen, f);
    *out = s.best;
    return true;
}
