/*
 * auth_function_per_row: a function whose value is the same for every row, computed for each of them:
 * PostgreSQL computes it once when it stands in a sub-select of its own.
 */
#include "lint.h"

#include "lint_tree.h"

struct calls {
    struct lint_looking *looking;
    struct text list;
};

static void see_column(void *to, const ProtobufCMessage *node, const struct lint_place *place)
{
    bool *found = to;

    (void)place;
    *found = *found || node->descriptor == &pg_query__column_ref__descriptor;
}

/* STABLE: neither folded when planned, nor allowed to differ from row to row. */
static bool is_stable(const struct access_state *s, const char *schema, const char *name)
{
    if (!schema || strcmp(schema, "pg_catalog") == 0)
        return strcmp(name, "current_setting") == 0;
    for (size_t i = 0; i < s->n_functions; i++)
        if (s->functions[i].volatility == 's' && strcmp(s->functions[i].raw, name) == 0 &&
            strcmp(s->functions[i].schema->raw, schema) == 0)
            return true;
    return false;
}

static void see(void *to, const ProtobufCMessage *node, const struct lint_place *place)
{
    struct calls *c = to;
    bool of_the_row = false;

    if (node->descriptor != &pg_query__func_call__descriptor || place->alone)
        return;
    const PgQuery__FuncCall *call = (const PgQuery__FuncCall *)(const void *)node;
    const char *name = lint_last_name(call->funcname, call->n_funcname),
               *schema = lint_qualifier(call->funcname, call->n_funcname);
    if (!name || !is_stable(c->looking->state, schema, name))
        return;
    for (size_t i = 0; i < call->n_args; i++)
        lint_walk_node(&call->args[i]->base, see_column, &of_the_row);
    if (of_the_row)
        return;
    const char *shown =
        schema ? format(c->looking->arena, "%s.%s()", schema, name) : format(c->looking->arena, "%s()", name);
    if (strstr(c->list.at, shown))
        return;
    text_separate(&c->list, 0, ", ");
    text_add(&c->list, shown);
}

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_policies; i++) {
        const struct access_policy *p = &l->state->policies[i];
        struct calls c = { .looking = l, .list = text_new(l->arena) };
        if (!p->relation->schema->managed)
            continue;
        if (p->using)
            lint_walk(p->using, see, &c);
        if (p->check)
            lint_walk(p->check, see, &c);
        if (c.list.size)
            lint_policy(l, rule, p, c.list.at);
    }
}

const struct lint_rule lint_auth_function_per_row = {
    .code = "auth-function-per-row",
    .level = FINDING_WARNING,
    .message = "computed for each row although it is the same for all",
    .hint = "Write (SELECT f()) instead of f().",
    .look = look,
};
