/*
 * statement_tag: see statement_tag.h.
 *
 * Checked against a server, statement by statement, in tests/compiler/tags.c.
 */
#include "statement_tag.h"

#include "text.h"

#include <ctype.h>

/* Statements whose tag does not depend on anything in them. */
static const char *const fixed[] = {
    [PG_QUERY__NODE__NODE_INSERT_STMT] = "INSERT",
    [PG_QUERY__NODE__NODE_DELETE_STMT] = "DELETE",
    [PG_QUERY__NODE__NODE_UPDATE_STMT] = "UPDATE",
    [PG_QUERY__NODE__NODE_MERGE_STMT] = "MERGE",
    [PG_QUERY__NODE__NODE_SELECT_STMT] = "SELECT",
    [PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT] = "ALTER DOMAIN",
    [PG_QUERY__NODE__NODE_ALTER_DEFAULT_PRIVILEGES_STMT] = "ALTER DEFAULT PRIVILEGES",
    [PG_QUERY__NODE__NODE_CLUSTER_STMT] = "CLUSTER",
    [PG_QUERY__NODE__NODE_COPY_STMT] = "COPY",
    [PG_QUERY__NODE__NODE_CREATE_STMT] = "CREATE TABLE",
    [PG_QUERY__NODE__NODE_TRUNCATE_STMT] = "TRUNCATE TABLE",
    [PG_QUERY__NODE__NODE_COMMENT_STMT] = "COMMENT",
    [PG_QUERY__NODE__NODE_INDEX_STMT] = "CREATE INDEX",
    [PG_QUERY__NODE__NODE_DO_STMT] = "DO",
    [PG_QUERY__NODE__NODE_RULE_STMT] = "CREATE RULE",
    [PG_QUERY__NODE__NODE_NOTIFY_STMT] = "NOTIFY",
    [PG_QUERY__NODE__NODE_LISTEN_STMT] = "LISTEN",
    [PG_QUERY__NODE__NODE_UNLISTEN_STMT] = "UNLISTEN",
    [PG_QUERY__NODE__NODE_VIEW_STMT] = "CREATE VIEW",
    [PG_QUERY__NODE__NODE_LOAD_STMT] = "LOAD",
    [PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT] = "CREATE DOMAIN",
    [PG_QUERY__NODE__NODE_CREATEDB_STMT] = "CREATE DATABASE",
    [PG_QUERY__NODE__NODE_DROPDB_STMT] = "DROP DATABASE",
    [PG_QUERY__NODE__NODE_EXPLAIN_STMT] = "EXPLAIN",
    [PG_QUERY__NODE__NODE_CREATE_SEQ_STMT] = "CREATE SEQUENCE",
    [PG_QUERY__NODE__NODE_ALTER_SEQ_STMT] = "ALTER SEQUENCE",
    [PG_QUERY__NODE__NODE_VARIABLE_SHOW_STMT] = "SHOW",
    [PG_QUERY__NODE__NODE_CREATE_TRIG_STMT] = "CREATE TRIGGER",
    [PG_QUERY__NODE__NODE_CREATE_PLANG_STMT] = "CREATE LANGUAGE",
    [PG_QUERY__NODE__NODE_CREATE_ROLE_STMT] = "CREATE ROLE",
    [PG_QUERY__NODE__NODE_ALTER_ROLE_STMT] = "ALTER ROLE",
    [PG_QUERY__NODE__NODE_DROP_ROLE_STMT] = "DROP ROLE",
    [PG_QUERY__NODE__NODE_LOCK_STMT] = "LOCK TABLE",
    [PG_QUERY__NODE__NODE_CONSTRAINTS_SET_STMT] = "SET CONSTRAINTS",
    [PG_QUERY__NODE__NODE_REINDEX_STMT] = "REINDEX",
    [PG_QUERY__NODE__NODE_CHECK_POINT_STMT] = "CHECKPOINT",
    [PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT] = "CREATE SCHEMA",
    [PG_QUERY__NODE__NODE_ALTER_DATABASE_STMT] = "ALTER DATABASE",
    [PG_QUERY__NODE__NODE_ALTER_DATABASE_REFRESH_COLL_STMT] = "ALTER DATABASE",
    [PG_QUERY__NODE__NODE_ALTER_DATABASE_SET_STMT] = "ALTER DATABASE",
    [PG_QUERY__NODE__NODE_ALTER_ROLE_SET_STMT] = "ALTER ROLE",
    [PG_QUERY__NODE__NODE_CREATE_CONVERSION_STMT] = "CREATE CONVERSION",
    [PG_QUERY__NODE__NODE_CREATE_CAST_STMT] = "CREATE CAST",
    [PG_QUERY__NODE__NODE_CREATE_OP_CLASS_STMT] = "CREATE OPERATOR CLASS",
    [PG_QUERY__NODE__NODE_CREATE_OP_FAMILY_STMT] = "CREATE OPERATOR FAMILY",
    [PG_QUERY__NODE__NODE_ALTER_OP_FAMILY_STMT] = "ALTER OPERATOR FAMILY",
    [PG_QUERY__NODE__NODE_PREPARE_STMT] = "PREPARE",
    [PG_QUERY__NODE__NODE_EXECUTE_STMT] = "EXECUTE",
    [PG_QUERY__NODE__NODE_DECLARE_CURSOR_STMT] = "DECLARE CURSOR",
    [PG_QUERY__NODE__NODE_CREATE_TABLE_SPACE_STMT] = "CREATE TABLESPACE",
    [PG_QUERY__NODE__NODE_DROP_TABLE_SPACE_STMT] = "DROP TABLESPACE",
    [PG_QUERY__NODE__NODE_ALTER_OPERATOR_STMT] = "ALTER OPERATOR",
    [PG_QUERY__NODE__NODE_ALTER_TYPE_STMT] = "ALTER TYPE",
    [PG_QUERY__NODE__NODE_DROP_OWNED_STMT] = "DROP OWNED",
    [PG_QUERY__NODE__NODE_REASSIGN_OWNED_STMT] = "REASSIGN OWNED",
    [PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT] = "CREATE TYPE",
    [PG_QUERY__NODE__NODE_CREATE_ENUM_STMT] = "CREATE TYPE",
    [PG_QUERY__NODE__NODE_CREATE_RANGE_STMT] = "CREATE TYPE",
    [PG_QUERY__NODE__NODE_ALTER_ENUM_STMT] = "ALTER TYPE",
    [PG_QUERY__NODE__NODE_ALTER_TSDICTIONARY_STMT] = "ALTER TEXT SEARCH DICTIONARY",
    [PG_QUERY__NODE__NODE_ALTER_TSCONFIGURATION_STMT] = "ALTER TEXT SEARCH CONFIGURATION",
    [PG_QUERY__NODE__NODE_CREATE_FDW_STMT] = "CREATE FOREIGN DATA WRAPPER",
    [PG_QUERY__NODE__NODE_ALTER_FDW_STMT] = "ALTER FOREIGN DATA WRAPPER",
    [PG_QUERY__NODE__NODE_CREATE_FOREIGN_SERVER_STMT] = "CREATE SERVER",
    [PG_QUERY__NODE__NODE_ALTER_FOREIGN_SERVER_STMT] = "ALTER SERVER",
    [PG_QUERY__NODE__NODE_CREATE_USER_MAPPING_STMT] = "CREATE USER MAPPING",
    [PG_QUERY__NODE__NODE_ALTER_USER_MAPPING_STMT] = "ALTER USER MAPPING",
    [PG_QUERY__NODE__NODE_DROP_USER_MAPPING_STMT] = "DROP USER MAPPING",
    [PG_QUERY__NODE__NODE_ALTER_TABLE_SPACE_OPTIONS_STMT] = "ALTER TABLESPACE",
    [PG_QUERY__NODE__NODE_SEC_LABEL_STMT] = "SECURITY LABEL",
    [PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT] = "CREATE FOREIGN TABLE",
    [PG_QUERY__NODE__NODE_IMPORT_FOREIGN_SCHEMA_STMT] = "IMPORT FOREIGN SCHEMA",
    [PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT] = "CREATE EXTENSION",
    [PG_QUERY__NODE__NODE_ALTER_EXTENSION_STMT] = "ALTER EXTENSION",
    [PG_QUERY__NODE__NODE_ALTER_EXTENSION_CONTENTS_STMT] = "ALTER EXTENSION",
    [PG_QUERY__NODE__NODE_CREATE_EVENT_TRIG_STMT] = "CREATE EVENT TRIGGER",
    [PG_QUERY__NODE__NODE_ALTER_EVENT_TRIG_STMT] = "ALTER EVENT TRIGGER",
    [PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT] = "REFRESH MATERIALIZED VIEW",
    [PG_QUERY__NODE__NODE_ALTER_SYSTEM_STMT] = "ALTER SYSTEM",
    [PG_QUERY__NODE__NODE_CREATE_POLICY_STMT] = "CREATE POLICY",
    [PG_QUERY__NODE__NODE_ALTER_POLICY_STMT] = "ALTER POLICY",
    [PG_QUERY__NODE__NODE_CREATE_TRANSFORM_STMT] = "CREATE TRANSFORM",
    [PG_QUERY__NODE__NODE_CREATE_AM_STMT] = "CREATE ACCESS METHOD",
    [PG_QUERY__NODE__NODE_CREATE_PUBLICATION_STMT] = "CREATE PUBLICATION",
    [PG_QUERY__NODE__NODE_ALTER_PUBLICATION_STMT] = "ALTER PUBLICATION",
    [PG_QUERY__NODE__NODE_CREATE_SUBSCRIPTION_STMT] = "CREATE SUBSCRIPTION",
    [PG_QUERY__NODE__NODE_ALTER_SUBSCRIPTION_STMT] = "ALTER SUBSCRIPTION",
    [PG_QUERY__NODE__NODE_DROP_SUBSCRIPTION_STMT] = "DROP SUBSCRIPTION",
    [PG_QUERY__NODE__NODE_CREATE_STATS_STMT] = "CREATE STATISTICS",
    [PG_QUERY__NODE__NODE_ALTER_COLLATION_STMT] = "ALTER COLLATION",
    [PG_QUERY__NODE__NODE_CALL_STMT] = "CALL",
    [PG_QUERY__NODE__NODE_ALTER_STATS_STMT] = "ALTER STATISTICS",
};

