/*
 * hazard: see hazard.h.
 */
#include "hazard.h"

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

static const struct {
    const char *rule, *message, *hint;
    enum finding_level level;
} rules[] = {
    { "table-rewrite", "the whole table is written anew while nobody can read or write it",
      "Add a new column, fill it in parts, and switch over.", FINDING_WARNING },
    { "index-blocks-writes", "nobody can write to the table while the index is built",
      "Write CREATE INDEX CONCURRENTLY in a step file with \"-- pgbale: standalone\".", FINDING_WARNING },
    { "constraint-scan", "all rows are read under a lock that keeps writers out",
      "Add the constraint NOT VALID and VALIDATE it in a statement of its own.", FINDING_WARNING },
    { "unique-scan", "nobody can read or write the table while its index is built",
      "Build a unique index CONCURRENTLY first and add the constraint USING INDEX.", FINDING_WARNING },
    { "not-null-scan", "all rows are read while nobody can read or write the table",
      "Add CHECK (... IS NOT NULL) NOT VALID, validate it, then SET NOT NULL, which needs no scan then.",
      FINDING_WARNING },
    { "enum-same-transaction",
      "a value that this transaction adds to an enum is used before it is committed: PostgreSQL refuses it",
      "Put ALTER TYPE ... ADD VALUE into a step file with \"-- pgbale: standalone\".", FINDING_ERROR },
    { "unbounded-write", "every row of the table is changed in one statement",
      "Say which rows with WHERE; if all are meant, allow it with the reason.", FINDING_WARNING },
    { "drop-cascade", "CASCADE drops whatever depends on it, also what nobody reviewed",
      "Drop what depends on it by name first.", FINDING_ERROR },
    { "table-scan", "all rows are read under a lock that keeps writers out",
      "Do what reads them in a form that does not lock, or in a quiet hour.", FINDING_WARNING },
    { "truncate", "all rows go, and nobody can read the table meanwhile", NULL, FINDING_WARNING },
    { "row-security-off", "every row becomes visible to all who have a grant on the table",
      "Change the policies instead.", FINDING_ERROR },
    { "superuser-only", "hosted databases refuse this to everybody but a superuser", NULL, FINDING_WARNING },
    { "index-if-not-exists",
      "an index of that name that a failed build left behind, invalid, passes for this one",
      "Leave IF NOT EXISTS out.", FINDING_WARNING },
    { "refresh-blocks-reads", "nobody can read the materialized view while it is filled",
      "Write REFRESH MATERIALIZED VIEW CONCURRENTLY; it needs a unique index.", FINDING_WARNING },
};

bool hazard_known(const char *rule)
{
    for (size_t i = 0; i < countof(rules); i++)
        if (strcmp(rules[i].rule, rule) == 0)
            return true;
    return false;
}

struct watching {
    struct arena *arena;
    const struct draft *draft;
    const struct source_file *file;
    const struct source_statement *statement;
    struct findings *out;
    const char **made; /* tables that the migration made: "schema.name" or "name" */
    size_t n_made, room_made;
    const char **checked; /* tables with a validated check */
    size_t n_checked, room_checked;
    const char *label; /* enum value that the running transaction added */
};

static void tell(struct watching *w, const char *rule, const char *object)
{
    struct finding one = { .rule = rule,
                           .file = w->file->path,
                           .line = w->statement->line,
                           .column = w->statement->column,
                           .object = object };

    for (size_t i = 0; i < countof(rules); i++)
        if (strcmp(rules[i].rule, rule) == 0) {
            one.level = rules[i].level;
            one.message = rules[i].message;
            one.hint = rules[i].hint;
        }
    for (size_t i = 0; i < w->statement->n_directives; i++) {
        const struct directive *d = &w->statement->directives[i];
        if (d->kind == DIRECTIVE_ALLOW && text_equal(d->text, rule))
            one.waived = d->reason;
    }
    findings_add(w->out, &one);
}

/* ------------------------------------------------------------ names */

static const char *name_of(struct watching *w, const PgQuery__RangeVar *r)
{
    return !r               ? ""
           : *r->schemaname ? format(w->arena, "%s.%s", r->schemaname, r->relname)
                            : arena_text(w->arena, r->relname);
}

static const char *local(const char *name)
{
    const char *dot = strrchr(name, '.');

    return dot ? dot + 1 : name;
}

/* "public.t" and "t" may be the same: a name without a schema matches by its last part. */
static bool same_name(const char *x, const char *y)
{
    return strcmp(x, y) == 0 || ((!strchr(x, '.') || !strchr(y, '.')) && strcmp(local(x), local(y)) == 0);
}

static bool is_new(const struct watching *w, const char *name)
{
    for (size_t i = 0; i < w->n_made; i++)
        if (same_name(w->made[i], name))
            return true;
    return false;
}

