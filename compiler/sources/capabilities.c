/*
 * capabilities: see capabilities.h.
 */
#include "capabilities.h"

#include "statement_tag.h"
#include "text.h"

#include <ctype.h>

/* What an action of ALTER TABLE is called; those without an entry count as plain "alter_table". */
static const char *const table_actions[] = {
    [PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn] = "add_column",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault] = "alter_default",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull] = "drop_not_null",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull] = "set_not_null",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression] = "drop_expression",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_SetStatistics] = "set_statistics",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_SetStorage] = "set_storage",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_SetCompression] = "set_storage",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn] = "drop_column",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint] = "add_constraint",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_AlterConstraint] = "alter_constraint",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint] = "validate_constraint",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint] = "drop_constraint",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType] = "alter_column_type",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_ChangeOwner] = "change_owner",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged] = "rewrite_table",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged] = "rewrite_table",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_SetAccessMethod] = "rewrite_table",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_SetTableSpace] = "set_tablespace",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrig] = "enable_trigger",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysTrig] = "enable_trigger",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaTrig] = "enable_trigger",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigAll] = "enable_trigger",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_EnableTrigUser] = "enable_trigger",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrig] = "disable_trigger",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigAll] = "disable_trigger",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DisableTrigUser] = "disable_trigger",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRule] = "enable_rule",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_EnableAlwaysRule] = "enable_rule",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_EnableReplicaRule] = "enable_rule",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRule] = "disable_rule",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_ReplicaIdentity] = "replica_identity",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity] = "enable_rls",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity] = "disable_rls",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity] = "force_rls",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity] = "no_force_rls",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition] = "attach_partition",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition] = "detach_partition",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize] = "detach_partition",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity] = "add_identity",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_SetIdentity] = "alter_identity",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity] = "drop_identity",
};

struct list {
    struct arena *arena;
    const char **at;
    size_t count, room;
};

/* Keeps the list sorted and distinct; it never gets longer than a handful. */
static void add(struct list *l, const char *name)
{
    size_t at = 0;

    while (at < l->count && strcmp(l->at[at], name) < 0)
        at++;
    if (at < l->count && strcmp(l->at[at], name) == 0)
        return;
    if (l->count == l->room)
        l->at = arena_grow(l->arena, l->at, l->count, &l->room, sizeof *l->at);
    for (size_t i = l->count; i > at; i--)
        l->at[i] = l->at[i - 1];
    l->at[at] = name;
    l->count++;
}

const char *capability_of_tag(struct arena *a, const char *tag)
{
    char *name = arena_text(a, tag);

    for (char *c = name; *c; c++)
        *c = *c == ' ' ? '_' : (char)tolower((unsigned char)*c);
    return name;
}

static void add_table_actions(struct list *l, const PgQuery__AlterTableStmt *s, const char *tag)
{
    for (size_t i = 0; i < s->n_cmds; i++) {
        const char *name = NULL;
        if (s->cmds[i]->node_case == PG_QUERY__NODE__NODE_ALTER_TABLE_CMD) {
            unsigned type = s->cmds[i]->alter_table_cmd->subtype;
            name = type < countof(table_actions) ? table_actions[type] : NULL;
        }
        add(l, name ? name : capability_of_tag(l->arena, tag));
    }
}

static const char *rename_name(struct arena *a, const PgQuery__RenameStmt *s, const char *tag)
{
    if (s->rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN ||
        s->rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE)
        return "rename_column";
    if (s->rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT ||
        s->rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT)
        return "rename_constraint";
    return capability_of_tag(a, format(a, "RENAME%s", tag + strlen("ALTER")));
}

static bool has_definer(const PgQuery__CreateFunctionStmt *s)
{
    for (size_t i = 0; i < s->n_options; i++) {
        if (s->options[i]->node_case != PG_QUERY__NODE__NODE_DEF_ELEM)
            continue;
        const PgQuery__DefElem *d = s->options[i]->def_elem;
        if (strcmp(d->defname, "security") == 0 && d->arg &&
            d->arg->node_case == PG_QUERY__NODE__NODE_BOOLEAN && d->arg->boolean->boolval)
            return true;
    }
    return false;
}

/* The data-changing statements of a WITH clause, and what stands below other statements. */
static void add_data(struct list *l, const PgQuery__Node *n);