static const char *const object_words[] = {
    [PG_QUERY__OBJECT_TYPE__OBJECT_ACCESS_METHOD] = "ACCESS METHOD",
    [PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE] = "AGGREGATE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE] = "TYPE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_CAST] = "CAST",
    [PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN] = "TABLE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_COLLATION] = "COLLATION",
    [PG_QUERY__OBJECT_TYPE__OBJECT_CONVERSION] = "CONVERSION",
    [PG_QUERY__OBJECT_TYPE__OBJECT_DATABASE] = "DATABASE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN] = "DOMAIN",
    [PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT] = "DOMAIN",
    [PG_QUERY__OBJECT_TYPE__OBJECT_EVENT_TRIGGER] = "EVENT TRIGGER",
    [PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION] = "EXTENSION",
    [PG_QUERY__OBJECT_TYPE__OBJECT_FDW] = "FOREIGN DATA WRAPPER",
    [PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_SERVER] = "SERVER",
    [PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE] = "FOREIGN TABLE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION] = "FUNCTION",
    [PG_QUERY__OBJECT_TYPE__OBJECT_INDEX] = "INDEX",
    [PG_QUERY__OBJECT_TYPE__OBJECT_LANGUAGE] = "LANGUAGE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_LARGEOBJECT] = "LARGE OBJECT",
    [PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW] = "MATERIALIZED VIEW",
    [PG_QUERY__OBJECT_TYPE__OBJECT_OPCLASS] = "OPERATOR CLASS",
    [PG_QUERY__OBJECT_TYPE__OBJECT_OPERATOR] = "OPERATOR",
    [PG_QUERY__OBJECT_TYPE__OBJECT_OPFAMILY] = "OPERATOR FAMILY",
    [PG_QUERY__OBJECT_TYPE__OBJECT_POLICY] = "POLICY",
    [PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE] = "PROCEDURE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_PUBLICATION] = "PUBLICATION",
    [PG_QUERY__OBJECT_TYPE__OBJECT_ROLE] = "ROLE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE] = "ROUTINE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_RULE] = "RULE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA] = "SCHEMA",
    [PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE] = "SEQUENCE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_SUBSCRIPTION] = "SUBSCRIPTION",
    [PG_QUERY__OBJECT_TYPE__OBJECT_STATISTIC_EXT] = "STATISTICS",
    [PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT] = "TABLE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_TABLE] = "TABLE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_TABLESPACE] = "TABLESPACE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_TRANSFORM] = "TRANSFORM",
    [PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER] = "TRIGGER",
    [PG_QUERY__OBJECT_TYPE__OBJECT_TSCONFIGURATION] = "TEXT SEARCH CONFIGURATION",
    [PG_QUERY__OBJECT_TYPE__OBJECT_TSDICTIONARY] = "TEXT SEARCH DICTIONARY",
    [PG_QUERY__OBJECT_TYPE__OBJECT_TSPARSER] = "TEXT SEARCH PARSER",
    [PG_QUERY__OBJECT_TYPE__OBJECT_TSTEMPLATE] = "TEXT SEARCH TEMPLATE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_TYPE] = "TYPE",
    [PG_QUERY__OBJECT_TYPE__OBJECT_USER_MAPPING] = "USER MAPPING",
    [PG_QUERY__OBJECT_TYPE__OBJECT_VIEW] = "VIEW",
};

