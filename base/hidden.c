/*
 * hidden: the characters that text for people must not hold, one list for all: what the compiler refuses in
 * SQL files, what a bale must not contain, and what is escaped before it is shown.
 */
#include "text.h"

struct range {
    uint32_t first, last;
    const char *why;
};

/*
 * Characters that a reader cannot see, or that change how others are shown. Emoji joiners are among them:
 * they hide as well as any other, and a literal can spell them with an escape.
 */
static const struct range hidden[] = {
    { 0x0000, 0x0000, "NUL" },
    { 0x0001, 0x0008, "control character" },
    { 0x0009, 0x0009, "TAB" },
    { 0x000A, 0x000A, "LINE FEED" },
    { 0x000B, 0x000C, "control character" },
    { 0x000D, 0x000D, "CARRIAGE RETURN" },
    { 0x000E, 0x001F, "control character" },
    { 0x007F, 0x009F, "control character" },
    { 0x00AD, 0x00AD, "SOFT HYPHEN" },
    { 0x034F, 0x034F, "COMBINING GRAPHEME JOINER" },
    { 0x0600, 0x0605, "format character" },
    { 0x061C, 0x061C, "ARABIC LETTER MARK" },
    { 0x06DD, 0x06DD, "format character" },
    { 0x070F, 0x070F, "format character" },
    { 0x0890, 0x0891, "format character" },
    { 0x08E2, 0x08E2, "format character" },
    { 0x115F, 0x1160, "invisible filler" },
    { 0x17B4, 0x17B5, "invisible character" },
    { 0x180B, 0x180F, "invisible character" },
    { 0x200B, 0x200B, "ZERO WIDTH SPACE" },
    { 0x200C, 0x200C, "ZERO WIDTH NON-JOINER" },
    { 0x200D, 0x200D, "ZERO WIDTH JOINER" },
    { 0x200E, 0x200E, "LEFT-TO-RIGHT MARK" },
    { 0x200F, 0x200F, "RIGHT-TO-LEFT MARK" },
    { 0x2028, 0x2028, "LINE SEPARATOR" },
    { 0x2029, 0x2029, "PARAGRAPH SEPARATOR" },
    { 0x202A, 0x202A, "LEFT-TO-RIGHT EMBEDDING" },
    { 0x202B, 0x202B, "RIGHT-TO-LEFT EMBEDDING" },
    { 0x202C, 0x202C, "POP DIRECTIONAL FORMATTING" },
    { 0x202D, 0x202D, "LEFT-TO-RIGHT OVERRIDE" },
    { 0x202E, 0x202E, "RIGHT-TO-LEFT OVERRIDE" },
    { 0x2060, 0x2060, "WORD JOINER" },
    { 0x2061, 0x2065, "invisible operator" },
    { 0x2066, 0x2066, "LEFT-TO-RIGHT ISOLATE" },
    { 0x2067, 0x2067, "RIGHT-TO-LEFT ISOLATE" },
    { 0x2068, 0x2068, "FIRST STRONG ISOLATE" },
    { 0x2069, 0x2069, "POP DIRECTIONAL ISOLATE" },
    { 0x206A, 0x206F, "format character" },
    { 0x3164, 0x3164, "HANGUL FILLER" },
    { 0xE000, 0xF8FF, "private use character" },
    { 0xFDD0, 0xFDEF, "noncharacter" },
    { 0xFE00, 0xFE0F, "variation selector" },
    { 0xFEFF, 0xFEFF, "BYTE ORDER MARK" },
    { 0xFFA0, 0xFFA0, "HALFWIDTH HANGUL FILLER" },
    { 0xFFF0, 0xFFF8, "unassigned character" },
    { 0xFFF9, 0xFFFB, "format character" },
    { 0xFFFE, 0xFFFF, "noncharacter" },
    { 0x110BD, 0x110BD, "format character" },
    { 0x110CD, 0x110CD, "format character" },
    { 0x13430, 0x1343F, "format character" },
    { 0x1BCA0, 0x1BCA3, "format character" },
    { 0x1D173, 0x1D17A, "format character" },
    { 0x40000, 0xDFFFF, "unassigned character" },
    { 0xE0000, 0xE007F, "tag character" },
    { 0xE0080, 0xE0FFF, "variation selector or unassigned character" },
    { 0xE1000, 0x10FFFF, "private use or unassigned character" },
};

const char *code_hidden_as(uint32_t code)
{
    size_t low = 0, high = countof(hidden);

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (code > hidden[middle].last)
            low = middle + 1;
        else if (code < hidden[middle].first)
            high = middle;
        else
            return hidden[middle].why;
    }
    return (code & 0xFFFE) == 0xFFFE ? "noncharacter" : NULL;
}

bool code_hidden(uint32_t code)
{
    return code_hidden_as(code) != NULL;
}
