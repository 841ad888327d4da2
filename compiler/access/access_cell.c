/*
 * access_cell: see access_cell.h. The rules are PostgreSQL's: a role needs USAGE on the schema and the
 * privilege; row security binds all but superusers, roles with BYPASSRLS, and owners unless it is forced;
 * permissive policies are joined by OR, restrictive ones by AND; a policy without an expression for what is
 * done contributes nothing.
 */
#include "access_cell.h"

#include "access_changed.h"

enum expression { USING, CHECK, USING_CHANGED, CHECK_CHANGED, EXPRESSIONS };

static const struct {
    const char *name;
    enum privilege privilege;
    char policy; /* command letter of policies; 0: row security does not apply */
    bool columns;
} commands[COMMANDS] = {
    [COMMAND_SELECT] = { "SELECT", PRIVILEGE_SELECT, 'r', true },
    [COMMAND_INSERT] = { "INSERT", PRIVILEGE_INSERT, 'a', true },
    [COMMAND_UPDATE] = { "UPDATE", PRIVILEGE_UPDATE, 'w', true },
    [COMMAND_DELETE] = { "DELETE", PRIVILEGE_DELETE, 'd', false },
    [COMMAND_TRUNCATE] = { "TRUNCATE", PRIVILEGE_TRUNCATE, 0, false },
    [COMMAND_REFERENCES] = { "REFERENCES", PRIVILEGE_REFERENCES, 0, true },
    [COMMAND_TRIGGER] = { "TRIGGER", PRIVILEGE_TRIGGER, 0, false },
    [COMMAND_EXECUTE] = { "EXECUTE", PRIVILEGE_EXECUTE, 0, false },
};

const char *access_command_name(enum access_command c)
{
    return commands[c].name;
}

const char *access_level_name(enum access_level level)
{
    static const char *const names[] = {
        [ACCESS_NONE] = "none",     [ACCESS_ROWS] = "rows",     [ACCESS_ALL] = "all",
        [ACCESS_BYPASS] = "bypass", [ACCESS_CALLER] = "caller", [ACCESS_OWNER] = "owner",
    };

    return names[level];
}

struct access_view *access_view_new(struct arena *a, const struct access_state *state,
                                    struct formulas *formulas, const struct access_pairs *pairs)
{
    struct access_view *v = arena_alloc(a, sizeof *v);

    *v = (struct access_view){ .arena = a, .state = state, .formulas = formulas, .pairs = pairs };
    v->cache = arena_array(a, state->n_policies * EXPRESSIONS, sizeof *v->cache);
    v->changed = arena_array(a, state->n_policies * state->n_roles, sizeof *v->changed);
    return v;
}

static void close_side(struct access_side *out, const char *why)
{
    *out = (struct access_side){
        .level = ACCESS_NONE, .why = why, .rows = &formula_false, .check = &formula_false
    };
}

static void open_side(struct access_side *out, enum access_level level)
{
    out->level = level;
    out->rows = out->check = &formula_true;
}

/* ------------------------------------------------------------ expressions */

const char *access_meaning_changed(struct access_view *v, const struct access_policy *p, size_t role)
{
    const char **memo = &v->changed[p->index * v->state->n_roles + role];

    if (!v->pairs)
        return NULL;
    if (!*memo) {
        const char *cause = access_policy_changed(v->pairs, p, role);
        *memo = cause ? cause : "";
    }
    return **memo ? *memo : NULL;
}

/* The text of an expression before as it stands after, when that is only the same one after a rename. */
static const char *text_after(const struct access_view *v, const struct access_policy *p, const char *text,
                              const char *tree)
{
    const struct access_relation *now = v->pairs ? v->pairs->relations[p->relation->index] : NULL;

    for (size_t i = 0; now && v->pairs->same_database && i < now->n_policies; i++) {
        if (now->policies[i].using_tree && text_equal(now->policies[i].using_tree, tree))
            return now->policies[i].using;
        if (now->policies[i].check_tree && text_equal(now->policies[i].check_tree, tree))
            return now->policies[i].check;
    }
    return text;
}

/* The name without quotes, as the parser gives it. */
static const char *unquoted(struct arena *a, const char *name)
{
    struct text t = text_new(a);

    if (*name != '"')
        return name;
    for (const char *at = name + 1; at[1]; at++) {
        text_add_bytes(&t, at, 1);
        at += at[0] == '"' && at[1] == '"' && at[2];
    }
    return t.at;
}

/* What of the policy's own table has another name after. */
static void set_renames(struct access_view *v, const struct access_policy *p, struct formula_source *source)
{
    const struct access_relation *was = p->relation;
    const struct access_relation *now = v->pairs ? v->pairs->relations[was->index] : NULL;

    if (!now)
        return;
    struct formula_rename *list = arena_array(v->arena, was->n_columns, sizeof *list);
    for (size_t i = 0; i < was->n_columns; i++) {
        const struct access_column *column = access_column_pair(v->pairs, was, &was->columns[i], now);
        if (column && strcmp(column->name, was->columns[i].name) != 0)
            list[source->n_renames++] = (struct formula_rename){ unquoted(v->arena, was->columns[i].name),
                                                                 unquoted(v->arena, column->name) };
    }
    if (!source->n_renames && strcmp(was->raw, now->raw) == 0)
        return;
    source->renames = list;
    source->table = was->raw;
    source->new_table = now->raw;
}

