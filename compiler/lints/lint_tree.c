/*
 * lint_tree: see lint_tree.h. The walk uses the message descriptors that come with the parser's tree, so that
 * no kind of node is forgotten.
 */
#include "lint_tree.h"

static void walk(const ProtobufCMessage *m, struct lint_place place, lint_visit *visit, void *to);

static bool is_set(const ProtobufCMessage *m, const ProtobufCFieldDescriptor *field)
{
    const char *base = (const char *)m;

    return !(field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) ||
           *(const uint32_t *)(const void *)(base + field->quantifier_offset) == field->id;
}

static void walk_field(const ProtobufCMessage *m, const ProtobufCFieldDescriptor *field,
                       const struct lint_place *place, lint_visit *visit, void *to)
{
    const char *base = (const char *)m;

    if (field->type != PROTOBUF_C_TYPE_MESSAGE || !is_set(m, field))
        return;
    if (field->label == PROTOBUF_C_LABEL_REPEATED) {
        size_t n = *(const size_t *)(const void *)(base + field->quantifier_offset);
        ProtobufCMessage *const *list =
            *(ProtobufCMessage *const *const *)(const void *)(base + field->offset);
        for (size_t i = 0; i < n; i++)
            walk(list[i], *place, visit, to);
        return;
    }
    const ProtobufCMessage *one = *(ProtobufCMessage *const *)(const void *)(base + field->offset);
    if (one)
        walk(one, *place, visit, to);
}

static void enter(const ProtobufCMessage *m, struct lint_place *place)
{
    if (m->descriptor == &pg_query__bool_expr__descriptor) {
        const PgQuery__BoolExpr *b = (const PgQuery__BoolExpr *)(const void *)m;
        place->negated = place->negated || b->boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR;
    }
    if (m->descriptor != &pg_query__sub_link__descriptor)
        return;
    const PgQuery__SubLink *s = (const PgQuery__SubLink *)(const void *)m;
    const PgQuery__Node *q = s->subselect;
    place->in_query = true;
    place->alone = q && q->node_case == PG_QUERY__NODE__NODE_SELECT_STMT && !q->select_stmt->n_from_clause &&
                   !q->select_stmt->where_clause && !q->select_stmt->larg;
}

static void walk(const ProtobufCMessage *m, struct lint_place place, lint_visit *visit, void *to)
{
    visit(to, m, &place);
    enter(m, &place);
    for (unsigned i = 0; i < m->descriptor->n_fields; i++)
        walk_field(m, &m->descriptor->fields[i], &place, visit, to);
}

static void free_parse(PgQueryProtobufParseResult *r)
{
    pg_query_free_protobuf_parse_result(*r);
}

static void free_tree(PgQuery__ParseResult **r)
{
    if (*r)
        pg_query__parse_result__free_unpacked(*r, NULL);
}

bool lint_walk_sql(const char *sql, lint_visit *visit, void *to)
{
    owned(free_parse) PgQueryProtobufParseResult r = pg_query_parse_protobuf(sql);

    if (r.error)
        return false;
    owned(free_tree) PgQuery__ParseResult *tree =
        pg_query__parse_result__unpack(NULL, r.parse_tree.len, (const uint8_t *)r.parse_tree.data);
    if (!tree)
        return false;
    lint_walk_node(&tree->base, visit, to);
    return true;
}

bool lint_walk(const char *expression, lint_visit *visit, void *to)
{
    owned(arena_release) struct arena *a = arena_new();

    return lint_walk_sql(format(a, "SELECT 1 WHERE %s", expression), visit, to);
}

void lint_walk_node(const ProtobufCMessage *node, lint_visit *visit, void *to)
{
    walk(node, (struct lint_place){ 0 }, visit, to);
}

static const char *name_at(PgQuery__Node *const *names, size_t n, size_t back)
{
    if (n < back || names[n - back]->node_case != PG_QUERY__NODE__NODE_STRING)
        return NULL;
    return names[n - back]->string->sval;
}

const char *lint_last_name(PgQuery__Node *const *names, size_t n)
{
    return name_at(names, n, 1);
}

const char *lint_qualifier(PgQuery__Node *const *names, size_t n)
{
    return name_at(names, n, 2);
}
