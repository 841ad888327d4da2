/*
 * table_without_grants: a new table about whose privileges nobody has said anything: who may use it depends
 * on the default privileges of the target, which hosts change.
 */
#include "lint.h"

#include "lint_tree.h"

struct grants {
    const struct access_relation *table;
    bool found;
};

static void see_object(struct grants *g, const PgQuery__GrantStmt *s, const PgQuery__Node *o)
{
    bool all = s->targtype == PG_QUERY__GRANT_TARGET_TYPE__ACL_TARGET_ALL_IN_SCHEMA;

    if (all && o->node_case == PG_QUERY__NODE__NODE_STRING)
        g->found = g->found || text_equal(o->string->sval, g->table->schema->raw);
    if (o->node_case != PG_QUERY__NODE__NODE_RANGE_VAR)
        return;
    const PgQuery__RangeVar *r = o->range_var;
    if (strcmp(r->relname, g->table->raw) == 0 &&
        (!*r->schemaname || strcmp(r->schemaname, g->table->schema->raw) == 0))
        g->found = true;
}

static void see(void *to, const ProtobufCMessage *node, const struct lint_place *place)
{
    struct grants *g = to;

    (void)place;
    if (node->descriptor != &pg_query__grant_stmt__descriptor)
        return;
    const PgQuery__GrantStmt *s = (const PgQuery__GrantStmt *)(const void *)node;
    if (s->objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE ||
        s->targtype == PG_QUERY__GRANT_TARGET_TYPE__ACL_TARGET_DEFAULTS)
        return;
    for (size_t i = 0; i < s->n_objects; i++)
        see_object(g, s, s->objects[i]);
}

static bool granted(struct lint_looking *l, const struct access_relation *r)
{
    const struct draft *draft = l->request->draft;
    struct grants g = { .table = r };

    for (size_t i = 0; i < draft->n_files && !g.found; i++)
        for (size_t k = 0; k < draft->files[i].n_statements; k++) {
            const char *tag = draft->files[i].statements[k].tag;
            if (text_equal(tag, "GRANT") || text_equal(tag, "REVOKE"))
                lint_walk_sql(source_text(l->arena, &draft->files[i], &draft->files[i].statements[k]), see,
                              &g);
        }
    return g.found;
}

static void look(struct lint_looking *l, const struct lint_rule *rule)
{
    for (size_t i = 0; i < l->state->n_relations; i++) {
        const struct access_relation *r = &l->state->relations[i];
        if (lint_is_table(r) && !r->partition_of && !access_relation_at(l->request->was, r->oid) &&
            lint_is_exposed(l, r) && !granted(l, r))
            lint_relation(l, rule, r, NULL);
    }
}

const struct lint_rule lint_table_without_grants = {
    .code = "table-without-grants",
    .level = FINDING_WARNING,
    .event = true,
    .message = "it is new, and no GRANT or REVOKE says who may use it",
    .hint = "Grant what is meant; REVOKE ALL ... FROM PUBLIC when it is for nobody.",
    .look = look,
};
