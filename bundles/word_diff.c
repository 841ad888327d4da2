/*
 * word_diff: shows two versions of an expression as one text with marks; see rls.h.
 */
#include "rls.h"

#include <ctype.h>

enum { WORDS_MOST = 1500 };

struct words {
    struct bytes *at; /* runs of letters and digits, runs of blanks, single other characters */
    size_t n;
};

static bool part_of_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static struct words split(struct arena *a, const char *text)
{
    struct words w = { arena_array(a, strlen(text) + 1, sizeof *w.at), 0 };

    for (const char *at = text; *at;) {
        size_t size = 0;
        while (part_of_word(at[size]))
            size++;
        while (size == 0 && isspace((unsigned char)at[size])) {
            size_t blanks = strspn(at, " \t\n\r");
            if (!blanks)
                break;
            size = blanks;
        }
        size = size ? size : 1;
        w.at[w.n++] = (struct bytes){ (const uint8_t *)at, size };
        at += size;
    }
    return w;
}

static bool blank(struct bytes w)
{
    return isspace(*w.at);
}

static bool same(struct bytes x, struct bytes y)
{
    return bytes_equal(x, y) || (blank(x) && blank(y));
}

/* Length of the longest common subsequence of the words from i and from k on, for all i and k. */
static unsigned short *common(struct arena *a, const struct words *x, const struct words *y)
{
    size_t row = y->n + 1;
    unsigned short *table = arena_array(a, (x->n + 1) * row, sizeof *table);

    for (size_t i = x->n; i-- > 0;)
        for (size_t k = y->n; k-- > 0;) {
            unsigned short skip_x = table[(i + 1) * row + k], skip_y = table[i * row + k + 1];
            table[i * row + k] = same(x->at[i], y->at[k]) ? (unsigned short)(table[(i + 1) * row + k + 1] + 1)
                                 : skip_x > skip_y        ? skip_x
                                                          : skip_y;
        }
    return table;
}

struct marks {
    const char *gone, *gone_end, *new, *new_end;
};

static const struct marks marks_of[] = {
    [RLS_TEXT] = { "[-", "-]", "{+", "+}" },
    [RLS_MARKDOWN] = { "~~", "~~", "**", "**" },
};

/* Words that are gone and words that are new, collected until the next common one. */
struct merging {
    struct text out, gone, new;
    const struct marks *marks;
};

static void flush(struct merging *m)
{
    if (m->gone.size)
        text_addf(&m->out, "%s%s%s", m->marks->gone, m->gone.at, m->marks->gone_end);
    if (m->new.size)
        text_addf(&m->out, "%s%s%s", m->marks->new, m->new.at, m->marks->new_end);
    m->gone = text_new(m->out.arena);
    m->new = text_new(m->out.arena);
}

const char *word_diff(struct arena *a, const char *was, const char *now, enum rls_format format)
{
    struct words x = split(a, was), y = split(a, now);
    struct merging m = { text_new(a), text_new(a), text_new(a), &marks_of[format] };
    size_t i = 0, k = 0, row = y.n + 1;

    if (x.n > WORDS_MOST || y.n > WORDS_MOST) {
        text_add(&m.gone, was);
        text_add(&m.new, now);
        flush(&m);
        return m.out.at;
    }
    unsigned short *table = common(a, &x, &y);
    while (i < x.n || k < y.n) {
        if (i < x.n && k < y.n && same(x.at[i], y.at[k])) {
            flush(&m);
            text_add_bytes(&m.out, y.at[k].at, blank(y.at[k]) ? 1 : y.at[k].size);
            i++;
            k++;
        } else if (k == y.n || (i < x.n && table[(i + 1) * row + k] >= table[i * row + k + 1])) {
            text_add_bytes(&m.gone, x.at[i].at, x.at[i].size);
            i++;
        } else {
            text_add_bytes(&m.new, y.at[k].at, y.at[k].size);
            k++;
        }
    }
    flush(&m);
    return m.out.at;
}
