/*
 * statement_rules: see statement_rules.h.
 */
#include "statement_rules.h"

#include "statement_checks.h"

/* Why a kind of statement is refused; FINE: it is not. UNLISTED is what a missing row says. */
enum reason {
    UNLISTED,
    FINE,
    DATA,
    DROPS,
    HIDDEN,
    TRANSACTION,
    SESSION,
    SERVER,
    ROLES,
    COPYING,
    CHANGES,
    ELSEWHERE,
    NO_EFFECT,
    REASONS
};

static const struct {
    const char *why, *next;
} reasons[REASONS] = {
    [UNLISTED] = { "It is not among the statements that pgbale knows how to handle here.",
                   "Leave it out, or run it outside of pgbale." },
    [DATA] = { "Rows are not part of a schema.", "Put data statements into a step of a migration." },
    [DROPS] = { "Schema files say what is there, not what goes away.",
                "Remove the object's own statement from the schema files; pgbale writes the DROP. Only DROP "
                "... IF "
                "EXISTS of what the same file makes further down is skipped." },
    [HIDDEN] = { "What it does cannot be read from its text, so the declared schema would not be one.",
                 "Declare the objects themselves; put the block into a step of a migration or into "
                 "prelude/." },
    [TRANSACTION] = { "pgbale begins and ends transactions itself, so that steps and ledger are one.",
                      "Remove it. Statements that need no transaction go into a file that begins with "
                      "\"-- pgbale: standalone\"." },
    [SESSION] = { "It changes the session that later statements run in, or the state only it knows.",
                  "Remove it; use SET LOCAL in a step, or a SET clause of the function that needs it." },
    [SERVER] = { "It acts on the whole server, not on this database.",
                 "Let whoever runs the server do it, outside of pgbale." },
    [ROLES] = { "Roles belong to the server, not to one database.",
                "Put it into prelude/, which says what exists before us on every target." },
    [COPYING] = { "COPY needs a client's data stream or files of the server.",
                  "Write INSERT statements in a step; take schema files from pg_dump --schema-only." },
    [CHANGES] = { "Schema files say what is there, not how to get there.",
                  "Declare the result; for a new name add \"-- pgbale: renamed-from OLD\" before it." },
    [ELSEWHERE] = { "Its result depends on another server.", "Declare the foreign tables themselves." },
    [NO_EFFECT] = { "It changes nothing, so a migration does not need it.", "Remove it." },
};

/* One row per kind of statement: what schema files, prelude files and steps say about it. */
struct row {
    enum reason schema, prelude, step;
};

