/*
 * access_words: cells of the matrix in words, for reports of all formats.
 */
#include "access_compare.h"

const char *access_class_name(enum access_class c)
{
    static const char *const names[ACCESS_CLASSES] = {
        [ACCESS_EQUAL] = "unchanged", [ACCESS_WIDENS] = "widens",     [ACCESS_NEW] = "new",
        [ACCESS_NARROWS] = "narrows", [ACCESS_UNPROVEN] = "unproven",
    };

    return names[c];
}

const char *access_relation_kind(const struct access_relation *r)
{
    switch (r->kind) {
    case 'v':
        return "view";
    case 'm':
        return "materialized view";
    case 'f':
        return "foreign table";
    default:
        return "table";
    }
}

const char *access_commands_text(struct arena *a, unsigned commands)
{
    struct text t = text_new(a);

    for (unsigned i = 0; i < COMMANDS; i++)
        if (commands & 1u << i) {
            text_separate(&t, 0, ", ");
            text_add(&t, access_command_name((enum access_command)i));
        }
    return t.at;
}

static void add_list(struct text *t, const char *before, const char *const *list)
{
    for (size_t i = 0; list[i]; i++)
        text_addf(t, "%s%s", i ? ", " : before, list[i]);
}

const char *access_shown_text(struct arena *a, const struct access_shown *s, bool there)
{
    static const char *const levels[] = {
        [ACCESS_NONE] = "nothing",
        [ACCESS_ROWS] = "rows by policy",
        [ACCESS_ALL] = "all rows",
        [ACCESS_BYPASS] = "all rows, bypassing row security",
        [ACCESS_CALLER] = "with the caller's rights",
        [ACCESS_OWNER] = "with its owner's rights",
    };
    struct text t = text_new(a);

    if (!there)
        return "-";
    text_add(&t, levels[s->level]);
    if (s->level == ACCESS_NONE && s->why)
        text_addf(&t, " (%s)", s->why);
    add_list(&t, s->level == ACCESS_ROWS ? " " : ": ", s->permissive);
    add_list(&t, "; restricted by ", s->restrictive);
    add_list(&t, "; columns ", s->columns);
    return t.at;
}
