/*
 * manifest_fold: see manifest_fold.h.
 */
#include "manifest_fold.h"

static const char opening[] = "\"statements\": [";

/* Brackets that are open in a list of statements: the manifest, migrations, one, steps, one, statements. */
enum { LIST_LEVEL = 6 };

/* Behind the text that begins at `at` with a quote; SIZE_MAX when it does not end. */
static size_t skip_text(struct bytes from, size_t at)
{
    for (at++; at < from.size; at++) {
        if (from.at[at] == '\\')
            at++;
        else if (from.at[at] == '"')
            return at + 1;
    }
    return SIZE_MAX;
}

/* The bracket that closes the list whose content begins at `at`; SIZE_MAX when there is none. */
static size_t list_end(struct bytes from, size_t at, size_t *count)
{
    size_t depth = 0;

    for (*count = 0; at < from.size;) {
        uint8_t c = from.at[at];
        if (c == '"') {
            at = skip_text(from, at);
            continue;
        }
        if (c == ']' && depth == 0)
            return at;
        if (c == '{' || c == '[')
            *count += depth++ == 0 ? 1 : 0;
        else if ((c == '}' || c == ']') && depth-- == 0)
            return SIZE_MAX;
        at++;
    }
    return SIZE_MAX;
}

static bool opens_here(struct bytes from, size_t at)
{
    return from.size - at >= sizeof opening - 1 && memcmp(from.at + at, opening, sizeof opening - 1) == 0;
}

bool fold_statements(struct arena *a, struct bytes from, struct fold *out)
{
    struct text rest = text_new(a);
    struct fold_list *lists = NULL;
    size_t n = 0, room = 0, copied = 0;

    for (size_t at = 0; at < from.size;) {
        const uint8_t *quote = memchr(from.at + at, '"', from.size - at);
        if (!quote)
            break;
        at = (size_t)(quote - from.at);
        if (!opens_here(from, at)) {
            at = skip_text(from, at);
            if (at == SIZE_MAX)
                return false;
            continue;
        }
        size_t count, start = at + sizeof opening - 1, end = list_end(from, start, &count);
        if (end == SIZE_MAX)
            return false;
        text_add_bytes(&rest, from.at + copied, start - copied);
        if (n == room)
            lists = arena_grow(a, lists, n, &room, sizeof *lists);
        lists[n++] = (struct fold_list){ { from.at + start, end + 1 - start }, count };
        at = copied = end;
    }
    text_add_bytes(&rest, from.at + copied, from.size - copied);
    *out = (struct fold){ { (const uint8_t *)rest.at, rest.size }, lists, n, 0 };
    return true;
}

struct fold_reader fold_reader_new(struct arena *a, struct fold *fold)
{
    const struct fold_list *list = &fold->lists[fold->taken++];
    struct fold_reader r = { .left = list->text, .writer = { .arena = a, .expected = list->text } };

    r.writer.level = LIST_LEVEL;
    r.writer.brackets[LIST_LEVEL - 1] = '[';
    return r;
}

json_t *fold_next(struct fold_reader *r)
{
    json_error_t error;
    size_t blank = 0;

    while (blank < r->left.size && (r->left.at[blank] <= ' ' || r->left.at[blank] == ','))
        blank++;
    r->left = (struct bytes){ r->left.at + blank, r->left.size - blank };
    json_t *one = json_loadb((const char *)r->left.at, r->left.size,
                             JSON_REJECT_DUPLICATES | JSON_DISABLE_EOF_CHECK, &error);
    if (!json_is_object(one)) {
        json_decref(one);
        return NULL;
    }
    r->left = (struct bytes){ r->left.at + error.position, r->left.size - (size_t)error.position };
    return one;
}

void fold_compare(struct fold_reader *r, json_t *one)
{
    json_write(&r->writer, NULL, json_incref(one));
}

bool fold_done(struct fold_reader *r)
{
    json_write_close(&r->writer);
    return !r->writer.differs && r->writer.same == r->writer.expected.size;
}