static void add_with(struct list *l, const PgQuery__WithClause *w)
{
    for (size_t i = 0; w && i < w->n_ctes; i++)
        if (w->ctes[i]->node_case == PG_QUERY__NODE__NODE_COMMON_TABLE_EXPR &&
            w->ctes[i]->common_table_expr->ctequery)
            add_data(l, w->ctes[i]->common_table_expr->ctequery);
}

static void add_dml(struct list *l, const char *name, const PgQuery__WithClause *w)
{
    add(l, "dml");
    add(l, name);
    add_with(l, w);
}

static void add_data(struct list *l, const PgQuery__Node *n)
{
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_INSERT_STMT:
        add_dml(l, "insert", n->insert_stmt->with_clause);
        break;
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
        add_dml(l, "update", n->update_stmt->with_clause);
        break;
    case PG_QUERY__NODE__NODE_DELETE_STMT:
        add_dml(l, "delete", n->delete_stmt->with_clause);
        break;
    case PG_QUERY__NODE__NODE_MERGE_STMT:
        add_dml(l, "merge", n->merge_stmt->with_clause);
        break;
    case PG_QUERY__NODE__NODE_TRUNCATE_STMT:
        add_dml(l, "truncate", NULL);
        break;
    case PG_QUERY__NODE__NODE_SELECT_STMT:
        add_with(l, n->select_stmt->with_clause);
        break;
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
        if (n->create_table_as_stmt->query)
            add_data(l, n->create_table_as_stmt->query);
        break;
    default:
        break;
    }
}

static const char *create_as_name(const PgQuery__CreateTableAsStmt *s)
{
    return s->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW ? "create_materialized_view" : "create_table";
}

static void add_own(struct list *l, const PgQuery__Node *n, const char *tag)
{
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        add_table_actions(l, n->alter_table_stmt, tag);
        break;
    case PG_QUERY__NODE__NODE_RENAME_STMT:
        add(l, rename_name(l->arena, n->rename_stmt, tag));
        break;
    case PG_QUERY__NODE__NODE_ALTER_OWNER_STMT:
        add(l, "change_owner");
        break;
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT:
        add(l, "set_schema");
        break;
    case PG_QUERY__NODE__NODE_DO_STMT:
        add(l, "do_block");
        break;
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
        add(l, create_as_name(n->create_table_as_stmt));
        break;
    case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT:
        add(l, *n->alter_enum_stmt->old_val ? "rename_enum_value" : "add_enum_value");
        break;
    case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT:
        add(l, capability_of_tag(l->arena, tag));
        if (has_definer(n->create_function_stmt))
            add(l, "security_definer");
        break;
    case PG_QUERY__NODE__NODE_SELECT_STMT:
        add(l, n->select_stmt->into_clause ? "create_table" : "select");
        break;
    case PG_QUERY__NODE__NODE_INSERT_STMT:
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
    case PG_QUERY__NODE__NODE_DELETE_STMT:
    case PG_QUERY__NODE__NODE_MERGE_STMT:
    case PG_QUERY__NODE__NODE_TRUNCATE_STMT:
        break;
    default:
        add(l, capability_of_tag(l->arena, tag));
        break;
    }
}

const char *const *capabilities_of(struct arena *a, const PgQuery__Node *node, const char *tag, size_t *n)
{
    struct list l = { .arena = a };

    add_own(&l, node, tag);
    /* Renames and moves have names of their own, but who forbids these tags means every form of them. */
    if (text_equal(tag, "ALTER POLICY") || text_equal(tag, "ALTER EXTENSION"))
        add(&l, capability_of_tag(a, tag));
    add_data(&l, node);
    *n = l.count;
    return l.at;
}

static bool only_row_security(const PgQuery__AlterTableStmt *s)
{
    for (size_t i = 0; i < s->n_cmds; i++) {
        if (s->cmds[i]->node_case != PG_QUERY__NODE__NODE_ALTER_TABLE_CMD)
            return false;
        switch ((int)s->cmds[i]->alter_table_cmd->subtype) {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity:
            break;
        default:
            return false;
        }
    }
    return s->n_cmds > 0;
}

bool statement_is_rls(const PgQuery__Node *n)
{
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_CREATE_POLICY_STMT:
    case PG_QUERY__NODE__NODE_ALTER_POLICY_STMT:
        return true;
    case PG_QUERY__NODE__NODE_DROP_STMT:
        return n->drop_stmt->remove_type == PG_QUERY__OBJECT_TYPE__OBJECT_POLICY;
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        return only_row_security(n->alter_table_stmt);
    default:
        return false;
    }
}
