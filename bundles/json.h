/*
 * json: the JSON of bales, trust stores and receipts, written in one form and read strictly.
 *
 * The canonical form is what `jq -S .` (1.6) prints: sorted keys, two spaces, one final newline,
 * DEL as \u007f. Reading refuses duplicate keys, null, floats, integers beyond 2^53-1, more than
 * 16 levels, and, where the document must be canonical, any other spelling of the same value.
 *
 * Objects are read by consumption: each field is taken by name, and json_done refuses what is
 * left. A value knows its path, so that a refusal can say where.
 */
#ifndef PGBALE_JSON_H
#define PGBALE_JSON_H

#include "fail.h"
#include "text.h"

#include <jansson.h>

#define JSON_LARGEST (((int64_t)1 << 53) - 1)

enum { JSON_DEPTH = 16, JSON_FIELDS = 40 };

void json_release(json_t **value); /* for owned(json_release) */

/* Canonical text of a tree that holds no null and no real. Ends with one newline. */
struct bytes json_canonical(struct arena *a, json_t *value);

/* Is the text that of the tree? Makes no copy. `*difference` is where it first is another one. */
bool json_is_canonical(json_t *value, struct bytes text, size_t *difference);

/*
 * Writes a canonical text piece by piece, for documents that would be large as a tree. Set `arena` and either
 * `written`, or `expected` to compare with a text. Between the brackets of an object each value has a key,
 * and keys ascend; between those of a list they have none (NULL). The text ends when the first bracket
 * closes.
 */
struct json_writer {
    struct arena *arena;
    struct text *written;  /* NULL: the text is compared */
    struct bytes expected; /* with this */
    size_t same;           /* bytes at its begin that were the same */
    bool differs;
    size_t level; /* of brackets that are open */
    char brackets[JSON_DEPTH];
    const char *last[JSON_DEPTH]; /* the last key, "" in a list; NULL: nothing stands there yet */
};
void json_write_open(struct json_writer *w, const char *key, char bracket);
void json_write_close(struct json_writer *w);
void json_write(struct json_writer *w, const char *key, json_t *owned_value);

/*
 * Building. Each takes ownership of a new value and returns it or aborts: out of memory and text
 * that is not UTF-8 are broken promises here. Validate foreign text with utf8_valid before.
 */
json_t *json_new_object(void);
json_t *json_new_array(void);
json_t *json_new_texts(const char *const *texts, size_t n);
void json_put(json_t *object, const char *key, json_t *owned_value);
void json_put_text(json_t *object, const char *key, const char *text);
void json_put_number(json_t *object, const char *key, uint64_t number);
void json_put_flag(json_t *object, const char *key, bool flag);
void json_put_texts(json_t *object, const char *key, const char *const *texts, size_t n);
void json_push(json_t *array, json_t *owned_value);

/* Which document is read: the words of its refusals. */
struct json_document {
    const char *file;    /* "manifest.json", for people */
    const char *topic;   /* "manifest": refusals are named manifest.unknown-key and so on */
    enum fail_code code; /* FAIL_BALE, FAIL_USAGE... */
    bool canonical;      /* must be in canonical form, byte for byte */
};

/*
 * Parses. `*out` is the caller's to release. Names of refusals, after the topic: .syntax,
 * .duplicate-key, .null, .float, .number, .depth, .not-canonical.
 */
bool json_load(struct bytes from, const struct json_document *d, json_t **out, struct fail *f) must_check;

/* A value being read. Lives on the reader's stack, below its parent. */
struct json_value {
    const struct json_document *document;
    const struct json_value *parent; /* NULL: the root */
    const char *key;                 /* in its parent, when that is an object */
    size_t index;                    /* in its parent, when that is an array */
    json_t *json;
    const char *taken[JSON_FIELDS];
    size_t n_taken;
};

/* The root value of a document; it must be an object. */
bool json_root(json_t *tree, const struct json_document *d, struct json_value *out,
               struct fail *f) must_check;

/*
 * Take one field of an object. All fail with .missing-key, .type or .range, naming the path.
 * Text is copied to the arena; it is 1..most bytes long (0..most for json_take_maybe_empty) and
 * holds no NUL.
 */
bool json_take_text(struct arena *a, struct json_value *object, const char *key, size_t most,
                    const char **out, struct fail *f) must_check;
bool json_take_maybe_empty(struct arena *a, struct json_value *object, const char *key, size_t most,
                           const char **out, struct fail *f) must_check;
bool json_take_number(struct json_value *object, const char *key, uint64_t most, uint64_t *out,
                      struct fail *f) must_check;
bool json_take_flag(struct json_value *object, const char *key, bool *out, struct fail *f) must_check;
bool json_take_object(struct json_value *object, const char *key, struct json_value *out,
                      struct fail *f) must_check;
bool json_take_array(struct json_value *object, const char *key, size_t most, struct json_value *out,
                     struct fail *f) must_check;
/* A list of texts, each 1..most bytes. `*out` is NULL-terminated. */
bool json_take_texts(struct arena *a, struct json_value *object, const char *key, size_t most_count,
                     size_t most, const char *const **out, size_t *n, struct fail *f) must_check;
/* 64 hexadecimal digits. */
bool json_take_digest(struct json_value *object, const char *key, char out[65], struct fail *f) must_check;
/* A text that must be exactly `expected`; fails with .value. */
bool json_take_exactly(struct json_value *object, const char *key, const char *expected,
                       struct fail *f) must_check;

/* True when an optional field is there. It still has to be taken. */
bool json_has(const struct json_value *object, const char *key);

/* Refuses what was not taken, with .unknown-key. */
bool json_done(const struct json_value *object, struct fail *f) must_check;

/* Elements of an array, and fields of an object that is a map with free keys (sorted by key). */
size_t json_count(const struct json_value *value);
bool json_object_at(const struct json_value *array, size_t i, struct json_value *out,
                    struct fail *f) must_check;
bool json_text_at(struct arena *a, const struct json_value *array, size_t i, size_t most, const char **out,
                  struct fail *f) must_check;
const char *const *json_keys(struct arena *a, const struct json_value *object, size_t *n);

/* "manifest.json: migrations[3].steps[0].name", and a refusal at that place. */
const char *json_path(struct arena *a, const struct json_value *value);
bool json_refuse(const struct json_value *value, const char *key, const char *name, struct fail *f,
                 const char *pattern, ...) printf_like(5, 6);

#endif
