/*
 * compact: see compact.h.
 */
#include "compact.h"

void compact_put_number(struct text *t, uint64_t number)
{
    uint8_t bytes[10];
    size_t size = 0;

    for (; number >= 0x80; number >>= 7)
        bytes[size++] = (uint8_t)(number | 0x80);
    bytes[size++] = (uint8_t)number;
    text_add_bytes(t, bytes, size);
}

/* Zigzag: 0, -1, 1, -2... so that small numbers are short whatever their sign. */
void compact_put_signed(struct text *t, int64_t number)
{
    compact_put_number(t, (uint64_t)number << 1 ^ (number < 0 ? UINT64_MAX : 0));
}

void compact_put_text(struct text *t, const char *s)
{
    size_t size = s ? strlen(s) : 0;

    compact_put_number(t, s ? size + 1 : 0);
    if (s)
        text_add_bytes(t, s, size + 1);
}

struct compact compact_of(struct bytes from)
{
    return (struct compact){ .at = from.at, .end = from.at + from.size };
}

uint64_t compact_take_number(struct compact *u)
{
    uint64_t number = 0;

    for (unsigned shift = 0; !u->bad && u->at < u->end && shift < 64; shift += 7) {
        uint8_t byte = *u->at++;
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
    u->bad = true;
    return 0;
}

int64_t compact_take_signed(struct compact *u)
{
    uint64_t number = compact_take_number(u);

    return (int64_t)(number >> 1 ^ (number & 1 ? UINT64_MAX : 0));
}

size_t compact_take_count(struct compact *u)
{
    uint64_t n = compact_take_number(u);

    if (n > (uint64_t)(u->end - u->at))
        u->bad = true;
    return u->bad ? 0 : (size_t)n;
}

const char *compact_take_text(struct compact *u)
{
    uint64_t size = compact_take_number(u);

    if (u->bad || !size)
        return NULL;
    const char *text = (const char *)u->at;
    if (size > (uint64_t)(u->end - u->at) || text[size - 1] != '\0') {
        u->bad = true;
        return NULL;
    }
    u->at += size;
    return text;
}

bool compact_done(const struct compact *u)
{
    return !u->bad && u->at == u->end;
}
