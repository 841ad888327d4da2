/*
 * access_judge: see access_judge.h.
 */
#include "access_judge.h"

#include "access_changed.h"

void access_judge_begin(struct arena *a, struct access_judge *j, const struct access_pairs *pairs)
{
    struct formulas *formulas = formulas_new(a);

    *j = (struct access_judge){ .arena = a,
                                .pairs = pairs,
                                .formulas = formulas,
                                .old = access_view_new(a, pairs->was, formulas, pairs),
                                .new = access_view_new(a, pairs->now, formulas, NULL),
                                .parts = access_parts(pairs) };
}

static void absent(struct access_side *side, const char *why)
{
    *side = (struct access_side){
        .level = ACCESS_NONE, .why = why, .rows = &formula_false, .check = &formula_false
    };
}

static void set_roles(const struct access_judge *j, const char *role, struct access_case *one)
{
    one->old_role = access_role_named(j->pairs->was, role);
    one->new_role = access_role_named(j->pairs->now, role);
    absent(&one->before, "no such object");
    absent(&one->after, "no such object");
    if (one->old_role == NO_ROLE)
        absent(&one->before, "no such role");
    if (one->new_role == NO_ROLE)
        absent(&one->after, "no such role");
}

static enum access_class class_of(bool forward, bool backward)
{
    if (forward && backward)
        return ACCESS_EQUAL;
    return forward ? ACCESS_WIDENS : backward ? ACCESS_NARROWS : ACCESS_UNPROVEN;
}

/* ------------------------------------------------------------ columns */

static bool lists_column(const struct access_side *side, int number)
{
    for (size_t i = 0; i < side->n_columns; i++)
        if (side->columns[i] == number)
            return true;
    return side->all_columns;
}

/* Are all columns of `before` that still exist among those of `after`? */
static bool columns_kept(const struct access_judge *j, const struct access_case *one)
{
    if (one->after.all_columns)
        return true;
    if (one->before.all_columns)
        return false;
    for (size_t i = 0; i < one->was->n_columns; i++) {
        const struct access_column *column = &one->was->columns[i];
        const struct access_column *now = access_column_pair(j->pairs, one->was, column, one->now);
        if (now && lists_column(&one->before, column->number) && !lists_column(&one->after, now->number))
            return false;
    }
    return true;
}

/* Was each column of `after` among those of `before`? A new column that is granted by itself was not. */
static bool columns_known(const struct access_judge *j, const struct access_case *one)
{
    size_t known = 0, named = 0;

    if (one->before.all_columns)
        return true;
    if (one->after.all_columns)
        return false;
    for (size_t i = 0; i < one->was->n_columns; i++) {
        const struct access_column *column = &one->was->columns[i];
        const struct access_column *now = access_column_pair(j->pairs, one->was, column, one->now);
        if (now && lists_column(&one->before, column->number) && lists_column(&one->after, now->number))
            known++;
    }
    named = one->after.n_columns;
    return known == named;
}

/* ------------------------------------------------------------ relations */

/* What a view gives beyond its caller's own rights: nothing, or what its owner may read. */
static enum access_class view_class(struct access_judge *j, const struct access_case *one)
{
    bool old_path = one->before.level == ACCESS_OWNER, new_path = one->after.level == ACCESS_OWNER;

    if (old_path != new_path)
        return new_path ? ACCESS_WIDENS : ACCESS_NARROWS;
    if (!old_path)
        return ACCESS_EQUAL;
    if (access_view_changed(j->pairs, one->was, one->old_role))
        return ACCESS_UNPROVEN;
    return class_of(columns_kept(j, one), columns_known(j, one));
}

static bool sees_rows(enum access_command c)
{
    return c == COMMAND_SELECT || c == COMMAND_UPDATE || c == COMMAND_DELETE || c == COMMAND_TRUNCATE;
}

static enum access_class rows_class(struct access_judge *j, const struct access_case *one)
{
    const struct access_side *b = &one->before, *a = &one->after;
    bool forward =
        formula_implies(j->formulas, b->rows, a->rows) && formula_implies(j->formulas, b->check, a->check);
    bool backward =
        formula_implies(j->formulas, a->rows, b->rows) && formula_implies(j->formulas, a->check, b->check);

    /* The same condition lets more rows pass, or fewer, when a table became a part of this one or left it.
     * Whoever owns both had them all along. */
    if (sees_rows(one->command) && one->new_role != ROLE_OWNER) {
        backward = backward && !j->parts.gained[one->now->index];
        forward = forward && !j->parts.lost[one->now->index];
    }
    return class_of(forward && columns_kept(j, one), backward && columns_known(j, one));
}

/*
 * A table that was not there before shows nothing that was there before. When row security is on, and the
 * policies alone decide which of its rows somebody sees, nobody's reach over existing rows grew, and what the
 * policies say is the declaration itself. It stays "widens" for requests without a login (PUBLIC, anon), for
 * all rows, and where row security has no say (TRUNCATE, REFERENCES, TRIGGER), unless the role bypasses it
 * everywhere.
 */
static bool only_new_rows(const struct access_judge *j, const struct access_case *one)
{
    const struct access_relation *r = one->now;

    if (one->was || !r || (r->kind != 'r' && r->kind != 'p') || !r->enabled || r->partition_of ||
        one->old_role == NO_ROLE || one->new_role == ROLE_PUBLIC || j->parts.gained[r->index])
        return false;
    const struct access_role *role = &j->pairs->now->roles[one->new_role];
    if (role->bypass || role->superuser)
        return true;
    return one->after.level == ACCESS_ROWS && strcmp(role->raw, "anon") != 0;
}

void access_judge_relation(struct access_judge *j, const char *role, struct access_case *one)
{
    set_roles(j, role, one);
    if (one->was && one->old_role != NO_ROLE)
        access_side_of(j->old, one->was, one->old_role, one->command, &one->before);
    if (one->now && one->new_role != NO_ROLE)
        access_side_of(j->new, one->now, one->new_role, one->command, &one->after);
    bool none = one->before.level == ACCESS_NONE, gone = one->after.level == ACCESS_NONE;
    if ((one->was && one->was->kind == 'v') || (one->now && one->now->kind == 'v'))
        one->class = view_class(j, one);
    else if (none || gone)
        one->class = none && gone            ? ACCESS_EQUAL
                     : !none                 ? ACCESS_NARROWS
                     : only_new_rows(j, one) ? ACCESS_NEW
                                             : ACCESS_WIDENS;
    else if (!access_expression_same(j->pairs, one->was->definition, one->was->definition_tree,
                                     one->now->definition, one->now->definition_tree))
        one->class = ACCESS_UNPROVEN;
    else
        one->class = rows_class(j, one);
}

/* ------------------------------------------------------------ routines */

void access_judge_function(struct access_judge *j, const char *role, struct access_case *one)
{
    set_roles(j, role, one);
    if (one->old_function && one->old_role != NO_ROLE)
        access_side_of_function(j->old, one->old_function, one->old_role, &one->before);
    if (one->new_function && one->new_role != NO_ROLE)
        access_side_of_function(j->new, one->new_function, one->new_role, &one->after);
    bool old_path = one->before.level == ACCESS_OWNER, new_path = one->after.level == ACCESS_OWNER;
    if (old_path != new_path)
        one->class = new_path ? ACCESS_WIDENS : ACCESS_NARROWS;
    else if (old_path && access_function_changed(j->pairs, one->old_function, one->old_role))
        one->class = ACCESS_UNPROVEN;
    else
        one->class = ACCESS_EQUAL;
}
