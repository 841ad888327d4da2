/*
 * keys: see keys.h.
 */
#include "keys.h"

#include <errno.h>

enum { LINE = 1024 };

static void close_stream(FILE **stream)
{
    if (*stream)
        fclose(*stream);
}

bool key_passphrase(struct arena *a, const char *path, const char **out, struct fail *f)
{
    char line[LINE];

    *out = NULL;
    if (!path)
        return true;
    owned(close_stream) FILE *stream = fopen(path, "r");
    if (!stream)
        return fail(f, FAIL_USAGE, "cannot open \"%s\": %s", path, strerror(errno));
    if (!fgets(line, sizeof line, stream))
        return fail(f, FAIL_USAGE, "\"%s\" holds no passphrase", path);
    size_t size = strcspn(line, "\n");
    if (!size || size + 1 == sizeof line)
        return fail(f, FAIL_USAGE, "the first line of \"%s\" is %s", path, size ? "too long" : "empty");
    *out = arena_copy(a, line, size);
    memset(line, 0, sizeof line);
    return true;
}
