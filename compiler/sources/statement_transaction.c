/*
 * statement_transaction: see statement_transaction.h.
 */
#include "statement_transaction.h"

/* The option `name` of a list of DefElem: NULL when it is not there. */
static const PgQuery__DefElem *option(PgQuery__Node *const *options, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (options[i]->node_case == PG_QUERY__NODE__NODE_DEF_ELEM &&
            strcmp(options[i]->def_elem->defname, name) == 0)
            return options[i]->def_elem;
    return NULL;
}

/* As PostgreSQL reads a Boolean option: on when it is there without a value. */
static bool is_on(const PgQuery__DefElem *d)
{
    if (!d->arg)
        return true;
    if (d->arg->node_case == PG_QUERY__NODE__NODE_INTEGER)
        return d->arg->integer->ival != 0;
    if (d->arg->node_case == PG_QUERY__NODE__NODE_BOOLEAN)
        return d->arg->boolean->boolval;
    if (d->arg->node_case == PG_QUERY__NODE__NODE_STRING) {
        const char *value = d->arg->string->sval;
        return strcmp(value, "false") != 0 && strcmp(value, "off") != 0;
    }
    return true;
}

static bool option_off(PgQuery__Node *const *options, size_t n, const char *name)
{
    const PgQuery__DefElem *d = option(options, n, name);

    return d && !is_on(d);
}

static bool option_on(PgQuery__Node *const *options, size_t n, const char *name)
{
    const PgQuery__DefElem *d = option(options, n, name);

    return d && is_on(d);
}

static bool detaches_concurrently(const PgQuery__AlterTableStmt *s)
{
    for (size_t i = 0; i < s->n_cmds; i++) {
        const PgQuery__AlterTableCmd *c = s->cmds[i]->alter_table_cmd;
        if (s->cmds[i]->node_case == PG_QUERY__NODE__NODE_ALTER_TABLE_CMD &&
            c->subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition && c->def &&
            c->def->node_case == PG_QUERY__NODE__NODE_PARTITION_CMD && c->def->partition_cmd->concurrent)
            return true;
    }
    return false;
}

static bool reindex_ok(const PgQuery__ReindexStmt *s)
{
    bool one = s->kind == PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_INDEX ||
               s->kind == PG_QUERY__REINDEX_OBJECT_TYPE__REINDEX_OBJECT_TABLE;

    return one && !option_on(s->params, s->n_params, "concurrently");
}

/* Making a replication slot on the publisher cannot be undone by a rollback. */
static bool create_subscription_ok(const PgQuery__CreateSubscriptionStmt *s)
{
    return option_off(s->options, s->n_options, "connect") ||
           option_off(s->options, s->n_options, "create_slot");
}

static bool alter_subscription_ok(const PgQuery__AlterSubscriptionStmt *s)
{
    switch ((int)s->kind) {
    case PG_QUERY__ALTER_SUBSCRIPTION_TYPE__ALTER_SUBSCRIPTION_REFRESH:
        return false;
    case PG_QUERY__ALTER_SUBSCRIPTION_TYPE__ALTER_SUBSCRIPTION_SET_PUBLICATION:
    case PG_QUERY__ALTER_SUBSCRIPTION_TYPE__ALTER_SUBSCRIPTION_ADD_PUBLICATION:
    case PG_QUERY__ALTER_SUBSCRIPTION_TYPE__ALTER_SUBSCRIPTION_DROP_PUBLICATION:
        return option_off(s->options, s->n_options, "refresh");
    default:
        return true;
    }
}

bool statement_in_transaction_ok(const PgQuery__Node *n)
{
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_CREATEDB_STMT:
    case PG_QUERY__NODE__NODE_DROPDB_STMT:
    case PG_QUERY__NODE__NODE_CREATE_TABLE_SPACE_STMT:
    case PG_QUERY__NODE__NODE_DROP_TABLE_SPACE_STMT:
    case PG_QUERY__NODE__NODE_ALTER_SYSTEM_STMT:
    case PG_QUERY__NODE__NODE_DROP_SUBSCRIPTION_STMT:
        return false;
    case PG_QUERY__NODE__NODE_ALTER_DATABASE_STMT:
        return !option(n->alter_database_stmt->options, n->alter_database_stmt->n_options, "tablespace");
    case PG_QUERY__NODE__NODE_VACUUM_STMT:
        return !n->vacuum_stmt->is_vacuumcmd;
    case PG_QUERY__NODE__NODE_CLUSTER_STMT:
        return n->cluster_stmt->relation != NULL;
    case PG_QUERY__NODE__NODE_INDEX_STMT:
        return !n->index_stmt->concurrent;
    case PG_QUERY__NODE__NODE_DROP_STMT:
        return !n->drop_stmt->concurrent;
    case PG_QUERY__NODE__NODE_REINDEX_STMT:
        return reindex_ok(n->reindex_stmt);
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        return !detaches_concurrently(n->alter_table_stmt);
    case PG_QUERY__NODE__NODE_CREATE_SUBSCRIPTION_STMT:
        return create_subscription_ok(n->create_subscription_stmt);
    case PG_QUERY__NODE__NODE_ALTER_SUBSCRIPTION_STMT:
        return alter_subscription_ok(n->alter_subscription_stmt);
    case PG_QUERY__NODE__NODE_TRANSACTION_STMT:
        return n->transaction_stmt->kind != PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT_PREPARED &&
               n->transaction_stmt->kind != PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_PREPARED;
    case PG_QUERY__NODE__NODE_DISCARD_STMT:
        return n->discard_stmt->target != PG_QUERY__DISCARD_MODE__DISCARD_ALL;
    default:
        return true;
    }
}

/* Only VALIDATE CONSTRAINT and finishing a detach: both take light locks and may be repeated. */
static bool alter_table_alone(const PgQuery__AlterTableStmt *s)
{
    for (size_t i = 0; i < s->n_cmds; i++) {
        if (s->cmds[i]->node_case != PG_QUERY__NODE__NODE_ALTER_TABLE_CMD)
            return false;
        switch ((int)s->cmds[i]->alter_table_cmd->subtype) {
        case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint:
        case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize:
            break;
        default:
            return false;
        }
    }
    return s->n_cmds > 0;
}

bool statement_standalone_ok(const PgQuery__Node *n)
{
    if (!statement_in_transaction_ok(n))
        return true;
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT:
        return *n->alter_enum_stmt->new_val && !*n->alter_enum_stmt->old_val;
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        return alter_table_alone(n->alter_table_stmt);
    case PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT:
        return strcmp(n->alter_domain_stmt->subtype, "V") == 0;
    case PG_QUERY__NODE__NODE_VACUUM_STMT:
    case PG_QUERY__NODE__NODE_CLUSTER_STMT:
    case PG_QUERY__NODE__NODE_REINDEX_STMT:
    case PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT:
    case PG_QUERY__NODE__NODE_CREATE_SUBSCRIPTION_STMT:
    case PG_QUERY__NODE__NODE_ALTER_SUBSCRIPTION_STMT:
        return true;
    default:
        return false;
    }
}
