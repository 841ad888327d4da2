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

/* Cells of one class: each entry stands for every pair of its roles and commands. */
static uint64_t cells_of(json_t *cells, const char *class)
{
    uint64_t n = 0;
    json_t *cell;
    size_t i;

    json_array_foreach(cells, i,
                       cell) if (text_equal(json_string_value(json_object_get(cell, "class")), class)) n +=
        json_array_size(json_object_get(cell, "roles")) * json_array_size(json_object_get(cell, "commands"));
    return n;
}

bool rls_counts_right(const struct json_value *root, struct fail *f)
{
    static const char *const classes[] = { "widens", "narrows", "unproven", "new" };
    json_t *counts = json_object_get(root->json, "counts"), *cells = json_object_get(root->json, "cells");

    if (!counts && !cells)
        return true;
    for (size_t i = 0; i < countof(classes); i++) {
        json_t *count = json_object_get(counts, classes[i]);
        /* The rules of analysis 1 did not know what is new. */
        bool said = json_is_integer(count) || (!count && strcmp(classes[i], "new") == 0);
        if (!said || count_of(counts, classes[i]) != cells_of(cells, classes[i]))
            return json_refuse(root, "counts", "counts", f, "does not say how many of the cells are \"%s\"",
                               classes[i]);
    }
    return true;
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
    out->fresh = count_of(counts, "new");
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