static const char *const transaction_tags[] = {
    [PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN] = "BEGIN",
    [PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START] = "START TRANSACTION",
    [PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT] = "COMMIT",
    [PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK] = "ROLLBACK",
    [PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_SAVEPOINT] = "SAVEPOINT",
    [PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_RELEASE] = "RELEASE",
    [PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO] = "ROLLBACK",
    [PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_PREPARE] = "PREPARE TRANSACTION",
    [PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT_PREPARED] = "COMMIT PREPARED",
    [PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_PREPARED] = "ROLLBACK PREPARED",
};

static const char *const discard_tags[] = {
    [PG_QUERY__DISCARD_MODE__DISCARD_ALL] = "DISCARD ALL",
    [PG_QUERY__DISCARD_MODE__DISCARD_PLANS] = "DISCARD PLANS",
    [PG_QUERY__DISCARD_MODE__DISCARD_SEQUENCES] = "DISCARD SEQUENCES",
    [PG_QUERY__DISCARD_MODE__DISCARD_TEMP] = "DISCARD TEMP",
};

static const char *look_up(const char *const *table, size_t count, unsigned at)
{
    return at < count ? table[at] : NULL;
}

const char *statement_object_words(PgQuery__ObjectType type)
{
    return look_up(object_words, countof(object_words), type);
}

