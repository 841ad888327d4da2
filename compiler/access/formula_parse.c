/*
 * formula_parse: takes an expression of PostgreSQL's apart at AND, OR and NOT, with PostgreSQL's own parser.
 *
 * The text must come from pg_get_expr() with nothing but pg_catalog in the search path: then names without a
 * schema are PostgreSQL's own, and equal trees mean the same. An atom's key is its parse tree without places.
 * A few forms that mean the same are given one key; each is an identity of SQL, not a guess: (SELECT f()) is
 * f() when nothing in it is volatile;  x = true is x, x = false is NOT x; a = b is b = a and NOT a <> b for
 * PostgreSQL's own operators;  a > b is b < a, a >= b is b <= a; x = ANY (ARRAY[p, q]) is x = p OR x = q;  x
 * <> ALL (ARRAY[p, q]) is x <> p AND x <> q; x IS TRUE and COALESCE(x, false) are true exactly where x is.
 */
#include "formula_inner.h"

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

struct parsing {
    struct formulas *all;
    const char *mark;
};

static void *tree_alloc(void *arena, size_t size)
{
    return arena_alloc(arena, size);
}

/* Trees live in the arena. */
static void tree_free(void *arena, void *at)
{
    (void)arena;
    (void)at;
}

static void free_parse(PgQueryProtobufParseResult *r)
{
    pg_query_free_protobuf_parse_result(*r);
}

/* ------------------------------------------------------------ canonical trees */

