/*
 * cascade_drops_policy: a policy that a CASCADE took with it, or the drop of its table under a table that is
 * made again: PostgreSQL says so in a NOTICE only.
 */
#include "lint.h"

#include "lint_tree.h"

struct drops {
    struct lint_looking *looking;
    const struct access_policy *policy;
    bool found;
};

/* DROP POLICY names its object as [schema,] table, policy. */
static void see(void *to, const ProtobufCMessage *node, const struct lint_place *place)
{
    struct drops *d = to;

    (void)place;
    if (node->descriptor != &pg_query__drop_stmt__descriptor)
        return;
    const PgQuery__DropStmt *s = (const PgQuery__DropStmt *)(const void *)node;
    for (size_t i = 0; s->remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_POLICY && i < s->n_objects; i++) {
        if (s->objects[i]->node_case != PG_QUERY__NODE__NODE_LIST)
            continue;
        const PgQuery__List *names = s->objects[i]->list;
        if (text_equal(lint_last_name(names->items, names->n_items), d->policy->raw))
            d->found = true;
    }
}

static bool dropped_by_name(struct lint_looking *l, const struct access_policy *p)
{
    const struct draft *draft = l->request->draft;
    struct drops d = { .looking = l, .policy = p };

    for (size_t i = 0; i < draft->n_files && !d.found; i++)
        for (size_t k = 0; k < draft->files[i].n_statements; k++)
            if (text_equal(draft->files[i].statements[k].tag, "DROP POLICY"))
                lint_walk_sql(source_text(l->arena, &draft->files[i], &draft->files[i].statements[k]), see,
                              &d);
    return d.found;
}

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    const struct access_pairs *pairs = access_pair(l->arena, l->request->was, l->request->now, true);

    for (size_t i = 0; i < l->request->was->n_policies; i++) {
        const struct access_policy *p = &l->request->was->policies[i];
        if (p->relation->schema->managed && !pairs->policies[i] && pairs->relations[p->relation->index] &&
            !dropped_by_name(l, p))
            lint_policy(l, rule, p, NULL);
    }
}

const struct lint_rule lint_cascade_drops_policy = {
    .code = "cascade-drops-policy",
    .level = FINDING_ERROR,
    .event = true,
    .message = "it is gone, and no DROP POLICY says so: it went with what it used",
    .hint = "Drop it by name before, and create the policy that takes its place.",
    .look = look,
};
