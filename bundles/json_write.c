/*
 * json_write: the canonical form. See json.h.
 *
 * A tree is written, or only compared with a text that should be its canonical form: large documents are
 * compared on every reading, and a second copy of them would be the most memory that a verifier needs.
 */
#include "json.h"

#include <assert.h>
#include <inttypes.h>

static void put_bytes(struct json_writer *o, const char *from, size_t size)
{
    if (o->written) {
        text_add_bytes(o->written, from, size);
        return;
    }
    if (o->differs)
        return;
    size_t left = o->expected.size - o->same, most = size < left ? size : left;
    const uint8_t *expected = o->expected.at + o->same;
    if (size <= left && memcmp(expected, from, size) == 0) {
        o->same += size;
        return;
    }
    o->differs = true;
    for (size_t i = 0; i < most && expected[i] == (uint8_t)from[i]; i++)
        o->same++;
}

static void put(struct json_writer *o, const char *s)
{
    put_bytes(o, s, strlen(s));
}

static void write_text(struct json_writer *o, const char *s, size_t size)
{
    static const char *const short_forms[128] = {
        ['"'] = "\\\"", ['\\'] = "\\\\", ['\b'] = "\\b", ['\f'] = "\\f",
        ['\n'] = "\\n", ['\r'] = "\\r",  ['\t'] = "\\t",
    };
    char escape[8];
    size_t plain = 0;

    put(o, "\"");
    for (size_t i = 0; i < size; i++) {
        uint8_t c = (uint8_t)s[i];
        if (c >= 0x80 || (c >= 0x20 && c != 0x7F && !short_forms[c]))
            continue;
        put_bytes(o, s + plain, i - plain);
        snprintf(escape, sizeof escape, "\\u%04x", c);
        put(o, short_forms[c] ? short_forms[c] : escape);
        plain = i + 1;
    }
    put_bytes(o, s + plain, size - plain);
    put(o, "\"");
}

static void write_indent(struct json_writer *o, size_t level)
{
    static const char spaces[] = "\n                                ";

    _Static_assert(sizeof spaces > 1 + 2 * JSON_DEPTH, "room for the deepest level");
    assert(level <= JSON_DEPTH);
    put_bytes(o, spaces, 1 + 2 * level);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ascending(json_t *object)
{
    const char *key, *before = NULL;
    json_t *value;

    json_object_foreach(object, key, value)
    {
        if (before && strcmp(before, key) >= 0)
            return false;
        before = key;
    }
    return true;
}

/* The keys of an object in the order of their UTF-8 bytes, which is the order of code points. */
static const char **sorted_keys(struct arena *a, json_t *object, size_t *n)
{
    size_t count = json_object_size(object), i = 0;
    const char **keys = arena_array(a, count + 1, sizeof *keys);
    const char *key;
    json_t *value;

    json_object_foreach(object, key, value) keys[i++] = key;
    if (count)
        qsort(keys, count, sizeof *keys, by_bytes);
    *n = count;
    return keys;
}

static void write_value(struct json_writer *o, json_t *value, size_t level);

static void write_field(struct json_writer *o, bool first, const char *key, json_t *value, size_t level)
{
    put(o, first ? "" : ",");
    write_indent(o, level);
    write_text(o, key, strlen(key));
    put(o, ": ");
    write_value(o, value, level);
}

static void write_object(struct json_writer *o, json_t *object, size_t level)
{
    size_t n = 0;
    const char *key;
    json_t *value;

    put(o, "{");
    if (ascending(object)) {
        json_object_foreach(object, key, value) write_field(o, n++ == 0, key, value, level + 1);
    } else {
        const char **keys = sorted_keys(o->arena, object, &n);
        for (size_t i = 0; i < n; i++)
            write_field(o, i == 0, keys[i], json_object_get(object, keys[i]), level + 1);
    }
    if (n)
        write_indent(o, level);
    put(o, "}");
}

static void write_array(struct json_writer *o, json_t *array, size_t level)
{
    size_t n = json_array_size(array);

    put(o, "[");
    for (size_t i = 0; i < n; i++) {
        put(o, i ? "," : "");
        write_indent(o, level + 1);
        write_value(o, json_array_get(array, i), level + 1);
    }
    if (n)
        write_indent(o, level);
    put(o, "]");
}

static void write_number(struct json_writer *o, json_int_t number)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, number);
    put(o, digits);
}

static void write_value(struct json_writer *o, json_t *value, size_t level)
{
    if (json_is_object(value))
        write_object(o, value, level);
    else if (json_is_array(value))
        write_array(o, value, level);
    else if (json_is_string(value))
        write_text(o, json_string_value(value), json_string_length(value));
    else if (json_is_integer(value))
        write_number(o, json_integer_value(value));
    else if (json_is_boolean(value))
        put(o, json_is_true(value) ? "true" : "false");
    else
        assert(false); /* null and real numbers have no canonical form here */
}

/* --- the whole of a tree ---------------------------------------------------------------------- */

struct bytes json_canonical(struct arena *a, json_t *value)
{
    struct text t = text_new(a);
    struct json_writer w = { .arena = a, .written = &t };

    write_value(&w, value, 0);
    put(&w, "\n");
    return (struct bytes){ (const uint8_t *)t.at, t.size };
}

bool json_is_canonical(json_t *value, struct bytes text, size_t *difference)
{
    owned(arena_release) struct arena *a = arena_new();
    struct json_writer w = { .arena = a, .expected = text };

    write_value(&w, value, 0);
    put(&w, "\n");
    *difference = w.same;
    return !w.differs && w.same == text.size;
}

/* --- piece by piece --------------------------------------------------------------------------- */

/* What stands in front of a value, at the place where the writer is. */
static void write_place(struct json_writer *w, const char *key)
{
    if (w->level) {
        const char **last = &w->last[w->level - 1];
        assert(!key || !*last || strcmp(*last, key) < 0);
        put(w, *last ? "," : "");
        write_indent(w, w->level);
        *last = key ? key : "";
    }
    if (key) {
        write_text(w, key, strlen(key));
        put(w, ": ");
    }
}

void json_write_open(struct json_writer *w, const char *key, char bracket)
{
    assert(w->level < JSON_DEPTH);
    write_place(w, key);
    put(w, bracket == '{' ? "{" : "[");
    w->brackets[w->level] = bracket;
    w->last[w->level++] = NULL;
}

void json_write_close(struct json_writer *w)
{
    assert(w->level);
    w->level--;
    if (w->last[w->level])
        write_indent(w, w->level);
    put(w, w->brackets[w->level] == '{' ? "}" : "]");
    if (w->level == 0)
        put(w, "\n");
}

void json_write(struct json_writer *w, const char *key, json_t *owned_value)
{
    owned(json_release) json_t *value = owned_value;

    write_place(w, key);
    write_value(w, value, w->level);
}
