/*
 * sql_scan: see sql_scan.h.
 */
#include "sql_scan.h"

#include "sql_escapes.h"

/* --- functions that reach beyond the database's own rows --------------------------------------- */

/* Ascending by name. */
static const struct {
    const char *name, *capability;
} functions[] = {
    { "cursor_to_xml", "dynamic_sql" },
    { "database_to_xml", "dynamic_sql" },
    { "dblink", "remote_call" },
    { "dblink_connect", "remote_call" },
    { "dblink_connect_u", "remote_call" },
    { "dblink_exec", "remote_call" },
    { "dblink_open", "remote_call" },
    { "dblink_send_query", "remote_call" },
    { "lo_export", "server_file" },
    { "lo_import", "server_file" },
    { "pg_advisory_lock", "advisory_lock" },
    { "pg_advisory_lock_shared", "advisory_lock" },
    { "pg_advisory_unlock", "advisory_lock" },
    { "pg_advisory_unlock_all", "advisory_lock" },
    { "pg_advisory_unlock_shared", "advisory_lock" },
    { "pg_advisory_xact_lock", "advisory_lock" },
    { "pg_cancel_backend", "signal_backend" },
    { "pg_file_write", "server_file" },
    { "pg_ls_dir", "server_file" },
    { "pg_promote", "server_control" },
    { "pg_read_binary_file", "server_file" },
    { "pg_read_file", "server_file" },
    { "pg_reload_conf", "server_control" },
    { "pg_stat_file", "server_file" },
    { "pg_terminate_backend", "signal_backend" },
    { "pg_try_advisory_lock", "advisory_lock" },
    { "query_to_xml", "dynamic_sql" },
    { "query_to_xml_and_xmlschema", "dynamic_sql" },
    { "query_to_xmlschema", "dynamic_sql" },
    { "set_config", "set_config" },
};

static void found_add(struct sql_found *found, const char *capability)
{
    for (size_t i = 0; i < found->n; i++)
        if (strcmp(found->names[i], capability) == 0)
            return;
    if (found->n < SQL_CAPABILITIES)
        found->names[found->n++] = capability;
}

/* Negative, 0 or positive, as strcmp of the token in lower case and a name. A token may hold any byte. */
static int compare(const uint8_t *at, size_t size, const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; i < size && i < length; i++) {
        int c = at[i] >= 'A' && at[i] <= 'Z' ? at[i] + ('a' - 'A') : at[i];
        if (c != (uint8_t)name[i])
            return c - (uint8_t)name[i];
    }
    return (size > length) - (size < length);
}

