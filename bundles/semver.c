/*
 * semver: see semver.h. A version is walked, never copied or converted to an integer.
 */
#include "semver.h"

#include <assert.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

/* Length of a number without leading zeros at `s`, 0 when there is none. */
static size_t number_size(const char *s)
{
    size_t n = 0;

    while (is_digit(s[n]))
        n++;
    return n > 1 && s[0] == '0' ? 0 : n;
}

/* Length of one dotted identifier; *numeric tells whether it is all digits. */
static size_t identifier_size(const char *s, bool *numeric)
{
    size_t n = 0;

    *numeric = true;
    for (; is_word(s[n]); n++)
        if (!is_digit(s[n]))
            *numeric = false;
    return n;
}

/* Walks dotted identifiers. Returns what follows, NULL when they are not valid. */
static const char *identifiers_end(const char *s, bool leading_zeros)
{
    for (;;) {
        bool numeric;
        size_t n = identifier_size(s, &numeric);
        if (n == 0 || (numeric && !leading_zeros && n > 1 && s[0] == '0'))
            return NULL;
        s += n;
        if (*s != '.')
            return s;
        s++;
    }
}

bool semver_valid(const char *text)
{
    const char *s = text;

    if (strlen(text) > SEMVER_TEXT)
        return false;
    for (int part = 0; part < 3; part++) {
        size_t n = number_size(s);
        if (n == 0)
            return false;
        s += n;
        if (part < 2 && *s++ != '.')
            return false;
    }
    if (*s == '-') {
        s = identifiers_end(s + 1, false);
        if (!s)
            return false;
    }
    if (*s == '+')
        s = identifiers_end(s + 1, true);
    return s && *s == '\0';
}

/* Numbers without leading zeros: the longer one is larger. */
static int compare_numbers(const char *a, size_t a_size, const char *b, size_t b_size)
{
    if (a_size != b_size)
        return a_size < b_size ? -1 : 1;
    return memcmp(a, b, a_size);
}

static int compare_words(const char *a, size_t a_size, const char *b, size_t b_size)
{
    int order = memcmp(a, b, a_size < b_size ? a_size : b_size);

    if (order || a_size == b_size)
        return order;
    return a_size < b_size ? -1 : 1;
}

/* Both at the start of a pre-release, or at an end. */
static int compare_releases(const char *a, const char *b)
{
    if (*a != '-' || *b != '-')
        return (*a != '-') - (*b != '-');
    for (;;) {
        bool a_numeric, b_numeric;
        a++, b++;
        size_t a_size = identifier_size(a, &a_numeric), b_size = identifier_size(b, &b_numeric);
        if (a_numeric != b_numeric)
            return a_numeric ? -1 : 1;
        int order = a_numeric ? compare_numbers(a, a_size, b, b_size) : compare_words(a, a_size, b, b_size);
        if (order)
            return order;
        a += a_size, b += b_size;
        if (*a != '.' || *b != '.')
            return (*a == '.') - (*b == '.');
    }
}

int semver_compare(const char *a, const char *b)
{
    assert(semver_valid(a) && semver_valid(b));
    for (int part = 0; part < 3; part++) {
        size_t a_size = number_size(a), b_size = number_size(b);
        int order = compare_numbers(a, a_size, b, b_size);
        if (order)
            return order;
        a += a_size + (part < 2);
        b += b_size + (part < 2);
    }
    return compare_releases(a, b);
}
