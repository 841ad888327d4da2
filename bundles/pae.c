/*
 * pae: see pae.h.
 */
#include "pae.h"

#include <assert.h>

static int head(char *out, size_t room, struct bytes statement)
{
    return snprintf(out, room, "DSSEv1 %zu %s %zu ", strlen(PAE_STATEMENT), PAE_STATEMENT, statement.size);
}

size_t pae_encode(struct bytes statement, uint8_t out[PAE_MOST])
{
    char start[PAE_MOST - SEAL_MOST];
    int size = head(start, sizeof start, statement);

    assert(statement.size <= SEAL_MOST && size > 0 && (size_t)size < sizeof start);
    memcpy(out, start, (size_t)size);
    if (statement.size)
        memcpy(out + size, statement.at, statement.size);
    return (size_t)size + statement.size;
}

struct bytes pae_of(struct arena *a, struct bytes statement)
{
    char start[PAE_MOST - SEAL_MOST];
    struct text t = text_new(a);

    head(start, sizeof start, statement);
    text_add(&t, start);
    text_add_bytes(&t, statement.at, statement.size);
    return (struct bytes){ (const uint8_t *)t.at, t.size };
}