static const char *function_capability(const uint8_t *at, size_t size)
{
    size_t low = 0, high = countof(functions);

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare(at, size, functions[middle].name);
        if (order == 0)
            return functions[middle].capability;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* --- the pass --------------------------------------------------------------------------------- */

struct pass {
    struct lex lex;
    struct sql_scan *out;
    struct sql_found *found;
    const struct lex_token *before, *last; /* the tokens before this one */
    size_t depth, blocks;
    bool ended;            /* a semicolon closed the statement */
    bool schemas;          /* in a list after the word SCHEMA */
    bool with;             /* the statement begins with WITH */
    int table;             /* of ALTER TABLE: see follow_alter_table */
    char first[SCAN_WORD]; /* of its action: the first word, and how many tokens there were */
    size_t in_action;
};

static void note(struct lex_token *where, const struct lex_token *t)
{
    if (where->size == 0)
        *where = *t;
}

static bool was(const struct pass *p, const char *word)
{
    return lex_is(&p->lex, p->last, word);
}

static bool is_ledger(const struct pass *p, const struct lex_token *t)
{
    const uint8_t *at = p->lex.text.at + t->start;

    if (t->kind == LEX_QUOTED)
        return t->size == 8 && memcmp(at, "\"pgbale\"", 8) == 0;
    return lex_is(&p->lex, t, "pgbale");
}

static void keep_word(const struct pass *p, const struct lex_token *t, char out[SCAN_WORD])
{
    size_t size = t->size < SCAN_WORD - 1 ? t->size : SCAN_WORD - 1;

    if (t->kind != LEX_WORD)
        size = 0;
    for (size_t i = 0; i < size; i++) {
        uint8_t c = p->lex.text.at[t->start + i];
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    out[size] = '\0';
}

/* CREATE [OR REPLACE] FUNCTION or PROCEDURE: only there BEGIN ATOMIC begins a body and not, say, an alias. */
static bool makes_routine(const struct sql_scan *s)
{
    const char *what = strcmp(s->head[1], "or") == 0 ? s->head[3] : s->head[1];

    return strcmp(s->head[0], "create") == 0 &&
           (strcmp(what, "function") == 0 || strcmp(what, "procedure") == 0);
}

/*
 * BEGIN ATOMIC ... END holds semicolons that end no statement. Its END stands behind the semicolon of its
 * last statement, or behind ATOMIC when it has none; that of CASE never does, nor does a column called "end".
 */
static void follow_blocks(struct pass *p, const struct lex_token *t)
{
    if (p->depth || !makes_routine(p->out))
        return;
    if (lex_is(&p->lex, t, "atomic") && was(p, "begin"))
        p->blocks++;
    else if (p->blocks && lex_is(&p->lex, t, "end") && (p->last->kind == LEX_SEMICOLON || was(p, "atomic")))
        p->blocks--;
}

static const char *data_change(const struct pass *p, const struct lex_token *t)
{
    static const char *const words[] = { "insert", "update", "delete", "merge" };

    for (size_t i = 0; i < countof(words); i++)
        if (lex_is(&p->lex, t, words[i]))
            return words[i];
    return NULL;
}

/* Rows change where such a statement begins: at the very front, in a WITH clause, and after it. */
static void follow_data(struct pass *p, const struct lex_token *t)
{
    bool begins =
        p->out->n_head == 0 || (p->with && (p->last->kind == LEX_OPEN || p->last->kind == LEX_CLOSE));
    const char *word = begins ? data_change(p, t) : NULL;

    if (!word)
        return;
    found_add(p->found, word);
    found_add(p->found, "dml");
}

/* ALTER TABLE [IF EXISTS] [ONLY] name [*] action, action...: where the scan stands in it. */
enum { NO_TABLE, NAME_COMES, IN_NAME, ACTION_COMES, IN_ACTION };

static void action_begins(struct pass *p, const struct lex_token *t)
{
    p->table = IN_ACTION;
    p->in_action = 1;
    keep_word(p, t, p->first);
    if (p->out->n_actions++ == 0)
        keep_word(p, t, p->out->action);
}

/* A later token of an action; `p->in_action` counts those before it. */
static void follow_action(struct pass *p, const struct lex_token *t)
{
    if (t->kind == LEX_COMMA && p->depth == 0) {
        p->table = ACTION_COMES;
        return;
    }
    if (p->in_action == 1 && strcmp(p->first, "drop") == 0)
        found_add(p->found, lex_is(&p->lex, t, "constraint") ? "drop_constraint" : "drop_column");
    if (p->in_action == 1 && strcmp(p->first, "disable") == 0)
        found_add(p->found, lex_is(&p->lex, t, "row")    ? "disable_rls"
                            : lex_is(&p->lex, t, "rule") ? "disable_rule"
                                                         : "disable_trigger");
    if (p->in_action == 1 && strcmp(p->first, "no") == 0 && lex_is(&p->lex, t, "force"))
        found_add(p->found, "no_force_rls");
    if (p->in_action == 1 && strcmp(p->first, "owner") == 0)
        found_add(p->found, "change_owner");
    if (p->in_action >= 2 && p->depth == 0 && strcmp(p->first, "alter") == 0 && !was(p, "column") &&
        lex_is(&p->lex, t, "type"))
        found_add(p->found, "alter_column_type");
    p->in_action++;
}

static void follow_alter_table(struct pass *p, const struct lex_token *t)
{
    bool name = t->kind == LEX_WORD || t->kind == LEX_QUOTED;
    bool before_name = lex_is(&p->lex, t, "if") || lex_is(&p->lex, t, "exists") || lex_is(&p->lex, t, "only");

    if (p->table == IN_ACTION)
        follow_action(p, t);
    else if (p->table == NAME_COMES && name && !before_name)
        p->table = IN_NAME;
    else if (p->table == ACTION_COMES || (p->table == IN_NAME && name && p->last->kind != LEX_DOT))
        action_begins(p, t);
}

/* To PostgreSQL every byte beyond ASCII is a letter, also those of spaces and of what imitates punctuation.
 */
static bool beyond_ascii(const uint8_t *at, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (at[i] >= 0x80)
            return true;
    return false;
}

static void follow_word(struct pass *p, const struct lex_token *t)
{
    const uint8_t *at = p->lex.text.at + t->start;
    size_t size = t->size;

    if (beyond_ascii(at, size))
        note(&p->out->letters, t);
    follow_data(p, t);
    if (size == 12 && p->depth == 0 && lex_is(&p->lex, t, "concurrently"))
        p->out->concurrently = true;
    if (size == 7 && p->depth == 0 && lex_is(&p->lex, t, "definer") && was(p, "security"))
        found_add(p->found, "security_definer");
    if (size >= 3 && size <= 6 && (*at | 0x20) >= 'a' && (*at | 0x20) <= 'e')
        follow_blocks(p, t);
}

/* U&"...", whose three parts stand together, when it hides what it names. UESCAPE would choose another
 * escape. */
static bool is_hiding(const struct pass *p, const struct lex_token *t)
{
    const uint8_t *u = p->lex.text.at + p->before->start;

    if (p->last->kind == LEX_QUOTED)
        return lex_is(&p->lex, t, "uescape");
    return t->kind == LEX_QUOTED && p->before->kind == LEX_WORD && p->before->size == 1 &&
           (*u | 0x20) == 'u' && p->last->start == p->before->start + 1 && u[1] == '&' &&
           t->start == p->before->start + 2 && escapes_hide((struct bytes){ u + 3, t->size - 2 });
}

static void follow_ledger(struct pass *p, const struct lex_token *t)
{
    bool name = t->kind == LEX_WORD || t->kind == LEX_QUOTED;

    if (p->out->ledger.size == 0 && t->kind == LEX_DOT && is_ledger(p, p->last) && p->before->kind != LEX_DOT)
        p->out->ledger = *p->last;
    if (p->out->ledger.size == 0 && p->schemas && name && is_ledger(p, t))
        p->out->ledger = *t;
    p->schemas = lex_is(&p->lex, t, "schema") || (p->schemas && (name || t->kind == LEX_COMMA));
}

/* A name before a parenthesis is a function's, as far as those of the list go. */
static void follow_call(struct pass *p)
{
    size_t quote = p->last->kind == LEX_QUOTED ? 1 : 0;

    if (p->last->kind != LEX_WORD && p->last->kind != LEX_QUOTED)
        return;
    const char *capability =
        function_capability(p->lex.text.at + p->last->start + quote, p->last->size - 2 * quote);
    if (capability)
        found_add(p->found, capability);
}

static void follow(struct pass *p, const struct lex_token *t)
{
    if (p->ended)
        note(&p->out->second, t);
    if (t->kind == LEX_SEMICOLON && p->depth == 0 && p->blocks == 0)
        p->ended = true;
    if (t->kind == LEX_BACKSLASH)
        note(&p->out->backslash, t);
    if (t->kind == LEX_UNFINISHED)
        note(&p->out->unfinished, t);
    if (is_hiding(p, t))
        note(&p->out->escaped, t);
    if (t->kind == LEX_OPEN) {
        follow_call(p);
        p->depth++;
    }
    if (t->kind == LEX_CLOSE && p->depth)
        p->depth--;
    if (p->table)
        follow_alter_table(p, t);
    if (t->kind == LEX_WORD)
        follow_word(p, t);
    if (t->kind == LEX_WORD || t->kind == LEX_QUOTED || t->kind == LEX_DOT || p->schemas)
        follow_ledger(p, t);
}

/* The first words decide what kind of statement it is. */
static void add_head(struct pass *p, const struct lex_token *t)
{
    struct sql_scan *out = p->out;

    keep_word(p, t, out->head[out->n_head++]);
    if (out->n_head == 1)
        p->with = strcmp(out->head[0], "with") == 0;
    if (out->n_head == 2 && strcmp(out->head[0], "alter") == 0 && strcmp(out->head[1], "table") == 0)
        p->table = NAME_COMES;
    if (out->n_head == 1 && strcmp(out->head[0], "do") == 0)
        found_add(p->found, "do_block");
    if (out->n_head == 1 && strcmp(out->head[0], "truncate") == 0) {
        found_add(p->found, "truncate");
        found_add(p->found, "dml");
    }
}

/* Are rows of values nothing that has to be followed? They are most of a long INSERT. */
static bool rows_plain(const struct pass *p)
{
    return !p->ended && !p->table && !p->schemas && p->out->n_head == SCAN_HEAD;
}

void sql_scan_statement(struct bytes statement, struct sql_scan *out, struct sql_found *found)
{
    struct lex_token t, before = { .kind = LEX_END }, last = { .kind = LEX_END };
    struct pass p = {
        .lex = { .text = statement }, .out = out, .found = found, .before = &before, .last = &last
    };

    memset(out, 0, sizeof *out);
    for (;;) {
        if (rows_plain(&p))
            lex_skip_rows(&p.lex, &before, &last, &p.depth);
        t = lex_next(&p.lex);
        if (t.kind == LEX_END)
            return;
        follow(&p, &t);
        if (out->n_head < SCAN_HEAD)
            add_head(&p, &t);
        before = last;
        last = t;
    }
}
