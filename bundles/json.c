/*
 * json: the canonical form, building, and strict parsing. Reading fields is in json_read.c.
 */
#include "json.h"

#include <assert.h>
#include <inttypes.h>

void json_release(json_t **value)
{
    json_decref(*value);
    *value = NULL;
}

/* --- canonical text ------------------------------------------------------------------------- */

static void write_text(struct text *t, const char *s, size_t size)
{
    static const char *const short_forms[128] = {
        ['"'] = "\\\"", ['\\'] = "\\\\", ['\b'] = "\\b", ['\f'] = "\\f",
        ['\n'] = "\\n", ['\r'] = "\\r",  ['\t'] = "\\t",
    };
    size_t plain = 0;

    text_add(t, "\"");
    for (size_t i = 0; i < size; i++) {
        uint8_t c = (uint8_t)s[i];
        if (c >= 0x80 || (c >= 0x20 && c != 0x7F && !short_forms[c]))
            continue;
        text_add_bytes(t, s + plain, i - plain);
        if (short_forms[c])
            text_add(t, short_forms[c]);
        else
            text_addf(t, "\\u%04x", c);
        plain = i + 1;
    }
    text_add_bytes(t, s + plain, size - plain);
    text_add(t, "\"");
}

static void write_indent(struct text *t, size_t level)
{
    text_add(t, "\n");
    for (size_t i = 0; i < level; i++)
        text_add(t, "  ");
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
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

static void write_value(struct text *t, json_t *value, size_t level);

static void write_object(struct text *t, json_t *object, size_t level)
{
    size_t n;
    const char **keys = sorted_keys(t->arena, object, &n);

    text_add(t, "{");
    for (size_t i = 0; i < n; i++) {
        text_add(t, i ? "," : "");
        write_indent(t, level + 1);
        write_text(t, keys[i], strlen(keys[i]));
        text_add(t, ": ");
        write_value(t, json_object_get(object, keys[i]), level + 1);
    }
    if (n)
        write_indent(t, level);
    text_add(t, "}");
}

static void write_array(struct text *t, json_t *array, size_t level)
{
    size_t n = json_array_size(array);

    text_add(t, "[");
    for (size_t i = 0; i < n; i++) {
        text_add(t, i ? "," : "");
        write_indent(t, level + 1);
        write_value(t, json_array_get(array, i), level + 1);
    }
    if (n)
        write_indent(t, level);
    text_add(t, "]");
}

static void write_value(struct text *t, json_t *value, size_t level)
{
    if (json_is_object(value))
        write_object(t, value, level);
    else if (json_is_array(value))
        write_array(t, value, level);
    else if (json_is_string(value))
        write_text(t, json_string_value(value), json_string_length(value));
    else if (json_is_integer(value))
        text_addf(t, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    else if (json_is_boolean(value))
        text_add(t, json_is_true(value) ? "true" : "false");
    else
        assert(false); /* null and real numbers have no canonical form here */
}

struct bytes json_canonical(struct arena *a, json_t *value)
{
    struct text t = text_new(a);

    write_value(&t, value, 0);
    text_add(&t, "\n");
    return (struct bytes){ (const uint8_t *)t.at, t.size };
}

/* --- building --------------------------------------------------------------------------------- */

static json_t *made(json_t *value)
{
    if (!value) {
        fputs("cannot build a JSON value: out of memory, or text that is not UTF-8\n", stderr);
        abort();
    }
    return value;
}

json_t *json_new_object(void)
{
    return made(json_object());
}

json_t *json_new_array(void)
{
    return made(json_array());
}

void json_put(json_t *object, const char *key, json_t *owned_value)
{
    if (json_object_set_new(object, key, made(owned_value)) != 0)
        made(NULL);
}

void json_put_text(json_t *object, const char *key, const char *text)
{
    json_put(object, key, json_string(text));
}

void json_put_number(json_t *object, const char *key, uint64_t number)
{
    assert(number <= (uint64_t)JSON_LARGEST);
    json_put(object, key, json_integer((json_int_t)number));
}

void json_put_flag(json_t *object, const char *key, bool flag)
{
    json_put(object, key, json_boolean(flag));
}

void json_put_texts(json_t *object, const char *key, const char *const *texts, size_t n)
{
    json_t *array = json_new_array();

    for (size_t i = 0; i < n; i++)
        json_push(array, json_string(texts[i]));
    json_put(object, key, array);
}

void json_push(json_t *array, json_t *owned_value)
{
    if (json_array_append_new(array, made(owned_value)) != 0)
        made(NULL);
}

/* --- parsing ---------------------------------------------------------------------------------- */

static bool refuse(const struct json_document *d, const char *name, struct fail *f, const char *pattern, ...)
    printf_like(4, 5);

static bool refuse(const struct json_document *d, const char *name, struct fail *f, const char *pattern, ...)
{
    owned(arena_release) struct arena *a = arena_new();
    va_list args;

    va_start(args, pattern);
    const char *what = format_list(a, pattern, args);
    va_end(args);
    return fail_named(f, d->code, format(a, "%s.%s", d->topic, name), "%s: %s", d->file, what);
}

/* What the profile allows beyond what jansson has refused already. */
static bool within_profile(const struct json_document *d, json_t *value, size_t level, struct fail *f)
{
    const char *key;
    json_t *child;
    size_t i;

    if (level > JSON_DEPTH)
        return refuse(d, "depth", f, "values are nested deeper than %d levels", JSON_DEPTH);
    if (json_is_null(value))
        return refuse(d, "null", f, "null is not allowed");
    if (json_is_real(value))
        return refuse(d, "float", f, "numbers must be whole");
    if (json_is_integer(value) &&
        (json_integer_value(value) > JSON_LARGEST || json_integer_value(value) < -JSON_LARGEST))
        return refuse(d, "number", f, "the number %" JSON_INTEGER_FORMAT " is beyond 2^53-1",
                      json_integer_value(value));
    if (json_is_object(value)) {
        json_object_foreach(value, key, child) if (!within_profile(d, child, level + 1, f)) return false;
    } else if (json_is_array(value)) {
        json_array_foreach(value, i, child) if (!within_profile(d, child, level + 1, f)) return false;
    }
    return true;
}

static const char *syntax_name(enum json_error_code code)
{
    if (code == json_error_duplicate_key)
        return "duplicate-key";
    if (code == json_error_numeric_overflow)
        return "number";
    if (code == json_error_stack_overflow)
        return "depth";
    return "syntax";
}

/* 1-based line and column of the first difference. */
static bool canonical_check(const struct json_document *d, struct bytes from, struct bytes again,
                            struct fail *f)
{
    unsigned line = 1, column = 1;

    if (bytes_equal(from, again))
        return true;
    for (size_t i = 0; i < from.size && i < again.size && from.at[i] == again.at[i]; i++) {
        column = from.at[i] == '\n' ? 1 : column + 1;
        line += from.at[i] == '\n';
    }
    refuse(d, "not-canonical", f, "not in canonical form, first at line %u, column %u", line, column);
    return fail_hint(f, "The canonical form is what \"jq -S .\" prints.");
}

bool json_load(struct bytes from, const struct json_document *d, json_t **out, struct fail *f)
{
    json_error_t error;
    owned(json_release) json_t *tree =
        json_loadb((const char *)from.at, from.size, JSON_REJECT_DUPLICATES, &error);

    if (!tree)
        return refuse(d, syntax_name(json_error_code(&error)), f, "not valid JSON at line %d, column %d: %s",
                      error.line, error.column, error.text);
    if (!within_profile(d, tree, 1, f))
        return false;
    if (d->canonical) {
        owned(arena_release) struct arena *a = arena_new();
        if (!canonical_check(d, from, json_canonical(a, tree), f))
            return false;
    }
    *out = tree;
    tree = NULL;
    return true;
}
