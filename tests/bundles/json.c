/*
 * Canonical JSON and strict reading. What jq prints for the same values is compared in tools.sh.
 */
#include "json.h"

#include "sample.h"

#include <criterion/criterion.h>

static const struct json_document strict = {
    .file = "x.json", .topic = "x", .code = FAIL_BALE, .canonical = true
};
static const struct json_document lenient = { .file = "x.json", .topic = "x", .code = FAIL_BALE };

static const char *again(struct arena *a, const char *text)
{
    owned(json_release) json_t *tree = NULL;
    struct fail *f = fail_new(a);

    cr_assert(json_load(bytes_of(text), &lenient, &tree, f), "%s: %s", text, f->message);
    return (const char *)json_canonical(a, tree).at;
}

Test(json, canonical_form)
{
    owned(arena_release) struct arena *a = arena_new();

    cr_assert_str_eq(again(a, "{}"), "{}\n");
    cr_assert_str_eq(again(a, "[[],{},[1,-2]]"), "[\n  [],\n  {},\n  [\n    1,\n    -2\n  ]\n]\n");
    cr_assert_str_eq(again(a, "{\"b\":true,\"a\":false,\"\xc3\xa9\":0,\"B\":1}"),
                     "{\n  \"B\": 1,\n  \"a\": false,\n  \"b\": true,\n  \"\xc3\xa9\": 0\n}\n");
    cr_assert_str_eq(again(a, "[\"\\u0001\\u001f\\u007f\\n\\t\\b\\f\\r\\\"\\\\\\/\\u00e9\"]"),
                     "[\n  \"\\u0001\\u001f\\u007f\\n\\t\\b\\f\\r\\\"\\\\/\xc3\xa9\"\n]\n");
}

static void refused(const char *text, const struct json_document *d, const char *name)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(json_release) json_t *tree = NULL;
    struct fail *f = fail_new(a);

    cr_assert(!json_load(bytes_of(text), d, &tree, f), "accepted: %s", text);
    cr_assert_str_eq(f->name, name, "%s: %s (%s)", text, f->name, f->message);
    cr_assert_null(tree);
}

Test(json, refusals)
{
    refused("{\"a\":1,\"a\":1}", &lenient, "x.duplicate-key");
    refused("{\"a\":null}", &lenient, "x.null");
    refused("[1.0]", &lenient, "x.float");
    refused("[1e3]", &lenient, "x.float");
    refused("[9007199254740992]", &lenient, "x.number");
    refused("[-9007199254740992]", &lenient, "x.number");
    refused("[123456789012345678901234567890]", &lenient, "x.number");
    refused("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]", &lenient, "x.depth");
    refused("{} {}", &lenient, "x.syntax");
    refused("", &lenient, "x.syntax");
    refused("{", &lenient, "x.syntax");
    refused("[NaN]", &lenient, "x.syntax");
    refused("[\"\\u0000\"]", &lenient, "x.syntax");
    refused("[\"\\ud800\"]", &lenient, "x.syntax");
    refused("[\"\xff\"]", &lenient, "x.syntax");
    refused("[\"\xc0\xaf\"]", &lenient, "x.syntax");
    refused("\xef\xbb\xbf{}", &lenient, "x.syntax");
    refused("{}", &strict, "x.not-canonical");
    refused("{ }\n", &strict, "x.not-canonical");
    refused("[\n  -0\n]\n", &strict, "x.not-canonical");
    refused("{\n  \"b\": 1,\n  \"a\": 2\n}\n", &strict, "x.not-canonical");
    refused("[\n  \"\\u00e9\"\n]\n", &strict, "x.not-canonical");
    refused("{}\n\n", &strict, "x.not-canonical");
}

Test(json, nul_after_the_document_is_refused)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(json_release) json_t *tree = NULL;

    cr_assert(!json_load((struct bytes){ (const uint8_t *)"{}\n", 4 }, &strict, &tree, fail_new(a)));
}

Test(json, very_deep_input_is_refused)
{
    owned(arena_release) struct arena *a = arena_new();
    char *deep = arena_alloc(a, 200001);

    memset(deep, '[', 200000);
    refused(deep, &lenient, "x.depth");
}

Test(json, fields_are_consumed)
{
    owned(arena_release) struct arena *a = arena_new();
    owned(json_release) json_t *tree = NULL;
    struct fail *f = fail_new(a);
    struct json_value root, list, one;
    const char *text;
    uint64_t number;
    bool flag;

    cr_assert(json_load(bytes_of("{\"n\":5,\"t\":\"x\",\"f\":true,\"l\":[{\"deep\":1}],\"more\":1}"),
                        &lenient, &tree, f));
    cr_assert(json_root(tree, &lenient, &root, f));
    cr_assert(json_take_number(&root, "n", 5, &number, f) && number == 5);
    cr_assert(json_take_text(a, &root, "t", 1, &text, f) && strcmp(text, "x") == 0);
    cr_assert(json_take_flag(&root, "f", &flag, f) && flag);
    cr_assert(json_take_array(&root, "l", 1, &list, f) && json_object_at(&list, 0, &one, f));
    cr_assert(!json_done(&one, f));
    cr_assert_str_eq(f->name, "x.unknown-key");
    cr_assert_str_eq(f->message, "x.json: l[0].deep: the field is unknown");
    cr_assert(!json_take_number(&one, "absent", 5, &number, f));
    cr_assert_str_eq(f->message, "x.json: l[0].absent: the field is missing");
    cr_assert(!json_take_text(a, &one, "deep", 5, &text, f));
    cr_assert_str_eq(f->name, "x.type");
    cr_assert(!json_done(&root, f));
    cr_assert_str_eq(f->message, "x.json: more: the field is unknown");
}
