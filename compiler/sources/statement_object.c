/*
 * statement_object: see statement_object.h.
 */
#include "statement_object.h"

#include "statement_tag.h"

#include <ctype.h>

static const char *given(struct arena *a, const char *s)
{
    return s && *s ? arena_text(a, s) : NULL;
}

/* The i-th part from the end of a qualified name, NULL when it is not there. */
static const char *part(struct arena *a, PgQuery__Node *const *names, size_t n, size_t from_end)
{
    if (from_end >= n)
        return NULL;
    const PgQuery__Node *node = names[n - 1 - from_end];
    return node->node_case == PG_QUERY__NODE__NODE_STRING ? given(a, node->string->sval) : NULL;
}

static struct source_object of_names(struct arena *a, const char *kind, PgQuery__Node *const *names, size_t n)
{
    return (
        struct source_object){ .kind = kind, .schema = part(a, names, n, 1), .name = part(a, names, n, 0) };
}

static struct source_object of_relation(struct arena *a, const char *kind, const PgQuery__RangeVar *r)
{
    struct source_object o = { .kind = kind };

    if (r) {
        o.schema = given(a, r->schemaname);
        o.name = given(a, r->relname);
    }
    return o;
}

static const char *relation_text(struct arena *a, const PgQuery__RangeVar *r)
{
    if (!r)
        return NULL;
    return *r->schemaname ? format(a, "%s.%s", r->schemaname, r->relname) : arena_text(a, r->relname);
}

/* An object that belongs to a table and has no schema of its own. */
static struct source_object of_table(struct arena *a, const char *kind, const char *name,
                                     const PgQuery__RangeVar *table)
{
    return (struct source_object){ .kind = kind, .name = given(a, name), .on = relation_text(a, table) };
}

static void add_type(struct text *t, const PgQuery__TypeName *type)
{
    size_t from = t->size;

    for (size_t i = 0; i < type->n_names; i++) {
        const PgQuery__Node *name = type->names[i];
        text_separate(t, from, ".");
        if (name->node_case == PG_QUERY__NODE__NODE_STRING)
            text_add(t, name->string->sval);
    }
    if (type->n_array_bounds)
        text_add(t, "[]");
}

/* Input types only: they are what makes two overloads different. */
static const char *input_types(struct arena *a, PgQuery__Node *const *parameters, size_t n)
{
    struct text t = text_new(a);

    for (size_t i = 0; i < n; i++) {
        if (parameters[i]->node_case != PG_QUERY__NODE__NODE_FUNCTION_PARAMETER)
            continue;
        const PgQuery__FunctionParameter *p = parameters[i]->function_parameter;
        if (p->mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT ||
            p->mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE || !p->arg_type)
            continue;
        text_separate(&t, 0, ", ");
        add_type(&t, p->arg_type);
    }
    return t.at;
}

/* CREATE AGGREGATE gives its arguments as a list of parameters and a number. */
static const char *aggregate_types(struct arena *a, const PgQuery__DefineStmt *s)
{
    if (s->n_args && s->args[0]->node_case == PG_QUERY__NODE__NODE_LIST)
        return input_types(a, s->args[0]->list->items, s->args[0]->list->n_items);
    return input_types(a, s->args, s->n_args);
}

static struct source_object of_definition(struct arena *a, const PgQuery__DefineStmt *s)
{
    const char *words = statement_object_words(s->kind);
    /* CREATE TYPE name; makes a shell that the full CREATE TYPE fills later. */
    if (!words || (s->kind == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE && !s->n_definition))
        return (struct source_object){ 0 };
    char *kind = arena_text(a, words);
    for (char *c = kind; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    struct source_object o = of_names(a, kind, s->defnames, s->n_defnames);
    o.again = s->if_not_exists || s->replace;
    if (s->kind == PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE)
        o.args = aggregate_types(a, s);
    else if (s->kind == PG_QUERY__OBJECT_TYPE__OBJECT_OPERATOR)
        o = (struct source_object){ 0 }; /* operators overload by types that stand in options */
    return o;
}

static struct source_object of_function(struct arena *a, const PgQuery__CreateFunctionStmt *s)
{
    struct source_object o =
        of_names(a, s->is_procedure ? "procedure" : "function", s->funcname, s->n_funcname);

    o.args = input_types(a, s->parameters, s->n_parameters);
    o.again = s->replace;
    return o;
}

static struct source_object of_index(struct arena *a, const PgQuery__IndexStmt *s)
{
    struct source_object o = of_table(a, "index", s->idxname, s->relation);

