/*
 * rls: see rls.h. Showing it is in rls_text.c.
 */
#include "rls.h"

#include "json.h"

static uint64_t count_of(json_t *counts, const char *key)
{
    json_int_t n = json_integer_value(json_object_get(counts, key));

    return n > 0 ? (uint64_t)n : 0;
}

bool rls_summary(struct arena *a, struct bytes rls, struct rls_summary *out)
{
    owned(json_release) json_t *tree = json_loadb((const char *)rls.at, rls.size, 0, NULL);
    json_t *counts = json_object_get(tree, "counts");

    *out = (struct rls_summary){ 0 };
    if (!json_is_object(tree))
        return false;
    out->analysed = json_is_object(counts);
    out->widens = count_of(counts, "widens");
    out->narrows = count_of(counts, "narrows");
    out->unproven = count_of(counts, "unproven");
    out->review = arena_text(a, json_string_value(json_object_get(tree, "review")));
    return true;
}

struct bytes rls_reviewed(struct arena *a, struct bytes rls, const char *review)
{
    owned(json_release) json_t *tree = review ? json_loadb((const char *)rls.at, rls.size, 0, NULL) : NULL;

    if (!json_is_object(tree))
        return rls;
    json_put_text(tree, "review", review);
    return json_canonical(a, tree);
}

bool rls_needs_review(const struct rls_summary *s)
{
    return s->widens || s->unproven;
}
