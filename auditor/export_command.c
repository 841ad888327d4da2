/*
 * export: a verified bale's signatures in the forms that other tools read.
 */
#include "audit.h"
#include "pae.h"

#include <openssl/evp.h>

enum { DSSE = AUDIT_COMMON, N_OPTIONS };

static const struct cli_option options[N_OPTIONS] = {
    AUDIT_COMMON_OPTIONS,
    [DSSE] = { .name = "dsse", .help = "as a DSSE envelope (JSON), which in-toto tools read" },
};

static const char *base64(struct arena *a, struct bytes from)
{
    unsigned char *out = arena_alloc(a, from.size * 2 + 8);

    EVP_EncodeBlock(out, from.at, (int)from.size);
    return (const char *)out;
}

static json_t *envelope(struct arena *a, const struct bale *b)
{
    json_t *tree = json_new_object(), *signatures = json_new_array();

    for (size_t i = 0; i < b->n_signatures; i++) {
        json_t *one = json_new_object();
        json_put_text(one, "keyid", b->signatures[i].key_id);
        json_put_text(one, "sig", base64(a, b->signatures[i].raw));
        json_push(signatures, one);
    }
    json_put_text(tree, "payloadType", PAE_STATEMENT);
    json_put_text(tree, "payload", base64(a, b->seal));
    json_put(tree, "signatures", signatures);
    return tree;
}

static bool run(struct cli *c, struct fail *f)
{
    owned(audited_close) struct audited audited = { 0 };
    struct audit *s = arena_alloc(c->arena, sizeof *s);

    if (!cli_given(c, DSSE)) {
        fail(f, FAIL_USAGE, "export needs a form");
        return fail_hint(f, "There is --dsse.");
    }
    if (!audit_begin(c, s, f) || !sandbox_read(&s->paths, c->operands[0], f) || !audit_enter(c, s, f) ||
        !audited_open(c, s, c->operands[0], &audited, f))
        return false;
    print_json(c->arena, envelope(c->arena, audited.bale));
    return true;
}

const struct cli_command command_export = {
    .name = "export",
    .operands = "BALE",
    .least = 1,
    .most = 1,
    .summary = "verify a bale and print its seal and signatures in a standard form",
    .details = "A DSSE envelope holds seal.json and all signatures, also those by unknown keys.",
    .run = run,
    .options = options,
    .n_options = N_OPTIONS,
};
