/*
 * contract_values: the values of a statement's parameters, as a contract writes them.
 */
#include "contract_inner.h"

#include <ctype.h>
#include <strings.h>

enum { VALUES_MOST = 200 };

/* The end of a value: the comma behind it, outside quotes and parentheses, or the end. NULL: an open quote.
 */
static const char *value_end(const char *at)
{
    int deep = 0;

    for (; *at && (deep || *at != ','); at++) {
        deep += (*at == '(') - (*at == ')');
        if (*at == '\'') {
            const char *end = strchr(at + 1, '\'');
            if (!end)
                return NULL;
            at = end;
        }
    }
    return deep ? NULL : at;
}

static const char *trimmed(struct arena *a, const char *from, size_t size)
{
    while (size && isspace((unsigned char)from[size - 1]))
        size--;
    return arena_copy(a, from, size);
}

/* 'it''s' -> it's */
static const char *unquoted(struct arena *a, const char *text, size_t size)
{
    struct text t = text_new(a);

    for (size_t i = 1; i + 1 < size; i++) {
        text_add_bytes(&t, text + i, 1);
        i += text[i] == '\'';
    }
    return t.at;
}

static bool is_bare(const char *word)
{
    return strcasecmp(word, "true") == 0 || strcasecmp(word, "false") == 0 ||
           (*word && strspn(word, "0123456789+-.eE") == strlen(word) && strpbrk(word, "0123456789"));
}

/* "TYPE 'text'", "TYPE 5", "'text'", "5", "null", "TYPE null". */
static bool read_value(struct arena *a, const char *written, struct contract_value *out)
{
    const char *quote = strchr(written, '\''), *space = strrchr(written, ' ');
    const char *value = quote ? quote : space ? space + 1 : written;

    if (quote && written[strlen(written) - 1] != '\'')
        return false;
    if (value > written)
        out->type = trimmed(a, written, (size_t)(value - written));
    if (quote)
        out->text = unquoted(a, quote, strlen(quote));
    else if (is_bare(value))
        out->text = value;
    else
        return strcasecmp(value, "null") == 0;
    return true;
}

bool contract_values(struct arena *a, const char *written, const struct contract_value **out, size_t *n)
{
    struct contract_value *values = arena_array(a, VALUES_MOST, sizeof *values);
    const char *at = written;

    for (size_t count = 0; count < VALUES_MOST; count++) {
        at += strspn(at, " \t");
        const char *end = value_end(at);
        if (!end || !read_value(a, trimmed(a, at, (size_t)(end - at)), &values[count]))
            return false;
        if (!*end) {
            *out = values;
            *n = count + 1;
            return true;
        }
        at = end + 1;
    }
    return false;
}