static void remember(struct watching *w, const char ***list, size_t *n, size_t *room, const char *name)
{
    if (*n == *room)
        *list = arena_grow(w->arena, *list, *n, room, sizeof **list);
    (*list)[(*n)++] = name;
}

/* ------------------------------------------------------------ ALTER TABLE */

/* Any call of a function that is not the same for all rows of a statement. */
static bool is_volatile(struct watching *w, const PgQuery__Node *n)
{
    static const char *const names[] = { "random",           "gen_random_uuid", "clock_timestamp",
                                         "nextval",          "timeofday",       "uuid_generate_v4",
                                         "uuid_generate_v1", "gen_random_bytes" };
    if (!n)
        return false;
    if (n->node_case == PG_QUERY__NODE__NODE_TYPE_CAST)
        return is_volatile(w, n->type_cast->arg);
    if (n->node_case == PG_QUERY__NODE__NODE_A_EXPR)
        return is_volatile(w, n->a_expr->lexpr) || is_volatile(w, n->a_expr->rexpr);
    if (n->node_case != PG_QUERY__NODE__NODE_FUNC_CALL)
        return false;
    const PgQuery__FuncCall *call = n->func_call;
    const PgQuery__Node *last = call->n_funcname ? call->funcname[call->n_funcname - 1] : NULL;
    for (size_t i = 0; last && last->node_case == PG_QUERY__NODE__NODE_STRING && i < countof(names); i++)
        if (text_equal(last->string->sval, names[i]))
            return true;
    for (size_t i = 0; i < call->n_args; i++)
        if (is_volatile(w, call->args[i]))
            return true;
    return false;
}

static bool is_serial(const PgQuery__ColumnDef *c)
{
    const PgQuery__Node *last =
        c->type_name && c->type_name->n_names ? c->type_name->names[c->type_name->n_names - 1] : NULL;

    return last && last->node_case == PG_QUERY__NODE__NODE_STRING && strstr(last->string->sval, "serial");
}

static void see_constraint(struct watching *w, const PgQuery__Constraint *c, const char *table)
{
    switch ((int)c->contype) {
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
        if (!c->skip_validation)
            tell(w, "constraint-scan", table);
        break;
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
    case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
        if (!*c->indexname)
            tell(w, "unique-scan", table);
        break;
    default:
        break;
    }
}

static void see_new_column(struct watching *w, const PgQuery__ColumnDef *c, const char *table)
{
    bool rewrites = is_serial(c);

    for (size_t i = 0; i < c->n_constraints; i++) {
        if (c->constraints[i]->node_case != PG_QUERY__NODE__NODE_CONSTRAINT)
            continue;
        const PgQuery__Constraint *one = c->constraints[i]->constraint;
        if (one->contype == PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED ||
            one->contype == PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY ||
            (one->contype == PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT && is_volatile(w, one->raw_expr)))
            rewrites = true;
        else if (one->contype != PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN)
            see_constraint(w, one, table);
    }
    if (rewrites)
        tell(w, "table-rewrite", table);
}

static void see_command(struct watching *w, const PgQuery__AlterTableCmd *c, const char *table)
{
    switch ((int)c->subtype) {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
        if (c->def && c->def->node_case == PG_QUERY__NODE__NODE_COLUMN_DEF)
            see_new_column(w, c->def->column_def, table);
        break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetLogged:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetUnLogged:
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetTableSpace:
        tell(w, "table-rewrite", table);
        break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
        if (c->def && c->def->node_case == PG_QUERY__NODE__NODE_CONSTRAINT)
            see_constraint(w, c->def->constraint, table);
        break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint:
        remember(w, &w->checked, &w->n_checked, &w->room_checked, table);
        break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull:
        for (size_t i = 0; i < w->n_checked; i++)
            if (same_name(w->checked[i], table))
                return;
        tell(w, "not-null-scan", table);
        break;
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity:
        tell(w, "row-security-off", table);
        break;
    default:
        break;
    }
    if (c->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE)
        tell(w, "drop-cascade", table);
}

static void see_alter_table(struct watching *w, const PgQuery__AlterTableStmt *s)
{
    const char *table = name_of(w, s->relation);

    if (s->objtype != PG_QUERY__OBJECT_TYPE__OBJECT_TABLE || is_new(w, table))
        return;
    for (size_t i = 0; i < s->n_cmds; i++)
        if (s->cmds[i]->node_case == PG_QUERY__NODE__NODE_ALTER_TABLE_CMD)
            see_command(w, s->cmds[i]->alter_table_cmd, table);
}

/* ------------------------------------------------------------ other statements */

static void see_index(struct watching *w, const PgQuery__IndexStmt *s)
{
    const char *table = name_of(w, s->relation);

    if (!s->concurrent && !is_new(w, table))
        tell(w, "index-blocks-writes", table);
    if (s->if_not_exists)
        tell(w, "index-if-not-exists", table);
}

