/*
 * sql_escapes: see sql_escapes.h.
 */
#include "sql_escapes.h"

enum { SHORT = 4, LONG = 6 };

/* That many hexadecimal digits; UINT32_MAX when they are not there. */
static uint32_t digits(struct bytes from, size_t at, size_t n)
{
    uint32_t code = 0;

    if (from.size - at < n)
        return UINT32_MAX;
    for (size_t i = at; i < at + n; i++) {
        uint8_t c = from.at[i], letter = c | 0x20;
        if (c >= '0' && c <= '9')
            code = code * 16 + (uint32_t)(c - '0');
        else if (letter >= 'a' && letter <= 'f')
            code = code * 16 + (uint32_t)(letter - 'a' + 10);
        else
            return UINT32_MAX;
    }
    return code;
}

bool escapes_hide(struct bytes name)
{
    for (size_t at = 0; at < name.size; at++) {
        if (name.at[at] != '\\')
            continue;
        at++;
        if (at < name.size && name.at[at] == '\\')
            continue;
        bool plus = at < name.size && name.at[at] == '+';
        size_t n = plus ? LONG : SHORT;
        uint32_t code = at < name.size ? digits(name, at + (plus ? 1 : 0), n) : UINT32_MAX;
        if (code == UINT32_MAX || !code_hidden(code))
            return true;
        at += n - (plus ? 0 : 1);
    }
    return false;
}
