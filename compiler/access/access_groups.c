/*
 * access_groups: see access_groups.h.
 */
#include "access_groups.h"

/* ------------------------------------------------------------ sides for readers */

static const char *const nothing[] = { NULL };

static const char *const *columns_of(struct arena *a, const struct access_relation *r,
                                     const struct access_side *side)
{
    const char **list = arena_array(a, side->n_columns + 1, sizeof *list);
    size_t n = 0;

    for (size_t i = 0; r && i < r->n_columns; i++)
        for (size_t k = 0; k < side->n_columns; k++)
            if (side->columns[k] == r->columns[i].number)
                list[n++] = r->columns[i].name;
    return list;
}

static const char *const *policies_of(struct arena *a, const struct access_side *side, bool permissive)
{
    const char **list = arena_array(a, side->n_policies + 1, sizeof *list);
    size_t n = 0;

    for (size_t i = 0; i < side->n_policies; i++)
        if (side->policies[i]->permissive == permissive)
            list[n++] = side->policies[i]->name;
    return list;
}

/* "(a) OR (b)", then " AND (c)" for restrictive policies; NULL when no policy has such an expression. */
static const char *condition_of(struct arena *a, const struct access_side *side, bool check)
{
    struct text t = text_new(a);
    size_t from = 0;

    for (size_t i = 0; i < side->n_policies; i++) {
        const struct access_policy *p = side->policies[i];
        const char *text = check && p->check ? p->check : p->using;
        if (!text)
            continue;
        if (!p->permissive && from == 0 && t.size) {
            const char *so_far = t.at;
            t = text_new(a);
            text_addf(&t, i > 1 ? "(%s)" : "%s", so_far);
            from = t.size;
        }
        text_separate(&t, 0, p->permissive ? " OR " : " AND ");
        text_addf(&t, "(%s)", text);
    }
    return t.size ? t.at : NULL;
}

static struct access_shown shown(struct arena *a, const struct access_relation *r,
                                 const struct access_side *side, enum access_command c)
{
    struct access_shown s = { .level = side->level,
                              .why = side->why,
                              .columns = nothing,
                              .permissive = nothing,
                              .restrictive = nothing };

    if (side->level != ACCESS_NONE && !side->all_columns)
        s.columns = columns_of(a, r, side);
    if (side->n_policies) {
        s.permissive = policies_of(a, side, true);
        s.restrictive = policies_of(a, side, false);
    }
    if (side->level == ACCESS_ROWS) {
        s.rows = c == COMMAND_INSERT ? NULL : condition_of(a, side, false);
        s.check = c == COMMAND_INSERT || c == COMMAND_UPDATE ? condition_of(a, side, true) : NULL;
    }
    return s;
}

/* ------------------------------------------------------------ likeness */

static bool same_list(const char *const *x, const char *const *y)
{
    while (*x && *y && strcmp(*x, *y) == 0) {
        x++;
        y++;
    }
    return !*x && !*y;
}

static bool same_shown(const struct access_shown *x, const struct access_shown *y)
{
    return x->level == y->level && text_equal(x->why, y->why) && same_list(x->columns, y->columns) &&
           same_list(x->permissive, y->permissive) && same_list(x->restrictive, y->restrictive) &&
           text_equal(x->rows, y->rows) && text_equal(x->check, y->check);
}

static bool same_texts(const char *const *x, size_t n_x, const char *const *y, size_t n_y)
{
    if (n_x != n_y)
        return false;
    for (size_t i = 0; i < n_x; i++)
        if (strcmp(x[i], y[i]) != 0)
            return false;
    return true;
}

static bool alike(const struct access_cell *x, const struct access_cell *y)
{
    return x->class == y->class && same_shown(&x->before, &y->before) && same_shown(&x->after, &y->after) &&
           same_texts(x->reasons, x->n_reasons, y->reasons, y->n_reasons);
}

/* ------------------------------------------------------------ groups */

static struct access_cell cell_of(struct access_groups *g, struct access_judge *j,
                                  const struct access_case *one)
{
    const struct access_relation *r = one->now ? one->now : one->was;
    const struct access_function *f = one->new_function ? one->new_function : one->old_function;
    const char *old = one->was ? one->was->name : one->old_function ? one->old_function->name : NULL;
    struct access_cell c = { .object = r ? r->name : f->name,
                             .kind = r ? access_relation_kind(r) : "function",
                             .commands = 1u << one->command,
                             .has_before = old != NULL,
                             .has_after = one->now || one->new_function,
                             .before = shown(g->arena, one->was, &one->before, one->command),
                             .after = shown(g->arena, one->now, &one->after, one->command),
                             .class = one->class };

    if (old && strcmp(old, c.object) != 0)
        c.was = old;
    c.reasons = access_reasons(j, one, &c.n_reasons);
    return c;
}

static void add_role(struct arena *a, struct access_cell *c, const char *role)
{
    const char **list = arena_array(a, c->n_roles + 1, sizeof *list);

    if (c->n_roles)
        memcpy(list, c->roles, c->n_roles * sizeof *list);
    list[c->n_roles] = role;
    c->roles = list;
    c->n_roles++;
}

void access_groups_add(struct access_groups *g, struct access_judge *j, const char *role,
                       const struct access_case *one)
{
    struct access_cell c = cell_of(g, j, one);

    g->counts[c.class]++;
    for (size_t i = g->first; i < g->n_cells; i++)
        if (g->cells[i].commands == c.commands && alike(&g->cells[i], &c)) {
            add_role(g->arena, &g->cells[i], role);
            return;
        }
    add_role(g->arena, &c, role);
    if (g->n_cells == g->room)
        g->cells = arena_grow(g->arena, g->cells, g->n_cells, &g->room, sizeof *g->cells);
    g->cells[g->n_cells++] = c;
}

void access_groups_merge(struct access_groups *g)
{
    size_t n = g->first;

    for (size_t i = g->first; i < g->n_cells; i++) {
        bool merged = false;
        for (size_t k = g->first; k < n && !merged; k++) {
            struct access_cell *c = &g->cells[k];
            merged = alike(c, &g->cells[i]) &&
                     same_texts(c->roles, c->n_roles, g->cells[i].roles, g->cells[i].n_roles);
            if (merged)
                c->commands |= g->cells[i].commands;
        }
        if (!merged)
            g->cells[n++] = g->cells[i];
    }
    g->first = g->n_cells = n;
}