/* What a sub-select without FROM computes, or NULL: it is anything else. */
static PgQuery__Node *bare_select(const PgQuery__Node *n)
{
    if (n->node_case != PG_QUERY__NODE__NODE_SUB_LINK ||
        n->sub_link->sub_link_type != PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK || !n->sub_link->subselect ||
        n->sub_link->subselect->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
        return NULL;
    const PgQuery__SelectStmt *s = n->sub_link->subselect->select_stmt;
    if (s->n_target_list != 1 || s->n_from_clause || s->where_clause || s->n_group_clause ||
        s->having_clause || s->n_window_clause || s->n_values_lists || s->n_sort_clause || s->limit_offset ||
        s->limit_count || s->n_locking_clause || s->with_clause || s->n_distinct_clause || s->larg ||
        s->rarg || s->target_list[0]->node_case != PG_QUERY__NODE__NODE_RES_TARGET)
        return NULL;
    return s->target_list[0]->res_target->val;
}

/* In these texts a column of the policy's own table stands alone or, inside of sub-queries, behind its
 * table's name. */
static void rename_column(const struct formula_source *source, PgQuery__ColumnRef *c)
{
    PgQuery__Node *last = c->n_fields ? c->fields[c->n_fields - 1] : NULL;

    if (!source->table || c->n_fields > 2 || !last || last->node_case != PG_QUERY__NODE__NODE_STRING)
        return;
    if (c->n_fields == 2) {
        PgQuery__Node *table = c->fields[0];
        if (table->node_case != PG_QUERY__NODE__NODE_STRING ||
            strcmp(table->string->sval, source->table) != 0)
            return;
        table->string->sval = (char *)(uintptr_t)source->new_table; /* only read from here on */
    }
    for (size_t i = 0; i < source->n_renames; i++)
        if (strcmp(last->string->sval, source->renames[i].was) == 0) {
            last->string->sval = (char *)(uintptr_t)source->renames[i].now;
            return;
        }
}

static void canonical(const struct formula_source *source, ProtobufCMessage *m);

static void canonical_field(const struct formula_source *source, ProtobufCMessage *m,
                            const ProtobufCFieldDescriptor *d)
{
    char *at = (char *)m + d->offset;

    if (d->type == PROTOBUF_C_TYPE_INT32 && strcmp(d->name, "location") == 0) {
        *(int32_t *)(void *)at = 0;
        return;
    }
    if (d->type != PROTOBUF_C_TYPE_MESSAGE)
        return;
    if (d->label == PROTOBUF_C_LABEL_REPEATED) {
        size_t n = *(size_t *)(void *)((char *)m + d->quantifier_offset);
        ProtobufCMessage **list = *(ProtobufCMessage ***)(void *)at;
        for (size_t i = 0; i < n; i++)
            canonical(source, list[i]);
        return;
    }
    if ((d->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) &&
        *(uint32_t *)(void *)((char *)m + d->quantifier_offset) != d->id)
        return;
    if (*(ProtobufCMessage **)(void *)at)
        canonical(source, *(ProtobufCMessage **)(void *)at);
}

/* Removes places, sub-selects that only wrap an expression, and old names. */
static void canonical(const struct formula_source *source, ProtobufCMessage *m)
{
    if (m->descriptor == &pg_query__node__descriptor) {
        PgQuery__Node *n = (PgQuery__Node *)(void *)m;
        for (PgQuery__Node *inner; (inner = bare_select(n));)
            *n = *inner;
    }
    if (m->descriptor == &pg_query__column_ref__descriptor)
        rename_column(source, (PgQuery__ColumnRef *)(void *)m);
    for (unsigned i = 0; i < m->descriptor->n_fields; i++)
        canonical_field(source, m, &m->descriptor->fields[i]);
}

static struct bytes packed(struct arena *a, const PgQuery__Node *n)
{
    uint8_t *at = arena_alloc(a, pg_query__node__get_packed_size(n) + 1);

    return (struct bytes){ at, pg_query__node__pack(n, at) };
}

/* ------------------------------------------------------------ atoms */

/* "m<mark>" "o<operator>" and the operands with their sizes, so that no two keys run into each other. */
static const struct formula *keyed(const struct parsing *p, const char *what, const struct bytes *parts,
                                   size_t n, bool negated)
{
    struct text t = text_new(p->all->arena);

    text_addf(&t, "%s|%s|", p->mark ? p->mark : "", what);
    for (size_t i = 0; i < n; i++) {
        text_addf(&t, "%zu:", parts[i].size);
        text_add_bytes(&t, parts[i].at, parts[i].size);
    }
    return formula_atom(p->all, (struct bytes){ (const uint8_t *)t.at, t.size }, negated);
}

static const struct formula *opaque(const struct parsing *p, const PgQuery__Node *n, bool negated)
{
    struct bytes key = packed(p->all->arena, n);

    return keyed(p, "", &key, 1, negated);
}

static const struct formula *compared(const struct parsing *p, const char *operator, struct bytes left,
                                      struct bytes right, bool negated)
{
    struct bytes sides[2] = { left, right };
    bool swap = *operator== '>';

    if (strcmp(operator, "<>") == 0) {
        operator= "=";
        negated = !negated;
    }
    if (strcmp(operator, "=") == 0) {
        int order = memcmp(left.at, right.at, left.size < right.size ? left.size : right.size);
        swap = order > 0 || (order == 0 && left.size > right.size);
    }
    if (swap) {
        sides[0] = right;
        sides[1] = left;
    }
    return keyed(p, *operator == '>' ? operator[1] ? "<=" : "<" : operator, sides, 2, negated);
}

/* The operator's name when it is PostgreSQL's own, such as "=", or NULL. */
static const char *own_operator(const PgQuery__AExpr *e)
{
    return e->n_name == 1 && e->name[0]->node_case == PG_QUERY__NODE__NODE_STRING ? e->name[0]->string->sval
                                                                                  : NULL;
}

/* 1: true, 0: false, -1: no boolean constant. */
static int constant(const PgQuery__Node *n)
{
    if (!n || n->node_case != PG_QUERY__NODE__NODE_A_CONST ||
        n->a_const->val_case != PG_QUERY__A__CONST__VAL_BOOLVAL)
        return -1;
    return n->a_const->boolval->boolval;
}

static bool is_null(const PgQuery__Node *n)
{
    if (n->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
        return is_null(n->type_cast->arg);
    return n->node_case == PG_QUERY__NODE__NODE_A_CONST && n->a_const->isnull;
}

/* ------------------------------------------------------------ conditions */

static const struct formula *condition(const struct parsing *p, const PgQuery__Node *n, bool negated);

static const struct formula *connective(const struct parsing *p, const PgQuery__BoolExpr *b, bool negated)
{
    if (b->boolop == PG_QUERY__BOOL_EXPR_TYPE__NOT_EXPR)
        return condition(p, b->args[0], !negated);
    const struct formula **parts = arena_array(p->all->arena, b->n_args, sizeof *parts);
    for (size_t i = 0; i < b->n_args; i++)
        parts[i] = condition(p, b->args[i], negated);
    bool and = (b->boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR) != negated;
    return and? formula_and(p->all, parts, b->n_args) : formula_or(p->all, parts, b->n_args);
}

/* x = ANY (ARRAY[...]) and x <> ALL (ARRAY[...]); NULL: another form. A cast of the whole array goes to each
 * element. */
static const struct formula *membership(const struct parsing *p, const PgQuery__AExpr *e, bool negated)
{
    struct arena *a = p->all->arena;
    const char *operator= own_operator(e);
    bool any = e->kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY;
    const PgQuery__Node *list = e->rexpr;
    struct bytes cast = { NULL, 0 };

    if (!operator|| strcmp(operator, any ? "=" : "<>") != 0 || !e->lexpr || !list)
        return NULL;
    if (list->node_case == PG_QUERY__NODE__NODE_TYPE_CAST) {
        PgQuery__Node type = PG_QUERY__NODE__INIT;
        type.node_case = PG_QUERY__NODE__NODE_TYPE_NAME;
        type.type_name = list->type_cast->type_name;
        cast = packed(a, &type);
        list = list->type_cast->arg;
    }
    if (list->node_case != PG_QUERY__NODE__NODE_A_ARRAY_EXPR)
        return NULL;
    const PgQuery__AArrayExpr *array = list->a_array_expr;
    const struct formula **parts = arena_array(a, array->n_elements, sizeof *parts);
    struct bytes left = packed(a, e->lexpr);
    for (size_t i = 0; i < array->n_elements; i++) {
        struct bytes one = packed(a, array->elements[i]);
        struct bytes sides[3] = { left, one, cast };
        parts[i] = cast.size ? keyed(p, "=cast", sides, 3, negated != !any)
                             : compared(p, operator, left, one, negated);
    }
    return any != negated ? formula_or(p->all, parts, array->n_elements)
                          : formula_and(p->all, parts, array->n_elements);
}

static const struct formula *comparison(const struct parsing *p, const PgQuery__Node *n, bool negated)
{
    static const char *const known[] = { "=", "<>", "<", ">", "<=", ">=" };
    const PgQuery__AExpr *e = n->a_expr;
    const char *operator= own_operator(e);
    struct arena *a = p->all->arena;

    if (e->kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY ||
        e->kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL) {
        const struct formula *f = membership(p, e, negated);
        return f ? f : opaque(p, n, negated);
    }
    if (e->kind != PG_QUERY__A__EXPR__KIND__AEXPR_OP || !operator|| !e->lexpr || !e->rexpr)
        return opaque(p, n, negated);
    bool equal = strcmp(operator, "=") == 0, unequal = strcmp(operator, "<>") == 0;
    if ((equal || unequal) && constant(e->rexpr) >= 0)
        return condition(p, e->lexpr, negated != ((constant(e->rexpr) == 1) != equal));
    if ((equal || unequal) && constant(e->lexpr) >= 0)
        return condition(p, e->rexpr, negated != ((constant(e->lexpr) == 1) != equal));
    for (size_t i = 0; i < countof(known); i++)
        if (strcmp(operator, known[i]) == 0)
            return compared(p, operator, packed(a, e->lexpr), packed(a, e->rexpr), negated);
    return opaque(p, n, negated);
}

/* x IS TRUE and its kin have two values only; where that says less than a literal can, they stay atoms. */
static const struct formula *test(const struct parsing *p, const PgQuery__Node *n, bool negated)
{
    const PgQuery__BooleanTest *t = n->boolean_test;

    if (t->booltesttype ==
        (negated ? PG_QUERY__BOOL_TEST_TYPE__IS_NOT_TRUE : PG_QUERY__BOOL_TEST_TYPE__IS_TRUE))
        return condition(p, t->arg, false);
    if (t->booltesttype ==
        (negated ? PG_QUERY__BOOL_TEST_TYPE__IS_NOT_FALSE : PG_QUERY__BOOL_TEST_TYPE__IS_FALSE))
        return condition(p, t->arg, true);
    return opaque(p, n, negated);
}

/* COALESCE(x, false) is true where x is; COALESCE(x, true) is false where x is. */
static const struct formula *coalesce(const struct parsing *p, const PgQuery__Node *n, bool negated)
{
    const PgQuery__CoalesceExpr *c = n->coalesce_expr;

    if (c->n_args == 2 && constant(c->args[1]) == (negated ? 1 : 0))
        return condition(p, c->args[0], negated);
    return opaque(p, n, negated);
}

static const struct formula *condition(const struct parsing *p, const PgQuery__Node *n, bool negated)
{
    if (constant(n) >= 0)
        return (constant(n) == 1) != negated ? &formula_true : &formula_false;
    if (is_null(n))
        return &formula_false;
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
        return connective(p, n->bool_expr, negated);
    case PG_QUERY__NODE__NODE_A_EXPR:
        return comparison(p, n, negated);
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST:
        return test(p, n, negated);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR:
        return coalesce(p, n, negated);
    default:
        return opaque(p, n, negated);
    }
}

/* ------------------------------------------------------------ the whole expression */

static PgQuery__Node *target_of(PgQuery__ParseResult *tree)
{
    if (!tree || tree->n_stmts != 1 || !tree->stmts[0]->stmt ||
        tree->stmts[0]->stmt->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
        return NULL;
    const PgQuery__SelectStmt *s = tree->stmts[0]->stmt->select_stmt;
    if (s->n_target_list != 1 || s->n_from_clause ||
        s->target_list[0]->node_case != PG_QUERY__NODE__NODE_RES_TARGET)
        return NULL;
    return s->target_list[0]->res_target->val;
}

const struct formula *formula_parse(struct formulas *all, const struct formula_source *source)
{
    struct parsing p = { .all = all, .mark = source->mark };
    struct bytes text = bytes_of(source->text);
    ProtobufCAllocator allocator = { tree_alloc, tree_free, all->arena };

    if (source->plain) {
        owned(free_parse) PgQueryProtobufParseResult r =
            pg_query_parse_protobuf(format(all->arena, "SELECT (%s)", source->text));
        PgQuery__Node *n = r.error ? NULL
                                   : target_of(pg_query__parse_result__unpack(
                                         &allocator, r.parse_tree.len, (const uint8_t *)r.parse_tree.data));
        if (n) {
            canonical(source, &n->base);
            return condition(&p, n, false);
        }
    }
    if (strcmp(source->text, "true") == 0 || strcmp(source->text, "false") == 0)
        return *source->text == 't' ? &formula_true : &formula_false;
    return keyed(&p, "text", &text, 1, false);
}
