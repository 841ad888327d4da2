/*
 * show_rls: what a migration changes about access: who may do what before and after, and what made it so.
 *
 * rls.json is bound by the migration's id but written by the compiler, whose later versions may add to it:
 * what is known is shown (rls.h), what is absent is skipped, and sections that are not known are counted.
 */
#include "audit.h"
#include "rls.h"

static bool part_known(const char *key)
{
    static const char *const keys[] = { "format",   "analysis",  "counts", "review", "cells",    "tables",
                                        "policies", "functions", "views",  "grants", "defaults", "roles" };

    for (size_t i = 0; i < countof(keys); i++)
        if (strcmp(keys[i], key) == 0)
            return true;
    return false;
}

void show_rls(struct arena *a, const struct bale_migration *m)
{
    owned(json_release) json_t *tree = json_loadb((const char *)m->rls.at, m->rls.size, 0, NULL);
    const char *text = rls_text(a, m->rls, RLS_TEXT), *key;
    struct rls_summary s;
    json_t *value;
    size_t more = 0;

    json_object_foreach(tree, key, value) more += !part_known(key);
    if (!rls_summary(a, m->rls, &s) || !*text)
        print_field(a, 1, "access", "%s", "unchanged");
    else if (!s.analysed)
        print_field(a, 1, "access", "%s", "changes, which the compiler did not classify:");
    else
        print_field(a, 1, "access", "%s",
                    !rls_needs_review(&s) ? "changes:"
                    : s.review            ? "changes, some of which needed a review and have it:"
                                          : "changes, some of which nobody has reviewed:");
    printf("%s", text);
    if (more)
        print_field(a, 2, "note", "rls.json has %zu more sections, which this version does not know", more);
}