    o.schema = s->relation ? given(a, s->relation->schemaname) : NULL;
    o.again = s->if_not_exists;
    return o;
}

static struct source_object again(struct source_object o, bool is)
{
    o.again = is;
    return o;
}

static struct source_object named(struct arena *a, const char *kind, const char *name)
{
    return (struct source_object){ .kind = kind, .name = given(a, name) };
}

static struct source_object of_extension(struct arena *a, const PgQuery__CreateExtensionStmt *s)
{
    struct source_object o = named(a, "extension", s->extname);

    o.again = s->if_not_exists;
    for (size_t i = 0; i < s->n_options; i++) {
        const PgQuery__DefElem *d = s->options[i]->def_elem;
        if (s->options[i]->node_case == PG_QUERY__NODE__NODE_DEF_ELEM && strcmp(d->defname, "schema") == 0 &&
            d->arg && d->arg->node_case == PG_QUERY__NODE__NODE_STRING)
            o.schema = given(a, d->arg->string->sval);
        o.pinned = o.pinned || (s->options[i]->node_case == PG_QUERY__NODE__NODE_DEF_ELEM &&
                                strcmp(d->defname, "new_version") == 0);
    }
    return o;
}

static struct source_object of_schema(struct arena *a, const PgQuery__CreateSchemaStmt *s)
{
    struct source_object o = named(a, "schema", s->schemaname);

    o.bare = !s->authrole && !s->n_schema_elts;
    o.again = s->if_not_exists;
    return o;
}

struct source_object statement_object(struct arena *a, const PgQuery__Node *n)
{
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_CREATE_STMT:
        return again(of_relation(a, "table", n->create_stmt->relation), n->create_stmt->if_not_exists);
    case PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT: {
        const PgQuery__CreateStmt *s = n->create_foreign_table_stmt->base_stmt;
        return again(of_relation(a, "foreign table", s->relation), s->if_not_exists);
    }
    case PG_QUERY__NODE__NODE_VIEW_STMT:
        return again(of_relation(a, "view", n->view_stmt->view), n->view_stmt->replace);
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT: {
        const PgQuery__CreateTableAsStmt *s = n->create_table_as_stmt;
        bool view = s->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW;
        return again(of_relation(a, view ? "materialized view" : "table", s->into ? s->into->rel : NULL),
                     s->if_not_exists);
    }
    case PG_QUERY__NODE__NODE_INDEX_STMT:
        return of_index(a, n->index_stmt);
    case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT:
        return again(of_relation(a, "sequence", n->create_seq_stmt->sequence),
                     n->create_seq_stmt->if_not_exists);
    case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT:
        return of_function(a, n->create_function_stmt);
    case PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT:
        return of_relation(a, "type", n->composite_type_stmt->typevar);
    case PG_QUERY__NODE__NODE_CREATE_ENUM_STMT:
        return of_names(a, "type", n->create_enum_stmt->type_name, n->create_enum_stmt->n_type_name);
    case PG_QUERY__NODE__NODE_CREATE_RANGE_STMT:
        return of_names(a, "type", n->create_range_stmt->type_name, n->create_range_stmt->n_type_name);
    case PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT:
        return of_names(a, "domain", n->create_domain_stmt->domainname, n->create_domain_stmt->n_domainname);
    case PG_QUERY__NODE__NODE_DEFINE_STMT:
        return of_definition(a, n->define_stmt);
    case PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT:
        return of_schema(a, n->create_schema_stmt);
    case PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT:
        return of_extension(a, n->create_extension_stmt);
    case PG_QUERY__NODE__NODE_CREATE_POLICY_STMT:
        return of_table(a, "policy", n->create_policy_stmt->policy_name, n->create_policy_stmt->table);
    case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
        return again(of_table(a, "trigger", n->create_trig_stmt->trigname, n->create_trig_stmt->relation),
                     n->create_trig_stmt->replace);
    case PG_QUERY__NODE__NODE_RULE_STMT:
        return again(of_table(a, "rule", n->rule_stmt->rulename, n->rule_stmt->relation),
                     n->rule_stmt->replace);
    case PG_QUERY__NODE__NODE_CREATE_STATS_STMT:
        return again(
            of_names(a, "statistics", n->create_stats_stmt->defnames, n->create_stats_stmt->n_defnames),
            n->create_stats_stmt->if_not_exists);
    case PG_QUERY__NODE__NODE_CREATE_EVENT_TRIG_STMT:
        return named(a, "event trigger", n->create_event_trig_stmt->trigname);
    case PG_QUERY__NODE__NODE_CREATE_PUBLICATION_STMT:
        return named(a, "publication", n->create_publication_stmt->pubname);
    case PG_QUERY__NODE__NODE_CREATE_FOREIGN_SERVER_STMT:
        return again(named(a, "server", n->create_foreign_server_stmt->servername),
                     n->create_foreign_server_stmt->if_not_exists);
    case PG_QUERY__NODE__NODE_CREATE_FDW_STMT:
        return named(a, "foreign data wrapper", n->create_fdw_stmt->fdwname);
    case PG_QUERY__NODE__NODE_CREATE_ROLE_STMT:
        return named(a, "role", n->create_role_stmt->role);
    default:
        return (struct source_object){ 0 };
    }
}

