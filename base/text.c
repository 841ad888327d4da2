/*
 * text: see text.h.
 */
#include "text.h"

struct text text_new(struct arena *a)
{
    struct text t = { .arena = a, .room = 64 };

    t.at = arena_alloc(a, t.room);
    return t;
}

void text_add_bytes(struct text *t, const void *from, size_t size)
{
    if (!size)
        return;
    if (t->size + size + 1 > t->room) {
        size_t room = t->room * 2;
        while (room < t->size + size + 1)
            room *= 2;
        char *now = arena_alloc(t->arena, room);
        memcpy(now, t->at, t->size);
        t->at = now;
        t->room = room;
    }
    memcpy(t->at + t->size, from, size);
    t->size += size;
    t->at[t->size] = '\0';
}

void text_add(struct text *t, const char *s)
{
    text_add_bytes(t, s, strlen(s));
}

void text_addf(struct text *t, const char *pattern, ...)
{
    va_list args;

    va_start(args, pattern);
    text_add(t, format_list(t->arena, pattern, args));
    va_end(args);
}

void text_separate(struct text *t, size_t from, const char *separator)
{
    if (t->size > from)
        text_add(t, separator);
}

struct bytes bytes_of(const char *s)
{
    return (struct bytes){ (const uint8_t *)s, strlen(s) };
}

bool bytes_equal(struct bytes a, struct bytes b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

bool text_equal(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool text_starts(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *s, const char *suffix)
{
    size_t size = strlen(s), end = strlen(suffix);

    return size >= end && strcmp(s + size - end, suffix) == 0;
}

char *hex_text(struct arena *a, struct bytes from)
{
    static const char digits[] = "0123456789abcdef";
    char *text = arena_alloc(a, from.size * 2 + 1);

    for (size_t i = 0; i < from.size; i++) {
        text[2 * i] = digits[from.at[i] >> 4];
        text[2 * i + 1] = digits[from.at[i] & 15];
    }
    return text;
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

bool hex_read(const char *text, uint8_t *out, size_t size)
{
    if (strlen(text) != size * 2)
        return false;
    for (size_t i = 0; i < size; i++)
        if (hex_digit(text[2 * i]) < 0 || hex_digit(text[2 * i + 1]) < 0)
            return false;
    for (size_t i = 0; i < size; i++)
        out[i] = (uint8_t)(hex_digit(text[2 * i]) * 16 + hex_digit(text[2 * i + 1]));
    return true;
}

bool number_read(const char *text, uint64_t max, uint64_t *out)
{
    uint64_t number = 0;

    if (!*text)
        return false;
    for (const char *c = text; *c; c++) {
        if (*c < '0' || *c > '9')
            return false;
        uint64_t digit = (uint64_t)(*c - '0');
        if (number > (UINT64_MAX - digit) / 10)
            return false;
        number = number * 10 + digit;
    }
    if (number > max)
        return false;
    *out = number;
    return true;
}

size_t utf8_next(const char *text, size_t size, uint32_t *code)
{
    const uint8_t *s = (const uint8_t *)text;
    size_t need;
    uint32_t least;

    if (size == 0)
        return 0;
    if (s[0] < 0x80) {
        *code = s[0];
        return 1;
    }
    if (s[0] >= 0xC2 && s[0] <= 0xDF) {
        need = 2, least = 0x80, *code = s[0] & 0x1Fu;
    } else if (s[0] >= 0xE0 && s[0] <= 0xEF) {
        need = 3, least = 0x800, *code = s[0] & 0x0Fu;
    } else if (s[0] >= 0xF0 && s[0] <= 0xF4) {
        need = 4, least = 0x10000, *code = s[0] & 0x07u;
    } else {
        return 0;
    }
    if (size < need)
        return 0;
    for (size_t i = 1; i < need; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return 0;
        *code = *code << 6 | (s[i] & 0x3Fu);
    }
    if (*code < least || *code > 0x10FFFF || (*code >= 0xD800 && *code <= 0xDFFF))
        return 0;
    return need;
}

bool utf8_valid(const char *s, size_t size)
{
    uint32_t code;

    for (size_t at = 0; at < size;) {
        size_t step = utf8_next(s + at, size - at, &code);
        if (!step)
            return false;
        at += step;
    }
    return true;
}

char *text_shown(struct arena *a, const char *s, size_t size, bool lines)
{
    struct text t = text_new(a);

    for (size_t at = 0; at < size;) {
        uint32_t code = 0;
        size_t step = utf8_next(s + at, size - at, &code);
        if (!step) {
            text_addf(&t, "\\x%02x", (unsigned)(uint8_t)s[at]);
            at++;
            continue;
        }
        if (lines && (code == '\n' || code == '\t'))
            text_add_bytes(&t, s + at, step);
        else if (code < 0x80 && code_hidden(code))
            text_addf(&t, "\\x%02x", code);
        else if (code_hidden(code))
            text_addf(&t, "\\u{%x}", code);
        else
            text_add_bytes(&t, s + at, step);
        at += step;
    }
    return t.at;
}

/* Of "scheme://user:PASSWORD@host": up to the last '@' of the word, for a password may hold one. */
static const char *secret_of_uri(const char *s, size_t *size)
{
    for (const char *at = strstr(s, "://"); at; at = strstr(at, "://")) {
        const char *end, *colon;
        at += strlen("://");
        end = at + strcspn(at, " \t\n\"");
        while (end > at && *end != '@')
            end--;
        colon = memchr(at, ':', (size_t)(end - at));
        if (colon && end - colon > 1) {
            *size = (size_t)(end - colon) - 1;
            return colon + 1;
        }
    }
    return NULL;
}

static size_t value_size(const char *s)
{
    if (*s != '\'')
        return strcspn(s, " \t\n\"&");
    size_t size = 1;
    while (s[size] && s[size] != '\'')
        size += s[size] == '\\' && s[size + 1] ? 2 : 1;
    return size + (s[size] == '\'');
}

static const char *secret_of_keyword(const char *s, size_t *size)
{
    static const char keyword[] = "password";

    for (const char *at = strstr(s, keyword); at; at = strstr(at, keyword)) {
        at += strlen(keyword);
        const char *value = at + strspn(at, " ");
        if (*value != '=')
            continue;
        value += 1 + strspn(value + 1, " ");
        *size = value_size(value);
        if (*size)
            return value;
    }
    return NULL;
}

const char *text_secret(const char *s, size_t *size)
{
    size_t in_uri = 0, in_keyword = 0;
    const char *uri = secret_of_uri(s, &in_uri), *keyword = secret_of_keyword(s, &in_keyword);

    if (uri && (!keyword || uri < keyword)) {
        *size = in_uri;
        return uri;
    }
    *size = in_keyword;
    return keyword;
}

const char *text_without_secrets(struct arena *a, const char *s)
{
    struct text t = text_new(a);
    size_t size;

    for (const char *secret = text_secret(s, &size); secret; secret = text_secret(s, &size)) {
        text_add_bytes(&t, s, (size_t)(secret - s));
        text_add(&t, "***");
        s = secret + size;
    }
    text_add(&t, s);
    return t.at;
}
