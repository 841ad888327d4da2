/*
 * passphrase: see passphrase.h.
 */
#include "passphrase.h"

#include <errno.h>
#include <openssl/crypto.h>

enum { LINE = 1024 };

static void close_stream(FILE **stream)
{
    if (*stream)
        fclose(*stream);
}

static bool first_line(struct arena *a, FILE *stream, char line[LINE], const char *path, const char **out,
                       struct fail *f)
{
    if (!fgets(line, LINE, stream))
        return fail(f, FAIL_USAGE, "\"%s\" holds no passphrase", path);
    size_t size = strcspn(line, "\n");
    if (!size || size + 1 == LINE)
        return fail(f, FAIL_USAGE, "the first line of \"%s\" is %s", path, size ? "too long" : "empty");
    *out = arena_copy(a, line, size);
    return true;
}

bool passphrase_read(struct arena *a, const char *path, const char **out, struct fail *f)
{
    char line[LINE], buffer[LINE];

    *out = NULL;
    if (!path)
        return true;
    owned(close_stream) FILE *stream = fopen(path, "re");
    if (!stream)
        return fail(f, FAIL_USAGE, "cannot open \"%s\": %s", path, strerror(errno));
    /* A buffer of our own, so that it can be wiped. */
    setvbuf(stream, buffer, _IOFBF, sizeof buffer);
    bool good = first_line(a, stream, line, path, out, f);
    OPENSSL_cleanse(line, sizeof line);
    OPENSSL_cleanse(buffer, sizeof buffer);
    return good;
}