static struct source_probe probe_of(const char *kind, const struct source_object *o)
{
    if (!o->name)
        return (struct source_probe){ .kind = "none" };
    return (struct source_probe){ .kind = kind, .schema = o->schema, .name = o->name };
}

/* The partition that a lone DETACH PARTITION names. */
static struct source_probe probe_of_detach(struct arena *a, const PgQuery__AlterTableStmt *s)
{
    const PgQuery__AlterTableCmd *c = s->n_cmds == 1 ? s->cmds[0]->alter_table_cmd : NULL;
    struct source_object o = { 0 };

    if (!c || s->cmds[0]->node_case != PG_QUERY__NODE__NODE_ALTER_TABLE_CMD || !c->def ||
        c->def->node_case != PG_QUERY__NODE__NODE_PARTITION_CMD)
        return probe_of("none", &o);
    o = of_relation(a, "table", c->def->partition_cmd->name);
    if (c->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition)
        return probe_of("detach", &o);
    if (c->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize)
        return probe_of("finalize", &o);
    return (struct source_probe){ .kind = "none" };
}

/* With IF NOT EXISTS it may run twice. */
static struct source_probe probe_of_value(struct arena *a, const PgQuery__AlterEnumStmt *s)
{
    struct source_object o = of_names(a, "type", s->type_name, s->n_type_name);
    struct source_probe probe = probe_of("value", &o);

    if (!probe.name || !*s->new_val || *s->old_val || s->skip_if_new_val_exists)
        return (struct source_probe){ .kind = "none" };
    probe.value = arena_text(a, s->new_val);
    return probe;
}

struct source_probe statement_probe(struct arena *a, const PgQuery__Node *n)
{
    struct source_object o = { 0 };

    if (n->node_case == PG_QUERY__NODE__NODE_INDEX_STMT) {
        o = of_index(a, n->index_stmt);
        struct source_probe probe = probe_of("index", &o);
        if (probe.name && n->index_stmt->relation)
            probe.table = of_relation(a, "table", n->index_stmt->relation).name;
        return probe;
    } else if (n->node_case == PG_QUERY__NODE__NODE_DROP_STMT) {
        const PgQuery__DropStmt *s = n->drop_stmt;
        if (s->remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_INDEX && s->n_objects == 1 &&
            s->objects[0]->node_case == PG_QUERY__NODE__NODE_LIST)
            o = of_names(a, "index", s->objects[0]->list->items, s->objects[0]->list->n_items);
    } else if (n->node_case == PG_QUERY__NODE__NODE_REINDEX_STMT) {
        o = of_relation(a, "index", n->reindex_stmt->relation);
        return probe_of("reindex", &o);
    } else if (n->node_case == PG_QUERY__NODE__NODE_ALTER_TABLE_STMT) {
        return probe_of_detach(a, n->alter_table_stmt);
    } else if (n->node_case == PG_QUERY__NODE__NODE_ALTER_ENUM_STMT) {
        return probe_of_value(a, n->alter_enum_stmt);
    }
    return probe_of("index", &o);
}

const char *statement_body(struct arena *a, const PgQuery__Node *n)
{
    if (n->node_case != PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT)
        return NULL;
    const PgQuery__CreateFunctionStmt *s = n->create_function_stmt;
    for (size_t i = 0; i < s->n_options; i++) {
        if (s->options[i]->node_case != PG_QUERY__NODE__NODE_DEF_ELEM)
            continue;
        const PgQuery__DefElem *d = s->options[i]->def_elem;
        if (strcmp(d->defname, "as") != 0 || !d->arg || d->arg->node_case != PG_QUERY__NODE__NODE_LIST)
            continue;
        const PgQuery__List *l = d->arg->list;
        if (l->n_items == 1 && l->items[0]->node_case == PG_QUERY__NODE__NODE_STRING)
            return arena_text(a, l->items[0]->string->sval);
    }
    return NULL;
}