/* NULL when the policy has no such expression. */
static const struct formula *expression_of(struct access_view *v, const struct access_policy *p, bool check,
                                           size_t role)
{
    bool changed = access_meaning_changed(v, p, role) != NULL;
    const char *text = check ? p->check : p->using, *tree = check ? p->check_tree : p->using_tree;
    const struct formula **cached =
        &v->cache[p->index * EXPRESSIONS + (check ? CHECK : USING) + (changed ? 2 : 0)];

    if (!text)
        return NULL;
    if (!*cached) {
        struct formula_source source = { .text = text_after(v, p, text, tree), .plain = p->plain };
        source.mark = changed ? "was" : NULL;
        if (source.text == text)
            set_renames(v, p, &source);
        *cached = formula_parse(v->formulas, &source);
    }
    return *cached;
}

/* What a policy says about rows that are seen, or about rows that are written. */
static const struct formula *part_of(struct access_view *v, const struct access_policy *p, bool check,
                                     size_t role)
{
    if (check && p->check)
        return expression_of(v, p, true, role);
    return expression_of(v, p, false, role);
}

static const struct formula *combined(struct access_view *v, const struct access_side *side, bool check,
                                      size_t role)
{
    const struct formula **parts = arena_array(v->arena, side->n_policies + 1, sizeof *parts);
    const struct formula *permissive;
    size_t n = 0, all;

    for (size_t i = 0; i < side->n_policies && side->policies[i]->permissive; i++) {
        parts[n] = part_of(v, side->policies[i], check, role);
        n += parts[n] != NULL;
    }
    permissive = formula_or(v->formulas, parts, n);
    all = 0;
    parts[all++] = permissive;
    for (size_t i = 0; i < side->n_policies; i++) {
        if (side->policies[i]->permissive)
            continue;
        parts[all] = part_of(v, side->policies[i], check, role);
        all += parts[all] != NULL;
    }
    return formula_and(v->formulas, parts, all);
}

/* ------------------------------------------------------------ relations */

static void take_policies(struct access_view *v, const struct access_relation *r, size_t role, char command,
                          struct access_side *out)
{
    const struct access_policy **list = arena_array(v->arena, r->n_policies, sizeof *list);

    for (int permissive = 1; permissive >= 0; permissive--)
        for (size_t i = 0; i < r->n_policies; i++) {
            const struct access_policy *p = &r->policies[i];
            if (p->permissive == (bool)permissive && (p->command == command || p->command == '*') &&
                access_policy_applies(v->state, p, role))
                list[out->n_policies++] = p;
        }
    out->policies = list;
}

static void by_policy(struct access_view *v, size_t role, enum access_command c, struct access_side *out)
{
    out->level = ACCESS_ROWS;
    out->rows = c == COMMAND_INSERT ? &formula_true : combined(v, out, false, role);
    out->check = c == COMMAND_INSERT || c == COMMAND_UPDATE ? combined(v, out, true, role) : &formula_true;
    if (out->rows->kind == FORMULA_TRUE && out->check->kind == FORMULA_TRUE)
        out->level = ACCESS_ALL;
    if (out->rows->kind != FORMULA_FALSE && out->check->kind != FORMULA_FALSE)
        return;
    out->level = ACCESS_NONE;
    out->why = out->n_policies && out->policies[0]->permissive ? "policies that are never true" : "no policy";
    out->rows = out->check = &formula_false;
}

/* Columns with a grant of their own; none means that the command is refused. */
static void take_columns(const struct access_view *v, const struct access_relation *r, size_t role,
                         enum privilege privilege, struct access_side *out)
{
    int *list = arena_array(v->arena, r->n_columns, sizeof *list);

    for (size_t i = 0; i < r->n_columns; i++)
        if (access_privileges(v->state, &r->grants, role, r->columns[i].number) & (unsigned)privilege)
            list[out->n_columns++] = r->columns[i].number;
    out->columns = list;
}

static bool may_enter(const struct access_view *v, const struct access_schema *schema, size_t role)
{
    return !schema || role == ROLE_OWNER ||
           (access_privileges(v->state, &schema->grants, role, 0) & PRIVILEGE_USAGE);
}

static bool granted(const struct access_view *v, const struct access_relation *r, size_t role,
                    enum access_command c, struct access_side *out)
{
    enum privilege privilege = commands[c].privilege;

    out->all_columns = access_privileges(v->state, &r->grants, role, 0) & (unsigned)privilege;
    if (!out->all_columns && commands[c].columns)
        take_columns(v, r, role, privilege, out);
    return out->all_columns || out->n_columns;
}

void access_side_of(struct access_view *v, const struct access_relation *r, size_t role,
                    enum access_command c, struct access_side *out)
{
    *out = (struct access_side){ 0 };
    if (!granted(v, r, role, c, out))
        close_side(out, "not granted");
    else if (!may_enter(v, r->schema, role))
        close_side(out, format(v->arena, "no USAGE on schema %s", r->schema->name));
    else if (r->kind == 'v')
        open_side(out, r->invoker ? ACCESS_CALLER : ACCESS_OWNER);
    else if (!commands[c].policy || !r->enabled)
        open_side(out, ACCESS_ALL);
    else if (access_bypasses(v->state, r, role))
        open_side(out, ACCESS_BYPASS);
    else {
        take_policies(v, r, role, commands[c].policy, out);
        by_policy(v, role, c, out);
    }
}

void access_side_of_function(struct access_view *v, const struct access_function *f, size_t role,
                             struct access_side *out)
{
    *out = (struct access_side){ .all_columns = true };
    if (!(access_privileges(v->state, &f->grants, role, 0) & PRIVILEGE_EXECUTE))
        close_side(out, "not granted");
    else if (!may_enter(v, f->schema, role))
        close_side(out, format(v->arena, "no USAGE on schema %s", f->schema->name));
    else
        open_side(out, f->definer ? ACCESS_OWNER : ACCESS_CALLER);
}