static const struct row rows[] = {
    /* What declares. */
    [PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_DEFINE_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_ENUM_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_RANGE_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_SEQ_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_INDEX_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_VIEW_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_RULE_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_TRIG_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_EVENT_TRIG_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_POLICY_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_STATS_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_CAST_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_CONVERSION_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_OP_CLASS_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_OP_FAMILY_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_PLANG_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_TRANSFORM_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_AM_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_FDW_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_FOREIGN_SERVER_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_USER_MAPPING_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_PUBLICATION_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_CREATE_SUBSCRIPTION_STMT] = { FINE, FINE, FINE },
    /* What completes a declaration. */
    [PG_QUERY__NODE__NODE_ALTER_TABLE_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_ENUM_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_TYPE_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_SEQ_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_FUNCTION_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_EVENT_TRIG_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_POLICY_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_OP_FAMILY_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_OPERATOR_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_TSDICTIONARY_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_TSCONFIGURATION_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_FDW_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_FOREIGN_SERVER_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_USER_MAPPING_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_PUBLICATION_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_STATS_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_OWNER_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_OBJECT_DEPENDS_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_DEFAULT_PRIVILEGES_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_GRANT_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_COMMENT_STMT] = { FINE, FINE, FINE },
    [PG_QUERY__NODE__NODE_SEC_LABEL_STMT] = { FINE, FINE, FINE },
    /* What changes. */
    [PG_QUERY__NODE__NODE_RENAME_STMT] = { CHANGES, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT] = { CHANGES, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_EXTENSION_STMT] = { CHANGES, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_EXTENSION_CONTENTS_STMT] = { CHANGES, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_SUBSCRIPTION_STMT] = { CHANGES, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_COLLATION_STMT] = { CHANGES, FINE, FINE },
    [PG_QUERY__NODE__NODE_ALTER_TABLE_MOVE_ALL_STMT] = { CHANGES, CHANGES, FINE },
    [PG_QUERY__NODE__NODE_REINDEX_STMT] = { CHANGES, NO_EFFECT, FINE },
    [PG_QUERY__NODE__NODE_CLUSTER_STMT] = { CHANGES, NO_EFFECT, FINE },
    [PG_QUERY__NODE__NODE_VACUUM_STMT] = { CHANGES, NO_EFFECT, FINE },
    [PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT] = { DATA, FINE, FINE },
    [PG_QUERY__NODE__NODE_DROP_STMT] = { DROPS, FINE, FINE },
    [PG_QUERY__NODE__NODE_DROP_USER_MAPPING_STMT] = { DROPS, FINE, FINE },
    [PG_QUERY__NODE__NODE_DROP_SUBSCRIPTION_STMT] = { DROPS, FINE, FINE },
    [PG_QUERY__NODE__NODE_DROP_OWNED_STMT] = { DROPS, FINE, SERVER },
    [PG_QUERY__NODE__NODE_REASSIGN_OWNED_STMT] = { CHANGES, FINE, SERVER },
    [PG_QUERY__NODE__NODE_IMPORT_FOREIGN_SCHEMA_STMT] = { ELSEWHERE, ELSEWHERE, ELSEWHERE },
    /* Rows. */
    [PG_QUERY__NODE__NODE_INSERT_STMT] = { DATA, FINE, FINE },
    [PG_QUERY__NODE__NODE_UPDATE_STMT] = { DATA, FINE, FINE },
    [PG_QUERY__NODE__NODE_DELETE_STMT] = { DATA, FINE, FINE },
    [PG_QUERY__NODE__NODE_MERGE_STMT] = { DATA, FINE, FINE },
    [PG_QUERY__NODE__NODE_TRUNCATE_STMT] = { DATA, FINE, FINE },
    [PG_QUERY__NODE__NODE_SELECT_STMT] = { DATA, FINE, FINE },
    [PG_QUERY__NODE__NODE_COPY_STMT] = { COPYING, COPYING, COPYING },
    [PG_QUERY__NODE__NODE_LOCK_STMT] = { CHANGES, NO_EFFECT, FINE },
    [PG_QUERY__NODE__NODE_NOTIFY_STMT] = { DATA, NO_EFFECT, FINE },
    [PG_QUERY__NODE__NODE_CONSTRAINTS_SET_STMT] = { SESSION, SESSION, FINE },
    /* Code whose effect its text does not show. */
    [PG_QUERY__NODE__NODE_DO_STMT] = { HIDDEN, FINE, FINE },
    [PG_QUERY__NODE__NODE_CALL_STMT] = { HIDDEN, FINE, FINE },
    /* Roles. */
    [PG_QUERY__NODE__NODE_CREATE_ROLE_STMT] = { ROLES, FINE, ROLES },
    [PG_QUERY__NODE__NODE_ALTER_ROLE_STMT] = { ROLES, FINE, ROLES },
    [PG_QUERY__NODE__NODE_ALTER_ROLE_SET_STMT] = { ROLES, FINE, ROLES },
    [PG_QUERY__NODE__NODE_DROP_ROLE_STMT] = { ROLES, FINE, ROLES },
    [PG_QUERY__NODE__NODE_GRANT_ROLE_STMT] = { ROLES, FINE, FINE },
    /* The session. */
    [PG_QUERY__NODE__NODE_VARIABLE_SET_STMT] = { SESSION, FINE, FINE },
    [PG_QUERY__NODE__NODE_VARIABLE_SHOW_STMT] = { NO_EFFECT, NO_EFFECT, NO_EFFECT },
    [PG_QUERY__NODE__NODE_EXPLAIN_STMT] = { NO_EFFECT, NO_EFFECT, NO_EFFECT },
    [PG_QUERY__NODE__NODE_DISCARD_STMT] = { SESSION, SESSION, SESSION },
    [PG_QUERY__NODE__NODE_LISTEN_STMT] = { SESSION, SESSION, SESSION },
    [PG_QUERY__NODE__NODE_UNLISTEN_STMT] = { SESSION, SESSION, SESSION },
    [PG_QUERY__NODE__NODE_PREPARE_STMT] = { SESSION, SESSION, SESSION },
    [PG_QUERY__NODE__NODE_EXECUTE_STMT] = { SESSION, SESSION, SESSION },
    [PG_QUERY__NODE__NODE_DEALLOCATE_STMT] = { SESSION, SESSION, SESSION },
    [PG_QUERY__NODE__NODE_DECLARE_CURSOR_STMT] = { SESSION, SESSION, SESSION },
    [PG_QUERY__NODE__NODE_FETCH_STMT] = { SESSION, SESSION, SESSION },
    [PG_QUERY__NODE__NODE_CLOSE_PORTAL_STMT] = { SESSION, SESSION, SESSION },
    [PG_QUERY__NODE__NODE_LOAD_STMT] = { SESSION, SESSION, SESSION },
    [PG_QUERY__NODE__NODE_TRANSACTION_STMT] = { TRANSACTION, TRANSACTION, TRANSACTION },
    /* The server. */
    [PG_QUERY__NODE__NODE_ALTER_SYSTEM_STMT] = { SERVER, SERVER, SERVER },
    [PG_QUERY__NODE__NODE_CREATEDB_STMT] = { SERVER, SERVER, SERVER },
    [PG_QUERY__NODE__NODE_DROPDB_STMT] = { SERVER, SERVER, SERVER },
    [PG_QUERY__NODE__NODE_ALTER_DATABASE_STMT] = { SERVER, SERVER, SERVER },
    [PG_QUERY__NODE__NODE_ALTER_DATABASE_REFRESH_COLL_STMT] = { SERVER, SERVER, SERVER },
    [PG_QUERY__NODE__NODE_ALTER_DATABASE_SET_STMT] = { SERVER, SERVER, SERVER },
    [PG_QUERY__NODE__NODE_CREATE_TABLE_SPACE_STMT] = { SERVER, SERVER, SERVER },
    [PG_QUERY__NODE__NODE_DROP_TABLE_SPACE_STMT] = { SERVER, SERVER, SERVER },
    [PG_QUERY__NODE__NODE_ALTER_TABLE_SPACE_OPTIONS_STMT] = { SERVER, SERVER, SERVER },
    [PG_QUERY__NODE__NODE_CHECK_POINT_STMT] = { SERVER, SERVER, SERVER },
};

