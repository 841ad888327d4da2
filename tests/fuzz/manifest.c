/*
 * Fuzzing what reads authenticated JSON: the manifest, the seal, and the figures of rls.json.
 */
#include "manifest.h"
#include "json.h"
#include "rls.h"
#include "seal.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct json_document document = {
    .file = "x", .topic = "x", .code = FAIL_BALE, .canonical = true
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(json_release) json_t *tree = NULL;
    const struct manifest_file *files;
    const struct bytes from = { data, size };
    struct fail f = { 0 };
    struct bale *bale;
    struct seal seal;
    struct bytes again;
    size_t n;

    bool good = manifest_parse(a, from, &bale, &files, &n, &f);
    if (seal_parse(a, from, &seal, &f) && (!seal_text(a, &seal, &again, &f) || !bytes_equal(from, again)))
        abort();
    if (!json_load(from, &document, &tree, &f))
        return good ? abort(), 0 : 0;
    struct json_value root = { .document = &document, .json = tree };
    struct rls_summary summary;
    good = rls_counts_right(&root, &f) && rls_summary(a, from, &summary);
    rls_text(a, from, good ? RLS_TEXT : RLS_MARKDOWN);
    return 0;
}
