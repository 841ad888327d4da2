/*
 * unparsed: the gate that nothing is parsed before it is authenticated.
 *
 * Usage: unparsed AT <LIST, whose lines are "NAME\tBALE\tTRUST-STORE"; NAME is the refusal's short name, or
 * empty.
 *
 * Opens every file and counts the calls that lead into jansson, libarchive and the readers of seal, manifest
 * and members: the program is linked with --wrap for each of them, and gate_test.sh shows with nm that the
 * bundles library has no other way into either library. So a count of 0 says that no line behind those doors
 * ran, as coverage would, without a second build. Refusals whose name begins with "frame." or "signature."
 * come before authentication, except signature.lineage, for which the seal had to be read.
 */
#include "json.h"
#include "manifest.h"
#include "open_inner.h"

#include <archive.h>

/* Of this process, which opens one file after the other. */
static unsigned long *calls(void)
{
    static unsigned long n;

    return &n;
}

/* NOLINTBEGIN: the linker wants these names. */
json_t *__real_json_loadb(const char *at, size_t size, size_t flags, json_error_t *error);
json_t *__wrap_json_loadb(const char *at, size_t size, size_t flags, json_error_t *error);

json_t *__wrap_json_loadb(const char *at, size_t size, size_t flags, json_error_t *error)
{
    ++*calls();
    return __real_json_loadb(at, size, flags, error);
}

json_t *__real_json_object(void);
json_t *__wrap_json_object(void);

json_t *__wrap_json_object(void)
{
    ++*calls();
    return __real_json_object();
}

struct archive *__real_archive_read_new(void);
struct archive *__wrap_archive_read_new(void);

struct archive *__wrap_archive_read_new(void)
{
    ++*calls();
    return __real_archive_read_new();
}

int __real_archive_read_open_memory(struct archive *a, const void *at, size_t size);
int __wrap_archive_read_open_memory(struct archive *a, const void *at, size_t size);

int __wrap_archive_read_open_memory(struct archive *a, const void *at, size_t size)
{
    ++*calls();
    return __real_archive_read_open_memory(a, at, size);
}

bool __real_json_load(struct bytes from, const struct json_document *d, json_t **out, struct fail *f);
bool __wrap_json_load(struct bytes from, const struct json_document *d, json_t **out, struct fail *f);

bool __wrap_json_load(struct bytes from, const struct json_document *d, json_t **out, struct fail *f)
{
    ++*calls();
    return __real_json_load(from, d, out, f);
}

bool __real_seal_parse(struct arena *a, struct bytes from, struct seal *out, struct fail *f);
bool __wrap_seal_parse(struct arena *a, struct bytes from, struct seal *out, struct fail *f);

bool __wrap_seal_parse(struct arena *a, struct bytes from, struct seal *out, struct fail *f)
{
    ++*calls();
    return __real_seal_parse(a, from, out, f);
}

bool __real_manifest_parse(struct arena *a, struct bytes from, struct bale **out,
                           const struct manifest_file **files, size_t *n, struct fail *f);
bool __wrap_manifest_parse(struct arena *a, struct bytes from, struct bale **out,
                           const struct manifest_file **files, size_t *n, struct fail *f);

bool __wrap_manifest_parse(struct arena *a, struct bytes from, struct bale **out,
                           const struct manifest_file **files, size_t *n, struct fail *f)
{
    ++*calls();
    return __real_manifest_parse(a, from, out, files, n, f);
}

bool __real_members_read(struct opening *o, struct fail *f);
bool __wrap_members_read(struct opening *o, struct fail *f);

bool __wrap_members_read(struct opening *o, struct fail *f)
{
    ++*calls();
    return __real_members_read(o, f);
}

/* NOLINTEND */

static bool before_authentication(const char *name)
{
    return (text_starts(name, "frame.") || text_starts(name, "signature.")) &&
           strcmp(name, "signature.lineage") != 0;
}

/* Prints a TAP line about one file. */
static bool judge(size_t number, const char *name, const char *path, const char *store, uint64_t at)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(sealed_close) struct sealed_bale sealed = { 0 };
    struct fail *f = arena_alloc(a, sizeof *f);
    struct trust *trust;
    struct bale *bale;

    if (!trust_read(a, store, &trust, f)) {
        fail_print(f, "unparsed", stderr);
        return false;
    }
    *f = (struct fail){ 0 };
    *calls() = 0;
    bool opened =
        sealed_open(path, BALE_SIZE_LIMIT, &sealed, f) && bale_open(a, &sealed, trust, at, NULL, &bale, f);
    bool early = before_authentication(name);
    /* A good bale has to go through the doors, or they would be the wrong ones. */
    bool good = early ? *calls() == 0 && !opened : *calls() > 0;
    printf("%sok %zu - %s: %lu calls into parsers%s%s\n", good ? "" : "not ", number, path, *calls(),
           *name ? ", " : "", name);
    return good && strcmp(f->name, name) == 0;
}

int main(int argc, char **argv)
{
    char line[1024];
    size_t n = 0, bad = 0;
    uint64_t at = argc == 2 && number_read(argv[1], UINT32_MAX, &at) ? at : 0;

    while (fgets(line, sizeof line, stdin)) {
        char *name = line, *path = strchr(line, '\t'), *store = path ? strchr(path + 1, '\t') : NULL;
        if (!store)
            return 1;
        *path++ = *store++ = '\0';
        store[strcspn(store, "\n")] = '\0';
        bad += !judge(++n, name, path, store, at);
    }
    printf("1..%zu\n", n);
    return bad || n == 0;
}