static const char *const file_names[] = {
    [SOURCE_SCHEMA] = "a schema file",
    [SOURCE_PRELUDE] = "a prelude file",
    [SOURCE_STEP] = "a migration step",
};

static bool refuse(const char *path, enum source_rules rules, const struct source_statement *s,
                   const struct refusal *r, struct fail *f)
{
    fail_named(f, FAIL_USAGE, "sql.refused", "%s:%u:%u: %s is not allowed in %s", path, s->line, s->column,
               r->what ? r->what : s->tag, file_names[rules]);
    fail_detail(f, "%s", r->why);
    return fail_hint(f, "%s", r->next);
}

bool statement_allowed(const char *path, enum source_rules rules, bool standalone,
                       const struct source_statement *s, const PgQuery__Node *node, struct fail *f)
{
    if (rules == SOURCE_ANY)
        return true;
    struct row row = node->node_case < countof(rows) ? rows[node->node_case] : (struct row){ 0 };
    enum reason reason = rules == SOURCE_SCHEMA    ? row.schema
                         : rules == SOURCE_PRELUDE ? row.prelude
                                                   : row.step;
    if (reason != FINE) {
        struct refusal r = { .why = reasons[reason].why, .next = reasons[reason].next };
        return refuse(path, rules, s, &r, f);
    }
    struct refusal r = { 0 };
    bool good = rules == SOURCE_SCHEMA    ? statement_check_schema(node, s, &r)
                : rules == SOURCE_PRELUDE ? statement_check_prelude(s, &r)
                                          : statement_check_step(node, s, standalone, &r);
    return good || refuse(path, rules, s, &r, f);
}

bool statement_refuse_drop(const char *path, const struct source_statement *s, struct fail *f)
{
    struct refusal r = { .why = reasons[DROPS].why, .next = reasons[DROPS].next };

    return refuse(path, SOURCE_SCHEMA, s, &r, f);
}
