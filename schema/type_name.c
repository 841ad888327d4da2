/*
 * type_name: see type_name.h.
 */
#include "type_name.h"

#include "text.h"

/* Where the sizes begin; NULL: there are none. Quoted names hold what they want. */
static const char *sizes_at(const char *text)
{
    bool quoted = false;

    for (; *text; text++)
        if (*text == '"')
            quoted = !quoted;
        else if (*text == '(' && !quoted)
            return text;
    return NULL;
}

struct type_name type_name_parse(struct arena *a, const char *text)
{
    struct type_name t = { .is_array = text_ends(text, "[]") };
    const char *plain = t.is_array ? arena_copy(a, text, strlen(text) - 2) : text;
    const char *open = sizes_at(plain), *close = open ? strchr(open, ')') : NULL;

    t.base = plain;
    if (!close)
        return t;
    t.base = format(a, "%.*s%s", (int)(open - plain), plain, close + 1);
    for (const char *at = open + 1; t.n < TYPE_SIZES; at = strchr(at, ',') + 1) {
        t.sizes[t.n++] = strtol(at, NULL, 10);
        if (!strchr(at, ',') || strchr(at, ',') > close)
            break;
    }
    return t;
}

const char *type_cast(struct arena *a, const char *was, const char *now)
{
    /* Without a size these two would be of size 1. */
    static const char *const unsized[][2] = { { "character", "bpchar" }, { "bit", "pg_catalog.\"bit\"" } };
    struct type_name x = type_name_parse(a, was), y = type_name_parse(a, now);
    const char *base = y.base;

    if (x.is_array == y.is_array && strcmp(x.base, y.base) == 0)
        return NULL;
    for (size_t i = 0; i < countof(unsized); i++)
        if (strcmp(base, unsized[i][0]) == 0)
            base = unsized[i][1];
    return format(a, "%s%s", base, y.is_array ? "[]" : "");
}
