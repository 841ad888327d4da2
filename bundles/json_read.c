/*
 * json_read: taking fields out of a JSON value by consumption. See json.h.
 */
#include "json.h"

#include "digest.h"

#include <assert.h>

static void write_path(struct text *t, const struct json_value *v)
{
    if (!v->parent)
        return;
    write_path(t, v->parent);
    if (v->key)
        text_addf(t, "%s%s", t->size ? "." : "", v->key);
    else
        text_addf(t, "[%zu]", v->index);
}

const char *json_path(struct arena *a, const struct json_value *value)
{
    struct text t = text_new(a);

    write_path(&t, value);
    return t.at;
}

bool json_refuse(const struct json_value *value, const char *key, const char *name, struct fail *f,
                 const char *pattern, ...)
{
    owned(arena_release) struct arena *a = arena_new();
    const struct json_document *d = value->document;
    const char *path = json_path(a, value);
    va_list args;

    if (key)
        path = format(a, "%s%s%s", path, *path ? "." : "", key);
    va_start(args, pattern);
    const char *what = format_list(a, pattern, args);
    va_end(args);
    return fail_named(f, d->code, format(a, "%s.%s", d->topic, name), "%s: %s%s%s", d->file, path,
                      *path ? ": " : "", what);
}

bool json_root(json_t *tree, const struct json_document *d, struct json_value *out, struct fail *f)
{
    struct json_value root = { .document = d, .json = tree };

    if (!json_is_object(tree))
        return json_refuse(&root, NULL, "type", f, "the document must be an object");
    *out = root;
    return true;
}

bool json_has(const struct json_value *object, const char *key)
{
    return json_object_get(object->json, key) != NULL;
}

/* Takes a field that must be there. Each field is taken once: twice is a mistake of ours. */
static bool take(struct json_value *object, const char *key, json_t **out, struct fail *f)
{
    json_t *found = json_object_get(object->json, key);

    if (!found)
        return json_refuse(object, key, "missing-key", f, "the field is missing");
    assert(object->n_taken < JSON_FIELDS);
    for (size_t i = 0; i < object->n_taken; i++)
        assert(strcmp(object->taken[i], key) != 0);
    object->taken[object->n_taken++] = key;
    *out = found;
    return true;
}

static bool copy_text(struct arena *a, const struct json_value *at, const char *key, json_t *json,
                      size_t least, size_t most, const char **out, struct fail *f)
{
    if (!json_is_string(json))
        return json_refuse(at, key, "type", f, "must be a text");
    const char *s = json_string_value(json);
    size_t size = json_string_length(json);
    if (size < least || size > most)
        return json_refuse(at, key, "range", f, "has %zu bytes, must have %zu to %zu", size, least, most);
    *out = arena_copy(a, s, size);
    return true;
}

bool json_take_text(struct arena *a, struct json_value *object, const char *key, size_t most,
                    const char **out, struct fail *f)
{
    json_t *json;

    return take(object, key, &json, f) && copy_text(a, object, key, json, 1, most, out, f);
}

bool json_take_maybe_empty(struct arena *a, struct json_value *object, const char *key, size_t most,
                           const char **out, struct fail *f)
{
    json_t *json;

    return take(object, key, &json, f) && copy_text(a, object, key, json, 0, most, out, f);
}

bool json_take_number(struct json_value *object, const char *key, uint64_t most, uint64_t *out,
                      struct fail *f)
{
    json_t *json;

    if (!take(object, key, &json, f))
        return false;
    if (!json_is_integer(json))
        return json_refuse(object, key, "type", f, "must be a whole number");
    json_int_t number = json_integer_value(json);
    if (number < 0 || (uint64_t)number > most)
        return json_refuse(object, key, "range", f, "is %" JSON_INTEGER_FORMAT ", must be 0 to %llu", number,
                           (unsigned long long)most);
    *out = (uint64_t)number;
    return true;
}

bool json_take_flag(struct json_value *object, const char *key, bool *out, struct fail *f)
{
    json_t *json;

    if (!take(object, key, &json, f))
        return false;
    if (!json_is_boolean(json))
        return json_refuse(object, key, "type", f, "must be true or false");
    *out = json_is_true(json);
    return true;
}

