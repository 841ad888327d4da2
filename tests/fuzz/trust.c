/*
 * Fuzzing trust stores: what is accepted has a release role that at least one key can fill, and no key twice.
 */
#include "trust.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    owned(arena_release) struct arena *a = arena_new();
    struct fail f = { 0 };
    struct trust *t;

    if (!trust_parse(a, (struct bytes){ data, size }, "trust.json", &t, &f))
        return 0;
    const struct trust_role *release = &t->roles[ROLE_RELEASE];
    if (!release->defined || release->threshold < 1 || release->threshold > release->n_keys)
        abort();
    for (size_t i = 0; i < t->n_keys; i++)
        if (trust_find(t, t->keys[i].key.id) != &t->keys[i])
            abort();
    return 0;
}
