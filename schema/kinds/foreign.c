/*
 * foreign: lists of options of foreign-data wrappers, servers, tables and columns: "name 'value', ...".
 */
#include "kinds.h"

const char *foreign_options(struct arena *a, const char *options)
{
    return options ? format(a, " OPTIONS (%s)", options) : "";
}

/* The length of the name that an option starts with. */
static size_t option_name(const char *option)
{
    size_t size = 1;

    if (*option != '"')
        return strcspn(option, " ");
    while (option[size] && !(option[size] == '"' && option[size + 1] != '"'))
        size += option[size] == '"' ? 2 : 1;
    return size + 1;
}

/* The option of that name, or NULL. */
static const char *option_find(const char **options, size_t n, const char *like)
{
    size_t size = option_name(like);

    for (size_t i = 0; i < n; i++)
        if (option_name(options[i]) == size && strncmp(options[i], like, size) == 0)
            return options[i];
    return NULL;
}

const char *foreign_option_changes(struct arena *a, const char *was, const char *now)
{
    size_t n_was, n_now;
    const char **old = list_split(a, was, &n_was), **new = list_split(a, now, &n_now);
    struct text t = text_new(a);

    for (size_t i = 0; i < n_was; i++)
        if (!option_find(new, n_now, old[i]))
            text_addf(&t, "%sDROP %.*s", t.size ? ", " : "", (int)option_name(old[i]), old[i]);
    for (size_t i = 0; i < n_now; i++) {
        const char *before = option_find(old, n_was, new[i]);
        if (!text_equal(before, new[i]))
            text_addf(&t, "%s%s %s", t.size ? ", " : "", before ? "SET" : "ADD", new[i]);
    }
    return format(a, " OPTIONS (%s)", t.at);
}
