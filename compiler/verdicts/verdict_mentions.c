/*
 * verdict_mentions: whether a text names something, as a whole word in any case of letters.
 */
#include "verdict_inner.h"

#include "name.h"

#include <ctype.h>
#include <strings.h>

static bool word_at(const char *text, const char *at, const char *word, size_t size)
{
    bool before = at == text || !(isalnum((unsigned char)at[-1]) || at[-1] == '_');
    bool after = !(isalnum((unsigned char)at[size]) || at[size] == '_');

    return before && after && strncasecmp(at, word, size) == 0;
}

bool verdict_mentions(struct arena *a, const char *text, const char *quoted)
{
    const char *local = name_local(a, quoted);
    size_t size = strlen(local);

    if (local[0] == '"' && size > 2) {
        local++;
        size -= 2;
    }
    for (const char *at = text; size && *at; at++)
        if (tolower((unsigned char)*at) == tolower((unsigned char)*local) && word_at(text, at, local, size))
            return true;
    return false;
}
