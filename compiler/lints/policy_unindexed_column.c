/*
 * policy_unindexed_column: a column that a policy compares for every row that a request may touch, and that
 * no index begins with.
 */
#include "lint.h"

#include "lint_tree.h"

struct compared {
    struct lint_looking *looking;
    const struct access_relation *table;
    struct text list;
};

/* The column of the policy's own table that an operand is, perhaps under a cast; NULL: another thing. */
static const struct access_column *own_column(const struct access_relation *r, const PgQuery__Node *n)
{
    while (n && n->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
        n = n->type_cast->arg;
    if (!n || n->node_case != PG_QUERY__NODE__NODE_COLUMN_REF || n->column_ref->n_fields != 1)
        return NULL;
    const char *name = lint_last_name(n->column_ref->fields, 1);
    for (size_t i = 0; name && i < r->n_columns; i++)
        if (strcmp(r->columns[i].raw, name) == 0)
            return &r->columns[i];
    return NULL;
}

struct mention {
    const struct access_relation *table;
    bool found;
};

static void see_own(void *to, const ProtobufCMessage *node, const struct lint_place *place)
{
    struct mention *m = to;

    (void)place;
    if (node->descriptor != &pg_query__column_ref__descriptor)
        return;
    const PgQuery__ColumnRef *c = (const PgQuery__ColumnRef *)(const void *)node;
    const char *qualifier = lint_qualifier(c->fields, c->n_fields);
    m->found = m->found || c->n_fields == 1 || text_equal(qualifier, m->table->raw);
}

/* Is it the same for every row of the table? Then an index could find the rows. */
static bool is_constant(const struct access_relation *r, const PgQuery__Node *n)
{
    struct mention m = { .table = r };

    lint_walk_node(&n->base, see_own, &m);
    return !m.found;
}

static void see(void *to, const ProtobufCMessage *node, const struct lint_place *place)
{
    struct compared *c = to;

    if (node->descriptor != &pg_query__a__expr__descriptor || place->in_query || place->negated)
        return;
    const PgQuery__AExpr *e = (const PgQuery__AExpr *)(const void *)node;
    const char *name = lint_last_name(e->name, e->n_name);
    if (!text_equal(name, "=") || !e->lexpr || !e->rexpr)
        return;
    const struct access_column *column = own_column(c->table, e->lexpr);
    const PgQuery__Node *other = e->rexpr;
    if (!column) {
        column = own_column(c->table, e->rexpr);
        other = e->lexpr;
    }
    /* An index does not help to tell two values from each other. */
    if (!column || column->indexed || strcmp(column->type, "boolean") == 0 || !is_constant(c->table, other) ||
        strstr(c->list.at, column->name))
        return;
    text_separate(&c->list, 0, ", ");
    text_add(&c->list, column->name);
}

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_policies; i++) {
        const struct access_policy *p = &l->state->policies[i];
        struct compared c = { .looking = l, .table = p->relation, .list = text_new(l->arena) };
        if (!p->relation->schema->managed || !p->using)
            continue;
        lint_walk(p->using, see, &c);
        if (c.list.size)
            lint_policy(l, rule, p, c.list.at);
    }
}

const struct lint_rule lint_policy_unindexed_column = {
    .code = "policy-unindexed-column",
    .level = FINDING_WARNING,
    .message = "it compares a column that no index begins with",
    .hint = "CREATE INDEX CONCURRENTLY ON ... (COLUMN).",
    .look = look,
};
