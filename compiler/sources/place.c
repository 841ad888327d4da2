/*
 * place: lines and columns of source.h.
 */
#include "source.h"

void source_place(struct bytes text, size_t offset, unsigned *line, unsigned *column)
{
    unsigned lines = 1, columns = 1;

    for (size_t i = 0; i < offset && i < text.size; i++) {
        if (text.at[i] == '\n')
            lines++, columns = 1;
        else if ((text.at[i] & 0xC0) != 0x80)
            columns++;
    }
    /* An offset inside a character belongs to that character. */
    if (offset < text.size && (text.at[offset] & 0xC0) == 0x80 && columns > 1)
        columns--;
    *line = lines;
    *column = columns;
}

size_t source_offset(struct bytes text, size_t start, size_t position)
{
    size_t at = start;

    for (size_t left = position ? position - 1 : 0; left && at < text.size; left--) {
        at++;
        while (at < text.size && (text.at[at] & 0xC0) == 0x80)
            at++;
    }
    return at < text.size ? at : text.size;
}

bool source_show(struct bytes text, size_t offset, struct fail *f)
{
    enum { BEFORE = 80, AFTER = 100 };
    owned(arena_release) struct arena *a = arena_new();
    unsigned line, column;

    if (offset > text.size)
        offset = text.size;
    size_t start = offset, end = offset;
    while (start > 0 && text.at[start - 1] != '\n' && offset - start < BEFORE)
        start--;
    while (end < text.size && text.at[end] != '\n' && end - offset < AFTER)
        end++;
    while (start < offset && (text.at[start] & 0xC0) == 0x80)
        start++;
    while (end > offset && end < text.size && (text.at[end] & 0xC0) == 0x80)
        end--;
    source_place(text, offset, &line, &column);

    struct text caret = text_new(a);
    for (size_t i = start; i < offset; i++)
        if ((text.at[i] & 0xC0) != 0x80)
            text_add(&caret, text.at[i] == '\t' ? "\t" : " ");
    const char *number = format(a, "%u", line);
    fail_detail(f, "%s | %.*s", number, (int)(end - start), (const char *)text.at + start);
    return fail_detail(f, "%*s | %s^", (int)strlen(number), "", caret.at);
}

const char *source_text(struct arena *a, const struct source_file *file, const struct source_statement *s)
{
    return arena_copy(a, file->text.at + s->start, s->size);
}
