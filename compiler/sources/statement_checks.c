/*
 * statement_checks: see statement_checks.h.
 */
#include "statement_checks.h"

#include "session.h"
#include "statement_rules.h"

#include <strings.h>

static bool no(struct refusal *r, const char *what, const char *why, const char *next)
{
    *r = (struct refusal){ what, why, next };
    return false;
}

static const char *relation_kind(const PgQuery__Node *n, bool *drops_on_commit)
{
    const PgQuery__RangeVar *relation = NULL;
    PgQuery__OnCommitAction action = PG_QUERY__ON_COMMIT_ACTION__ON_COMMIT_ACTION_UNDEFINED;

    if (n->node_case == PG_QUERY__NODE__NODE_CREATE_STMT) {
        relation = n->create_stmt->relation;
        action = n->create_stmt->oncommit;
    } else if (n->node_case == PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT && n->create_table_as_stmt->into) {
        relation = n->create_table_as_stmt->into->rel;
        action = n->create_table_as_stmt->into->on_commit;
    } else if (n->node_case == PG_QUERY__NODE__NODE_VIEW_STMT) {
        relation = n->view_stmt->view;
    } else if (n->node_case == PG_QUERY__NODE__NODE_CREATE_SEQ_STMT) {
        relation = n->create_seq_stmt->sequence;
    }
    *drops_on_commit = action == PG_QUERY__ON_COMMIT_ACTION__ONCOMMIT_DROP;
    return relation ? relation->relpersistence : "p";
}

/* ALTER TABLE actions that speak of what was there before; the words are for the message. */
static const char *const changing_actions[] = {
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull] = "ALTER TABLE ... DROP NOT NULL",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression] = "ALTER TABLE ... DROP EXPRESSION",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn] = "ALTER TABLE ... DROP COLUMN",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint] = "ALTER TABLE ... DROP CONSTRAINT",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType] = "ALTER TABLE ... ALTER COLUMN TYPE",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropCluster] = "ALTER TABLE ... SET WITHOUT CLUSTER",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit] = "ALTER TABLE ... NO INHERIT",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropOf] = "ALTER TABLE ... NOT OF",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition] = "ALTER TABLE ... DETACH PARTITION",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartitionFinalize] = "ALTER TABLE ... DETACH PARTITION",
    [PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity] = "ALTER TABLE ... DROP IDENTITY",
};

static const char changes_why[] = "Schema files say what is there, not how to get there.";
static const char changes_next[] =
    "Declare the result in the object's own CREATE statement; pgbale writes the "
    "ALTER.";

static bool check_alter_table(const PgQuery__AlterTableStmt *s, struct refusal *r)
{
    for (size_t i = 0; i < s->n_cmds; i++) {
        if (s->cmds[i]->node_case != PG_QUERY__NODE__NODE_ALTER_TABLE_CMD)
            continue;
        unsigned type = s->cmds[i]->alter_table_cmd->subtype;
        if (type < countof(changing_actions) && changing_actions[type])
            return no(r, changing_actions[type], changes_why, changes_next);
    }
    return true;
}

static bool check_create_as(const PgQuery__CreateTableAsStmt *s, struct refusal *r)
{
    if (s->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW)
        return true;
    return no(r, "CREATE TABLE AS", "Its columns come from a query and its rows are data.",
              "Declare the table with its columns; fill it in a step of a migration.");
}

bool statement_check_schema(const PgQuery__Node *n, const struct source_statement *s, struct refusal *r)
{
    bool drops;

    if (!s->in_transaction_ok && n->node_case == PG_QUERY__NODE__NODE_INDEX_STMT)
        return no(r, "CREATE INDEX CONCURRENTLY", changes_why,
                  "Leave CONCURRENTLY out; pgbale writes it where the table exists already.");
    if (!s->in_transaction_ok)
        return no(r, NULL, "It reaches another server when it is loaded.",
                  "Add WITH (connect = false), as pg_dump does.");
    if (*relation_kind(n, &drops) == 't')
        return no(r, "a temporary object", "It would be gone before anybody could compare it.", "Remove it.");
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        return check_alter_table(n->alter_table_stmt, r);
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
        return check_create_as(n->create_table_as_stmt, r);
    case PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT:
        if (strcmp(n->alter_domain_stmt->subtype, "X") == 0 ||
            strcmp(n->alter_domain_stmt->subtype, "O") == 0)
            return no(r, "ALTER DOMAIN ... DROP", changes_why, changes_next);
        return true;
    case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT:
        if (*n->alter_enum_stmt->old_val)
            return no(r, "ALTER TYPE ... RENAME VALUE", changes_why, changes_next);
        return true;
    default:
        return true;
    }
}