static const char *verb(struct arena *a, const char *word, PgQuery__ObjectType type)
{
    const char *words = statement_object_words(type);

    return words ? format(a, "%s %s", word, words) : NULL;
}

/* With data it answers as the SELECT does; without, as the statement it is. */
static const char *create_as_tag(const PgQuery__CreateTableAsStmt *s)
{
    if (s->into && !s->into->skip_data)
        return "SELECT";
    return s->objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW ? "CREATE MATERIALIZED VIEW"
                                                               : "CREATE TABLE AS";
}

static const char *set_tag(const PgQuery__VariableSetStmt *s)
{
    return s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET ||
                   s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL
               ? "RESET"
               : "SET";
}

/* Those that depend on the kind of object. */
static const char *object_tag(struct arena *a, const PgQuery__Node *n)
{
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        return verb(a, "ALTER", n->alter_table_stmt->objtype);
    case PG_QUERY__NODE__NODE_ALTER_TABLE_MOVE_ALL_STMT:
        return verb(a, "ALTER", n->alter_table_move_all_stmt->objtype);
    case PG_QUERY__NODE__NODE_ALTER_FUNCTION_STMT:
        return verb(a, "ALTER", n->alter_function_stmt->objtype);
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_DEPENDS_STMT:
        return verb(a, "ALTER", n->alter_object_depends_stmt->object_type);
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT:
        return verb(a, "ALTER", n->alter_object_schema_stmt->object_type);
    case PG_QUERY__NODE__NODE_ALTER_OWNER_STMT:
        return verb(a, "ALTER", n->alter_owner_stmt->object_type);
    case PG_QUERY__NODE__NODE_RENAME_STMT:
        /* A renamed column is answered by what its relation was called. */
        return verb(a, "ALTER",
                    n->rename_stmt->rename_type == PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN
                        ? n->rename_stmt->relation_type
                        : n->rename_stmt->rename_type);
    case PG_QUERY__NODE__NODE_DEFINE_STMT:
        return verb(a, "CREATE", n->define_stmt->kind);
    case PG_QUERY__NODE__NODE_DROP_STMT:
        return verb(a, "DROP", n->drop_stmt->remove_type);
    default:
        return NULL;
    }
}

