/*
 * noise: see noise.h.
 */
#include "noise.h"

#include <pg_query.h>
#include <strings.h>

static const char *function_name(const PgQuery__FuncCall *c)
{
    const PgQuery__Node *last = c->n_funcname ? c->funcname[c->n_funcname - 1] : NULL;

    return last && last->node_case == PG_QUERY__NODE__NODE_STRING ? last->string->sval : "";
}

/* The only call of SELECT f(...), or NULL. */
static const PgQuery__FuncCall *only_call(const PgQuery__SelectStmt *s)
{
    if (s->n_target_list != 1 || s->n_from_clause || s->with_clause ||
        s->target_list[0]->node_case != PG_QUERY__NODE__NODE_RES_TARGET)
        return NULL;
    const PgQuery__Node *value = s->target_list[0]->res_target->val;
    return value && value->node_case == PG_QUERY__NODE__NODE_FUNC_CALL ? value->func_call : NULL;
}

static const char *text_of(const PgQuery__Node *n)
{
    if (n->node_case != PG_QUERY__NODE__NODE_A_CONST || n->a_const->val_case != PG_QUERY__A__CONST__VAL_SVAL)
        return "";
    return n->a_const->sval->sval;
}

/* pg_dump's own SET statements, of any age. */
static bool is_dump_set(const PgQuery__VariableSetStmt *s)
{
    static const char *const names[] = {
        "statement_timeout",   "lock_timeout",          "idle_in_transaction_session_timeout",
        "transaction_timeout", "check_function_bodies", "xmloption",
        "client_min_messages", "row_security",          "default_tablespace",
        "default_with_oids",   "escape_string_warning",
    };

    if (s->is_local || s->kind != PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE || s->n_args != 1 ||
        s->args[0]->node_case != PG_QUERY__NODE__NODE_A_CONST)
        return false;
    for (size_t i = 0; i < countof(names); i++)
        if (strcmp(names[i], s->name) == 0)
            return true;
    /* These would change what the file means, so only the value that pgbale uses anyway is noise. */
    const char *text = text_of(s->args[0]);
    if (strcmp(s->name, "client_encoding") == 0)
        return strcasecmp(text, "UTF8") == 0 || strcasecmp(text, "UTF-8") == 0;
    if (strcmp(s->name, "standard_conforming_strings") == 0)
        return strcasecmp(text, "on") == 0;
    return strcmp(s->name, "default_table_access_method") == 0 && strcmp(text, "heap") == 0;
}

/* RESET name: back to what pgbale uses. RESET search_path and RESET ALL say something about names. */
static bool is_reset(const PgQuery__VariableSetStmt *s)
{
    return s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET && strcmp(s->name, "search_path") != 0;
}

bool noise_leaves_bodies(const PgQuery__Node *n)
{
    const PgQuery__VariableSetStmt *s = n->variable_set_stmt;

    if (n->node_case != PG_QUERY__NODE__NODE_VARIABLE_SET_STMT || s->n_args != 1 ||
        strcmp(s->name, "check_function_bodies") != 0)
        return false;
    const char *value = text_of(s->args[0]);
    return strcasecmp(value, "false") == 0 || strcasecmp(value, "off") == 0;
}

/* set_config('search_path', '', false), which makes every name in a dump a full one. */
static bool clears_search_path(const PgQuery__FuncCall *c)
{
    return strcmp(function_name(c), "set_config") == 0 && c->n_args == 3 &&
           strcmp(text_of(c->args[0]), "search_path") == 0 &&
           c->args[1]->node_case == PG_QUERY__NODE__NODE_A_CONST && *text_of(c->args[1]) == '\0';
}

bool noise_is_bracket(const PgQuery__Node *n)
{
    if (n->node_case != PG_QUERY__NODE__NODE_TRANSACTION_STMT)
        return false;
    PgQuery__TransactionStmtKind kind = n->transaction_stmt->kind;

    return kind == PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN ||
           kind == PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START ||
           kind == PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT;
}

/* INSERT INTO schema_migrations (version) VALUES ('1'), ('2'): constants only, so nothing is made on the way.
 */
