/*
 * check_sql: the statements of a migration against what its manifest says of them. See check.h.
 *
 * Trust stores forbid capabilities by name, so a list that leaves one out would open what they close. What
 * words alone decide is found again here and must be listed. A migration with statements that the compiler
 * could not parse says so with the capability "opaque", which a store may forbid as well.
 */
#include "check_inner.h"

#include "sql_statement.h"

enum { NAME = 80 };

static bool lists(const struct bale_migration *m, const char *capability)
{
    for (size_t i = 0; i < m->n_capabilities; i++)
        if (strcmp(m->capabilities[i], capability) == 0)
            return true;
    return false;
}

static bool missing(const struct bale_migration *m, const char *capability, const char *why, struct fail *f)
{
    fail_named(f, FAIL_BALE, "content.capability", "migration %s: its capabilities do not name \"%s\"%s%s",
               m->name, capability, *why ? ", which it uses in " : "", why);
    return fail_hint(f, "A trust store that forbids it would not see it.");
}

/* Tags whose capability is the tag in lower case. */
static bool tag_is_capability(const char *tag)
{
    static const char *const tags[] = { "CREATE POLICY",    "ALTER POLICY",   "GRANT",
                                        "GRANT ROLE",       "REVOKE",         "REVOKE ROLE",
                                        "CREATE EXTENSION", "ALTER EXTENSION" };

    if (text_starts(tag, "DROP "))
        return true;
    for (size_t i = 0; i < countof(tags); i++)
        if (strcmp(tags[i], tag) == 0)
            return true;
    return false;
}

static bool tag_listed(const struct bale_migration *m, const char *tag, const char *path, struct fail *f)
{
    char name[NAME];
    size_t size = 0;

    if (!tag_is_capability(tag))
        return true;
    for (; tag[size] && size + 1 < sizeof name; size++)
        name[size] = (char)(tag[size] == ' ' ? '_' : tag[size] + ('a' - 'A'));
    name[size] = '\0';
    return lists(m, name) || missing(m, name, path, f);
}

static bool step_check(struct arena *a, const struct bale_migration *m, const struct bale_step *step,
                       bool opaque, struct fail *f)
{
    const char *path = format(a, "migrations/%s/%s", m->name, step->name);

    for (size_t i = 0; i < step->n_statements; i++) {
        struct sql_found found = { .n = 0 };
        if (!sql_statement_check(path, step->sql, &step->statements[i], step->standalone, &found, f))
            return false;
        if (opaque)
            continue;
        for (size_t c = 0; c < found.n; c++)
            if (!lists(m, found.names[c]))
                return missing(m, found.names[c], path, f);
        if (!tag_listed(m, step->statements[i].tag, path, f))
            return false;
    }
    return true;
}

bool sql_check(const struct bale_migration *m, struct fail *f)
{
    owned(arena_release) struct arena *a = arena_new();
    bool opaque = lists(m, "opaque");

    for (size_t i = 0; i < m->n_steps; i++)
        if (!step_check(a, m, &m->steps[i], opaque, f))
            return false;
    return true;
}