const char *statement_tag(struct arena *a, const PgQuery__Node *n)
{
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_GRANT_STMT:
        return n->grant_stmt->is_grant ? "GRANT" : "REVOKE";
    case PG_QUERY__NODE__NODE_GRANT_ROLE_STMT:
        return n->grant_role_stmt->is_grant ? "GRANT ROLE" : "REVOKE ROLE";
    case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT:
        return n->create_function_stmt->is_procedure ? "CREATE PROCEDURE" : "CREATE FUNCTION";
    case PG_QUERY__NODE__NODE_VACUUM_STMT:
        return n->vacuum_stmt->is_vacuumcmd ? "VACUUM" : "ANALYZE";
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
        return create_as_tag(n->create_table_as_stmt);
    case PG_QUERY__NODE__NODE_VARIABLE_SET_STMT:
        return set_tag(n->variable_set_stmt);
    case PG_QUERY__NODE__NODE_CLOSE_PORTAL_STMT:
        return *n->close_portal_stmt->portalname ? "CLOSE CURSOR" : "CLOSE CURSOR ALL";
    case PG_QUERY__NODE__NODE_FETCH_STMT:
        return n->fetch_stmt->ismove ? "MOVE" : "FETCH";
    case PG_QUERY__NODE__NODE_DEALLOCATE_STMT:
        return *n->deallocate_stmt->name ? "DEALLOCATE" : "DEALLOCATE ALL";
    case PG_QUERY__NODE__NODE_TRANSACTION_STMT:
        return look_up(transaction_tags, countof(transaction_tags), n->transaction_stmt->kind);
    case PG_QUERY__NODE__NODE_DISCARD_STMT:
        return look_up(discard_tags, countof(discard_tags), n->discard_stmt->target);
    default:
        break;
    }
    const char *tag = look_up(fixed, countof(fixed), n->node_case);
    return tag ? tag : object_tag(a, n);
}

/* Words that stand between CREATE and the kind of object and are not part of the tag. */
static const char *const options[] = { "OR",        "REPLACE",    "UNIQUE",   "TEMP",
                                       "TEMPORARY", "GLOBAL",     "UNLOGGED", "LOCAL",
                                       "RECURSIVE", "CONSTRAINT", "TRUSTED" };

static bool is_option(const char *word)
{
    for (size_t i = 0; i < countof(options); i++)
        if (text_equal(options[i], word))
            return true;
    return false;
}

/* The longest fixed tag or verb + object words that `words` starts with, whole words only. */
static const char *longest_match(struct arena *a, const char *words)
{
    static const char *const verbs[] = { "CREATE", "ALTER", "DROP" };
    static const char *const others[] = {
        "GRANT",  "REVOKE",  "CREATE MATERIALIZED VIEW", "SET",
        "VACUUM", "ANALYZE", "CREATE PROCEDURE",         "CREATE FUNCTION"
    };
    const char *best = NULL;
    struct {
        const char *const *at;
        size_t count;
        const char *verb;
    } lists[] = { { fixed, countof(fixed), NULL },
                  { others, countof(others), NULL },
                  { object_words, countof(object_words), verbs[0] },
                  { object_words, countof(object_words), verbs[1] },
                  { object_words, countof(object_words), verbs[2] } };

    for (size_t i = 0; i < countof(lists); i++) {
        for (size_t k = 0; k < lists[i].count; k++) {
            const char *tag = lists[i].at[k];
            if (tag && lists[i].verb)
                tag = format(a, "%s %s", lists[i].verb, tag);
            if (!tag || !text_starts(words, format(a, "%s ", tag)))
                continue;
            if (!best || strlen(tag) > strlen(best))
                best = tag;
        }
    }
    return best;
}

const char *statement_tag_guess(struct arena *a, const char *text)
{
    enum { WORDS = 6 };
    struct text words = text_new(a);
    size_t n = 0;

    for (const char *at = text; *at && n < WORDS;) {
        const char *start = at;
        while (isalpha((unsigned char)*at))
            at++;
        if (at > start) {
            char *word = arena_copy(a, start, (size_t)(at - start));
            for (char *c = word; *c; c++)
                *c = (char)toupper((unsigned char)*c);
            if (n == 0 || !is_option(word))
                text_addf(&words, "%s ", word), n++;
        }
        if (*at && !isspace((unsigned char)*at))
            break;
        while (isspace((unsigned char)*at))
            at++;
    }
    return words.size ? longest_match(a, words.at) : NULL;
}