static bool is_bookkeeping(const PgQuery__InsertStmt *s)
{
    const PgQuery__SelectStmt *rows =
        s->select_stmt && s->select_stmt->node_case == PG_QUERY__NODE__NODE_SELECT_STMT
            ? s->select_stmt->select_stmt
            : NULL;

    if (!s->relation || strcmp(s->relation->relname, "schema_migrations") != 0 || !rows ||
        !rows->n_values_lists || s->with_clause || s->n_returning_list)
        return false;
    for (size_t i = 0; i < rows->n_values_lists; i++) {
        const PgQuery__Node *row = rows->values_lists[i];
        if (row->node_case != PG_QUERY__NODE__NODE_LIST)
            return false;
        for (size_t k = 0; k < row->list->n_items; k++)
            if (row->list->items[k]->node_case != PG_QUERY__NODE__NODE_A_CONST)
                return false;
    }
    return true;
}

bool noise_is(const PgQuery__Node *n)
{
    if (n->node_case == PG_QUERY__NODE__NODE_VARIABLE_SET_STMT)
        return is_dump_set(n->variable_set_stmt) || is_reset(n->variable_set_stmt);
    if (n->node_case == PG_QUERY__NODE__NODE_INSERT_STMT)
        return is_bookkeeping(n->insert_stmt);
    if (n->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
        return noise_is_bracket(n);
    const PgQuery__FuncCall *call = only_call(n->select_stmt);
    return call && strcmp(function_name(call), "setval") == 0;
}

static void free_deparsed(PgQueryDeparseResult *r)
{
    pg_query_free_deparse_result(*r);
}

/* The statement as SET LOCAL, in the parser's own spelling. NULL: it cannot be written so. */
static const char *as_local(struct arena *a, PgQuery__ParseResult *tree)
{
    tree->stmts[0]->stmt->variable_set_stmt->is_local = true;
    size_t size = pg_query__parse_result__get_packed_size(tree);
    uint8_t *packed = arena_array(a, size + 1, 1);

    pg_query__parse_result__pack(tree, packed);
    owned(free_deparsed) PgQueryDeparseResult r =
        pg_query_deparse_protobuf((PgQueryProtobuf){ .len = size, .data = (char *)packed });
    return r.error ? NULL : arena_text(a, r.query);
}

/* The first schema of the path, in which objects without a schema are made; NULL: none. */
static const char *home_of(const PgQuery__VariableSetStmt *s)
{
    for (size_t i = 0; i < s->n_args; i++)
        if (*text_of(s->args[i]) && strcmp(text_of(s->args[i]), "$user") != 0)
            return text_of(s->args[i]);
    return NULL;
}

/* Only "public", beside "$user" and pg_catalog: where names without a schema are looked for anyway. */
static bool is_usual(const PgQuery__VariableSetStmt *s)
{
    for (size_t i = 0; i < s->n_args; i++) {
        const char *name = text_of(s->args[i]);
        if (*name && strcmp(name, "$user") != 0 && strcmp(name, "public") != 0 &&
            strcmp(name, "pg_catalog") != 0)
            return false;
    }
    return true;
}

bool noise_search_path(struct arena *a, PgQuery__ParseResult *tree, const struct source_path **out)
{
    const PgQuery__Node *n = tree->stmts[0]->stmt;

    if (n->node_case == PG_QUERY__NODE__NODE_SELECT_STMT) {
        const PgQuery__FuncCall *call = only_call(n->select_stmt);
        if (!call || !clears_search_path(call))
            return false;
        *out = NULL;
        return true;
    }
    if (n->node_case != PG_QUERY__NODE__NODE_VARIABLE_SET_STMT)
        return false;
    const PgQuery__VariableSetStmt *s = n->variable_set_stmt;
    bool all = s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL;
    if (!all && strcmp(s->name, "search_path") != 0)
        return false;
    bool sets = s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE;
    const char *home = sets && !is_usual(s) ? home_of(s) : NULL;
    if (!home) {
        *out = NULL;
        return s->kind != PG_QUERY__VARIABLE_SET_KIND__VAR_SET_CURRENT;
    }
    struct source_path *path = arena_alloc(a, sizeof *path);
    path->home = arena_text(a, home);
    path->set = as_local(a, tree);
    *out = path;
    return path->set != NULL;
}