bool json_take_object(struct json_value *object, const char *key, struct json_value *out, struct fail *f)
{
    json_t *json;

    if (!take(object, key, &json, f))
        return false;
    if (!json_is_object(json))
        return json_refuse(object, key, "type", f, "must be an object");
    *out = (struct json_value){ .document = object->document, .parent = object, .key = key, .json = json };
    return true;
}

bool json_take_array(struct json_value *object, const char *key, size_t most, struct json_value *out,
                     struct fail *f)
{
    json_t *json;

    if (!take(object, key, &json, f))
        return false;
    if (!json_is_array(json))
        return json_refuse(object, key, "type", f, "must be a list");
    if (json_array_size(json) > most)
        return json_refuse(object, key, "range", f, "has %zu elements, must have at most %zu",
                           json_array_size(json), most);
    *out = (struct json_value){ .document = object->document, .parent = object, .key = key, .json = json };
    return true;
}

bool json_take_texts(struct arena *a, struct json_value *object, const char *key, size_t most_count,
                     size_t most, const char *const **out, size_t *n, struct fail *f)
{
    struct json_value array;

    if (!json_take_array(object, key, most_count, &array, f))
        return false;
    size_t count = json_count(&array);
    const char **texts = arena_array(a, count + 1, sizeof *texts);
    for (size_t i = 0; i < count; i++)
        if (!json_text_at(a, &array, i, most, &texts[i], f))
            return false;
    *out = texts;
    if (n)
        *n = count;
    return true;
}

bool json_take_digest(struct json_value *object, const char *key, char out[65], struct fail *f)
{
    json_t *json;

    if (!take(object, key, &json, f))
        return false;
    if (!json_is_string(json))
        return json_refuse(object, key, "type", f, "must be a text");
    if (json_string_length(json) != 64 || !digest_is_text(json_string_value(json)))
        return json_refuse(object, key, "range", f, "must be a SHA-256 in 64 lower-case hexadecimal digits");
    memcpy(out, json_string_value(json), 65);
    return true;
}

bool json_take_exactly(struct json_value *object, const char *key, const char *expected, struct fail *f)
{
    json_t *json;

    if (!take(object, key, &json, f))
        return false;
    if (!json_is_string(json) || json_string_length(json) != strlen(expected) ||
        strcmp(json_string_value(json), expected) != 0)
        return json_refuse(object, key, "value", f, "must be \"%s\"", expected);
    return true;
}

bool json_done(const struct json_value *object, struct fail *f)
{
    const char *key;
    json_t *value;

    json_object_foreach(object->json, key, value)
    {
        bool known = false;
        for (size_t i = 0; i < object->n_taken && !known; i++)
            known = strcmp(object->taken[i], key) == 0;
        if (!known)
            return json_refuse(object, key, "unknown-key", f, "the field is unknown");
    }
    return true;
}

size_t json_count(const struct json_value *value)
{
    return json_is_array(value->json) ? json_array_size(value->json) : json_object_size(value->json);
}

bool json_object_at(const struct json_value *array, size_t i, struct json_value *out, struct fail *f)
{
    struct json_value element = { .document = array->document, .parent = array, .index = i };

    element.json = json_array_get(array->json, i);
    if (!json_is_object(element.json))
        return json_refuse(&element, NULL, "type", f, "must be an object");
    *out = element;
    return true;
}

bool json_text_at(struct arena *a, const struct json_value *array, size_t i, size_t most, const char **out,
                  struct fail *f)
{
    struct json_value element = { .document = array->document, .parent = array, .index = i };

    return copy_text(a, &element, NULL, json_array_get(array->json, i), 1, most, out, f);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *json_keys(struct arena *a, const struct json_value *object, size_t *n)
{
    size_t count = json_object_size(object->json), i = 0;
    const char **keys = arena_array(a, count + 1, sizeof *keys);
    const char *key;
    json_t *value;

    json_object_foreach(object->json, key, value) keys[i++] = arena_text(a, key);
    if (count)
        qsort(keys, count, sizeof *keys, by_bytes);
    *n = count;
    return keys;
}
