/*
 * json: building, and strict parsing. Reading fields is in json_read.c, the canonical form in json_write.c.
 */
#include "json.h"

#include <assert.h>

void json_release(json_t **value)
{
    json_decref(*value);
    *value = NULL;
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

json_t *json_new_texts(const char *const *texts, size_t n)
{
    json_t *array = json_new_array();

    for (size_t i = 0; i < n; i++)
        json_push(array, json_string(texts[i]));
    return array;
}

void json_put_texts(json_t *object, const char *key, const char *const *texts, size_t n)
{
    json_put(object, key, json_new_texts(texts, n));
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

/* Tells the 1-based line and column of the first difference. */
static bool canonical_check(const struct json_document *d, struct bytes from, json_t *tree, struct fail *f)
{
    unsigned line = 1, column = 1;
    size_t difference;

    if (json_is_canonical(tree, from, &difference))
        return true;
    for (size_t i = 0; i < difference; i++) {
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
    if (!within_profile(d, tree, 1, f) || (d->canonical && !canonical_check(d, from, tree, f)))
        return false;
    *out = tree;
    tree = NULL;
    return true;
}