static void see_superuser(struct watching *w)
{
    static const char *const tags[] = {
        "CREATE EVENT TRIGGER",  "CREATE LANGUAGE",        "CREATE FOREIGN DATA WRAPPER",
        "CREATE CAST",           "CREATE TABLESPACE",      "CREATE SUBSCRIPTION",
        "CREATE OPERATOR CLASS", "CREATE OPERATOR FAMILY", "ALTER SYSTEM"
    };

    for (size_t i = 0; i < countof(tags); i++)
        if (text_equal(w->statement->tag, tags[i]))
            tell(w, "superuser-only", tags[i]);
}

static void see_label(struct watching *w)
{
    const char *text = source_text(w->arena, w->file, w->statement);

    if (w->label && strstr(text, format(w->arena, "'%s'", w->label)))
        tell(w, "enum-same-transaction", format(w->arena, "'%s'", w->label));
}

static void see(struct watching *w, const PgQuery__Node *n)
{
    see_label(w);
    see_superuser(w);
    switch ((int)n->node_case) {
    case PG_QUERY__NODE__NODE_CREATE_STMT:
        remember(w, &w->made, &w->n_made, &w->room_made, name_of(w, n->create_stmt->relation));
        break;
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
        if (n->create_table_as_stmt->into)
            remember(w, &w->made, &w->n_made, &w->room_made, name_of(w, n->create_table_as_stmt->into->rel));
        break;
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
        see_alter_table(w, n->alter_table_stmt);
        break;
    case PG_QUERY__NODE__NODE_INDEX_STMT:
        see_index(w, n->index_stmt);
        break;
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
        if (!n->update_stmt->where_clause && !is_new(w, name_of(w, n->update_stmt->relation)))
            tell(w, "unbounded-write", name_of(w, n->update_stmt->relation));
        break;
    case PG_QUERY__NODE__NODE_DELETE_STMT:
        if (!n->delete_stmt->where_clause && !is_new(w, name_of(w, n->delete_stmt->relation)))
            tell(w, "unbounded-write", name_of(w, n->delete_stmt->relation));
        break;
    case PG_QUERY__NODE__NODE_DROP_STMT:
        if (n->drop_stmt->behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE)
            tell(w, "drop-cascade", NULL);
        break;
    case PG_QUERY__NODE__NODE_TRUNCATE_STMT:
        tell(w, "truncate", NULL);
        break;
    case PG_QUERY__NODE__NODE_REFRESH_MAT_VIEW_STMT:
        if (!n->refresh_mat_view_stmt->concurrent)
            tell(w, "refresh-blocks-reads", name_of(w, n->refresh_mat_view_stmt->relation));
        break;
    case PG_QUERY__NODE__NODE_ALTER_ENUM_STMT:
        if (!w->file->standalone && *n->alter_enum_stmt->new_val && !*n->alter_enum_stmt->old_val)
            w->label = arena_text(w->arena, n->alter_enum_stmt->new_val);
        break;
    default:
        break;
    }
}

static void parse_release(PgQuery__ParseResult **tree)
{
    if (*tree)
        pg_query__parse_result__free_unpacked(*tree, NULL);
}

static bool see_statement(struct watching *w, struct fail *f)
{
    PgQueryProtobufParseResult raw = pg_query_parse_protobuf(source_text(w->arena, w->file, w->statement));
    owned(parse_release) PgQuery__ParseResult *tree = NULL;

    if (!raw.error)
        tree = pg_query__parse_result__unpack(NULL, raw.parse_tree.len, (const uint8_t *)raw.parse_tree.data);
    bool opaque = raw.error && !w->statement->node;
    pg_query_free_protobuf_parse_result(raw);
    if (opaque)
        return true;
    if (!tree)
        return fail(f, FAIL_FAILED, "%s:%u: cannot be parsed again", w->file->path, w->statement->line);
    for (size_t i = 0; i < tree->n_stmts; i++)
        see(w, tree->stmts[i]->stmt);
    return true;
}

bool hazards_check(struct arena *a, const struct draft *d, const struct proof *p, struct findings *out,
                   struct fail *f)
{
    struct watching w = { .arena = a, .draft = d };

    for (size_t i = 0; i < d->n_files; i++) {
        w.file = &d->files[i];
        if (w.file->standalone)
            w.label = NULL;
        for (size_t k = 0; k < w.file->n_statements; k++) {
            struct findings own = { .arena = a };
            w.statement = &w.file->statements[k];
            w.out = &own;
            if (!see_statement(&w, f))
                return false;
            own = hazard_seen(a, p, w.file, w.statement, &own);
            for (size_t n = 0; n < own.n; n++)
                findings_add(out, &own.at[n]);
        }
    }
    return true;
}
