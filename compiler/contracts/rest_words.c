/*
 * rest_words: what every part of a request is written with. Names are quoted and escaped by libpq: they come
 * from a client's address, not from a catalog.
 */
#include "rest_inner.h"

#include <ctype.h>

const char *rest_refuse(struct rest_writing *w, const char *pattern, ...)
{
    va_list args;

    va_start(args, pattern);
    if (!w->error)
        w->error = format_list(w->arena, pattern, args);
    va_end(args);
    return "";
}

const char *rest_name(struct rest_writing *w, const char *plain)
{
    char *quoted = PQescapeIdentifier(w->db, plain, strlen(plain));

    if (!quoted)
        return rest_refuse(w, "\"%s\" cannot be a name", plain);
    const char *copy = arena_text(w->arena, quoted);
    PQfreemem(quoted);
    return copy;
}

const char *rest_value(struct rest_writing *w, const char *value)
{
    if (w->n_values == w->room_values)
        w->values = arena_grow(w->arena, w->values, w->n_values, &w->room_values, sizeof *w->values);
    w->values[w->n_values++] = value;
    return format(w->arena, "$%zu", w->n_values);
}

struct names rest_split(struct arena *a, const char *text, char separator)
{
    struct names out = { .at = arena_array(a, strlen(text) + 2, sizeof *out.at) };
    const char *from = text, *at = text;
    int deep = 0;
    bool quoted = false;

    for (;; at++) {
        if (!*at || (*at == separator && !deep && !quoted)) {
            out.at[out.count++] = arena_copy(a, from, (size_t)(at - from));
            from = at + 1;
        }
        if (!*at)
            return out;
        if (*at == '\\' && quoted && at[1])
            at++;
        else if (*at == '"')
            quoted = !quoted;
        else if (!quoted)
            deep += (*at == '(' || *at == '{') - (*at == ')' || *at == '}');
    }
}
