/*
 * name: see name.h.
 */
#include "name.h"

/* Length of the first part of a quoted name: up to a '.' or '(' outside quotes. */
static size_t part_size(const char *quoted)
{
    bool inside = false;
    size_t i = 0;

    for (; quoted[i]; i++) {
        if (quoted[i] == '"')
            inside = !inside;
        else if (!inside && (quoted[i] == '.' || quoted[i] == '('))
            break;
    }
    return i;
}

static const char *plain(struct arena *a, const char *quoted, size_t size)
{
    if (size < 2 || quoted[0] != '"')
        return arena_copy(a, quoted, size);
    char *text = arena_alloc(a, size);
    size_t n = 0;
    for (size_t i = 1; i + 1 < size; i++) {
        text[n++] = quoted[i];
        if (quoted[i] == '"')
            i++;
    }
    return text;
}

size_t name_parts(struct arena *a, const char *quoted, const char *parts[2])
{
    size_t size = part_size(quoted);

    parts[0] = plain(a, quoted, size);
    if (quoted[size] != '.')
        return 1;
    parts[1] = plain(a, quoted + size + 1, part_size(quoted + size + 1));
    return 2;
}

const char *name_local(struct arena *a, const char *quoted)
{
    size_t size = part_size(quoted);

    if (quoted[size] == '.')
        quoted += size + 1;
    return arena_copy(a, quoted, part_size(quoted));
}

const char *name_schema(struct arena *a, const char *quoted)
{
    size_t size = part_size(quoted);

    return quoted[size] == '.' ? arena_copy(a, quoted, size) : NULL;
}

static bool is_on(struct arena *a, const struct object *o, const char *on)
{
    const char *parts[2];

    if (!on || !o->parent)
        return !on;
    size_t n = name_parts(a, o->parent->name, parts);
    if (text_equal(parts[n - 1], on))
        return true;
    return n == 2 && text_equal(format(a, "%s.%s", parts[0], parts[1]), on);
}

bool name_is(struct arena *a, const struct object *o, const char *schema, const char *name, const char *on)
{
    const char *parts[2];
    size_t n = name_parts(a, o->name, parts);

    return text_equal(parts[n - 1], name) && (!schema || n < 2 || text_equal(parts[0], schema)) &&
           is_on(a, o, on);
}