bool statement_check_prelude(const struct source_statement *s, struct refusal *r)
{
    if (!s->in_transaction_ok)
        return no(r, NULL, "It cannot run in a transaction, and nothing uses the objects of a prelude yet.",
                  "Leave CONCURRENTLY out, or leave the statement out.");
    return true;
}

/* SET in a step: only for the transaction, and nothing that pgbale relies on. */
static bool check_set(const PgQuery__VariableSetStmt *s, bool standalone, struct refusal *r)
{
    static const char *const identity[] = { "role",         "session_authorization",
                                            "search_path",  "session_replication_role",
                                            "lock_timeout", "client_encoding" };
    static const char pinned_why[] =
        "pgbale pins this setting for every step, so that proof and target agree.";
    size_t n;
    const struct session_setting *pinned = session_step_table(&n);

    if (!s->is_local)
        return no(r, "SET or RESET for the session", "It outlives the step and changes the later ones.",
                  "Use SET LOCAL, or a SET clause of the function that needs it.");
    if (standalone)
        return no(r, "SET LOCAL in a standalone file", "It has no effect outside a transaction.",
                  "Remove it.");
    if (s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_MULTI)
        return no(r, "SET LOCAL TRANSACTION", "pgbale begins the transaction itself.", "Remove it.");
    for (size_t i = 0; i < countof(identity); i++)
        if (strcasecmp(identity[i], s->name) == 0)
            return no(r, "SET LOCAL of a pinned setting", pinned_why,
                      "Remove it; write names with their schema.");
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(pinned[i].name, s->name) == 0)
            return no(r, "SET LOCAL of a pinned setting", pinned_why, "Remove it.");
    return true;
}

static const char *function_name(const PgQuery__FuncCall *c)
{
    const PgQuery__Node *last = c->n_funcname ? c->funcname[c->n_funcname - 1] : NULL;

    return last && last->node_case == PG_QUERY__NODE__NODE_STRING ? last->string->sval : "";
}

static bool check_select(const PgQuery__SelectStmt *s, struct refusal *r)
{
    if (s->into_clause)
        return no(r, "SELECT INTO", "It makes a table and does not look like it.",
                  "Write CREATE TABLE ... AS.");
    for (size_t i = 0; i < s->n_target_list; i++) {
        const PgQuery__Node *t = s->target_list[i];
        const PgQuery__Node *value =
            t->node_case == PG_QUERY__NODE__NODE_RES_TARGET ? t->res_target->val : NULL;
        if (value && value->node_case == PG_QUERY__NODE__NODE_FUNC_CALL &&
            strcmp(function_name(value->func_call), "set_config") == 0)
            return no(r, "set_config()", "It changes settings that later statements run with.",
                      "Use SET LOCAL for a setting that pgbale does not pin.");
    }
    return true;
}

static bool check_standalone(const PgQuery__Node *n, const struct source_statement *s, bool standalone,
                             struct refusal *r)
{
    if (standalone && !s->standalone_ok)
        return no(r, NULL,
                  "This file is standalone: its statements run outside a transaction, where a failure "
                  "half-way cannot be rolled back.",
                  "Move it into a step of its own without \"-- pgbale: standalone\".");
    if (!standalone && !s->in_transaction_ok && n->node_case == PG_QUERY__NODE__NODE_REINDEX_STMT)
        return no(r, "REINDEX outside one table or index, or CONCURRENTLY,",
                  "It cannot run in a transaction block.",
                  "Put it into a file of its own that begins with \"-- pgbale: standalone\".");
    if (!standalone && !s->in_transaction_ok)
        return no(r, NULL, "This form cannot run in a transaction block (for example CONCURRENTLY).",
                  "Put it into a file of its own that begins with \"-- pgbale: standalone\".");
    return true;
}

bool statement_check_step(const PgQuery__Node *n, const struct source_statement *s, bool standalone,
                          struct refusal *r)
{
    bool drops;

    if (n->node_case == PG_QUERY__NODE__NODE_VARIABLE_SET_STMT)
        return check_set(n->variable_set_stmt, standalone, r);
    if (!check_standalone(n, s, standalone, r))
        return false;
    if (n->node_case == PG_QUERY__NODE__NODE_SELECT_STMT)
        return check_select(n->select_stmt, r);
    if (*relation_kind(n, &drops) == 't' && !drops)
        return no(r, "a temporary object that outlives the transaction",
                  "Later steps run in the same session and would find it first.",
                  "Write CREATE TEMPORARY TABLE ... ON COMMIT DROP.");
    return true;
}
