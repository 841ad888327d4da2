/*
 * attestor: signs statements for the tests of promotion.
 *
 *   attestor OUT STATEMENT KEY...     writes the file of a statement (canonical JSON), signed by each key
 */
#include "attestation.h"
#include "digest.h"
#include "file.h"

static bool make(struct arena *a, char **argv, size_t n_keys, struct fail *f)
{
    struct bytes statement, file = { NULL, 0 };

    if (!file_read(a, argv[2], FILE_SMALL, &statement, f))
        return false;
    for (size_t i = 0; i < n_keys; i++) {
        owned(private_key_release) struct private_key *key = NULL;
        if (!private_key_read(a, argv[3 + i], NULL, &key, f))
            return false;
        if (i ? !attestation_add_signature(a, file, key, &file, f)
              : !attestation_sign(a, statement, key, &file, f))
            return false;
    }
    return file_write(argv[1], file, 0644, f);
}

int main(int argc, char **argv)
{
    owned(arena_release) struct arena *a = arena_new();
    struct fail *f = arena_alloc(a, sizeof *f);

    crypto_start();
    bool good = argc > 3 ? make(a, argv, (size_t)argc - 3, f)
                         : fail(f, FAIL_USAGE, "usage: attestor OUT STATEMENT KEY...");
    if (!good)
        fail_print(f, "attestor", stderr);
    return good ? 0 : (int)f->code;
}
