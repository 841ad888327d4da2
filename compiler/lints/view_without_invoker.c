/*
 * view_without_invoker: a view that shows what its owner sees of tables whose policies were meant for its
 * reader. A materialized view always does.
 */
#include "lint.h"

/* The first table with row security that a view reads, itself or through views. */
static const struct access_relation *guarded(const struct access_relation *view, bool *seen)
{
    for (size_t i = 0; i < view->uses.n; i++) {
        const struct access_relation *r = view->uses.at[i].relation, *below;
        if (!r || seen[r->index])
            continue;
        seen[r->index] = true;
        if (r->enabled)
            return r;
        below = guarded(r, seen);
        if (below)
            return below;
    }
    return NULL;
}

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_relations; i++) {
        const struct access_relation *r = &l->state->relations[i];
        if (!r->schema->managed || !r->definition || (r->kind == 'v' && r->invoker) ||
            !lint_is_granted(l, r, PRIVILEGES_ON_ROWS))
            continue;
        bool *seen = arena_array(l->arena, l->state->n_relations, sizeof *seen);
        const struct access_relation *table = guarded(r, seen);
        if (table)
            lint_relation(l, rule, r, format(l->arena, "of %s", table->name));
    }
}

const struct lint_rule lint_view_without_invoker = {
    .code = "view-without-invoker",
    .level = FINDING_ERROR,
    .message = "it shows what its owner may see, past the policies of its reader",
    .hint = "WITH (security_invoker = true), or revoke it from the roles of requests.",
    .look = look,
};
