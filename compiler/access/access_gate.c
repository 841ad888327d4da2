/*
 * access_gate: see access_gate.h.
 */
#include "access_gate.h"

#include "json.h"
#include "rls.h"

#include <inttypes.h>

enum { LINES = 12 };

static const char *list_of(struct arena *a, json_t *list)
{
    struct text t = text_new(a);
    json_t *one;
    size_t i;

    json_array_foreach(list, i, one)
    {
        text_separate(&t, 0, ", ");
        text_add(&t, json_string_value(one));
    }
    return t.at;
}

static bool needs_review(const char *class)
{
    return text_equal(class, "widens") || text_equal(class, "unproven");
}

/* The first cells, one per line. */
static void name_cells(struct arena *a, struct bytes rls, struct fail *f)
{
    owned(json_release) json_t *tree = json_loadb((const char *)rls.at, rls.size, 0, NULL);
    json_t *cell;
    size_t i, lines = 0;

    json_array_foreach(json_object_get(tree, "cells"), i, cell)
    {
        const char *class = json_string_value(json_object_get(cell, "class"));
        if (!needs_review(class) || ++lines > LINES)
            continue;
        fail_detail(f, "%s: %s on %s by %s", class, list_of(a, json_object_get(cell, "commands")),
                    json_string_value(json_object_get(cell, "object")),
                    list_of(a, json_object_get(cell, "roles")));
    }
    if (lines > LINES)
        fail_detail(f, "and %zu more", lines - LINES);
}

bool access_gate(struct arena *a, const struct draft *d, struct fail *f)
{
    struct rls_summary s;

    if (!rls_summary(a, d->bale.rls, &s) || !s.analysed || s.review || !rls_needs_review(&s))
        return true;
    fail_named(f, FAIL_BLOCKED, "rls.unreviewed",
               "nobody has reviewed what %s does to access: it widens %" PRIu64 " cells, and %" PRIu64
               " are unproven",
               d->migration->folder, s.widens, s.unproven);
    name_cells(a, d->bale.rls, f);
    return fail_hint(f,
                     "Look at \"pgbale access --migration %s\"; when it is right, write "
                     "\"rls-review = NAME: REASON\" below [migration] in %s.",
                     d->migration->name, d->migration->ini);
}
