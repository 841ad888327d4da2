/*
 * access_compare: see access_compare.h.
 */
#include "access_changed.h"
#include "access_groups.h"
#include "access_judge.h"

struct comparing {
    struct arena *arena;
    const struct access_matrix_request *request;
    const struct access_pairs *pairs;
    struct access_judge judge;
    struct access_groups groups;
    const char **roles; /* names of both sides that stand in the matrix, PUBLIC first */
    size_t n_roles;
};

/* ------------------------------------------------------------ roles */

static bool in_matrix(const struct access_state *s, size_t role)
{
    return s->roles[role].mentioned && !s->roles[role].system && !s->roles[role].superuser;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void collect_roles(struct comparing *c)
{
    const struct access_state *states[] = { c->request->was, c->request->now };

    c->roles = arena_array(c->arena, states[0]->n_roles + states[1]->n_roles, sizeof *c->roles);
    for (size_t s = 0; s < countof(states); s++)
        for (size_t i = 0; i < states[s]->n_roles; i++) {
            bool known = !in_matrix(states[s], i);
            for (size_t k = 0; k < c->n_roles && !known; k++)
                known = strcmp(c->roles[k], states[s]->roles[i].name) == 0;
            if (!known)
                c->roles[c->n_roles++] = states[s]->roles[i].name;
        }
    if (c->n_roles > ROLES_MADE_UP)
        qsort(c->roles + ROLES_MADE_UP, c->n_roles - ROLES_MADE_UP, sizeof *c->roles, by_name);
}

/* ------------------------------------------------------------ relations */

/* The owner's own line is about tables that it has before and after: of a new one it is no news. */
static bool owner_matters(const struct access_relation *was, const struct access_relation *now)
{
    return was && now && was->owner == ROLE_OWNER && now->owner == ROLE_OWNER && !now->definition;
}

static bool same_side(const struct access_side *x, const struct access_side *y)
{
    if (x->level != y->level || x->all_columns != y->all_columns || x->n_columns != y->n_columns ||
        x->n_policies != y->n_policies)
        return false;
    for (size_t i = 0; i < x->n_columns; i++)
        if (x->columns[i] != y->columns[i])
            return false;
    for (size_t i = 0; i < x->n_policies; i++)
        if (x->policies[i] != y->policies[i])
            return false;
    return true;
}

static bool wanted(const struct comparing *c, const struct access_case *one,
                   const struct access_schema *schema)
{
    if (one->class != ACCESS_EQUAL)
        return true;
    return c->request->all && schema && schema->managed &&
           (one->before.level != ACCESS_NONE || one->after.level != ACCESS_NONE);
}

static void compare_relation(struct comparing *c, const struct access_relation *was,
                             const struct access_relation *now)
{
    const struct access_schema *schema = now ? now->schema : was->schema;

    for (unsigned command = 0; command < COMMAND_EXECUTE; command++) {
        struct access_case public = { 0 };
        for (size_t i = 0; i < c->n_roles; i++) {
            struct access_case one = { .was = was, .now = now, .command = (enum access_command)command };
            access_judge_relation(&c->judge, c->roles[i], &one);
            if (i == ROLE_PUBLIC)
            public = one;
            /* What a role may do only because everybody may is said once. */
            else if ((i == ROLE_OWNER && !owner_matters(was, now)) ||
                     (one.class == public.class && same_side(&one.before, &public.before) &&
                      same_side(&one.after, &public.after))) continue;
            if (wanted(c, &one, schema))
                access_groups_add(&c->groups, &c->judge, c->roles[i], &one);
        }
    }
    access_groups_merge(&c->groups);
}

static const char *relation_name(const struct comparing *c, size_t i)
{
    size_t n = c->request->now->n_relations;

    return i < n ? c->request->now->relations[i].name : c->request->was->relations[i - n].name;
}

struct named {
    const char *name;
    size_t at;
};

static int by_its_name(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int order = strcmp(x->name, y->name);

    return order ? order : x->at < y->at ? -1 : x->at > y->at;
}

static void compare_relations(struct comparing *c)
{
    size_t n_now = c->request->now->n_relations, n = n_now + c->request->was->n_relations, count = 0;
    struct named *list = arena_array(c->arena, n, sizeof *list);

    for (size_t i = 0; i < n; i++)
        if (i < n_now || !c->pairs->relations[i - n_now])
            list[count++] = (struct named){ relation_name(c, i), i };
    if (count > 1)
        qsort(list, count, sizeof *list, by_its_name);
    for (size_t i = 0; i < count; i++) {
        const struct access_relation *now =
            list[i].at < n_now ? &c->request->now->relations[list[i].at] : NULL;
        const struct access_relation *was =
            now ? c->pairs->old_relations[now->index] : &c->request->was->relations[list[i].at - n_now];
        compare_relation(c, was, now);
    }
}

/* ------------------------------------------------------------ routines */

/* Only what runs with its owner's rights, before or after, is a way to other rows. */
static bool is_path(const struct access_function *f)
{
    return f && f->definer && !f->trigger;
}

static void compare_function(struct comparing *c, const struct access_function *was,
                             const struct access_function *now)
{
    struct access_case public = { 0 };

    if (!is_path(was) && !is_path(now))
        return;
    for (size_t i = 0; i < c->n_roles; i++) {
        struct access_case one = { .old_function = was, .new_function = now, .command = COMMAND_EXECUTE };
        if (i == ROLE_OWNER)
            continue;
        access_judge_function(&c->judge, c->roles[i], &one);
        if (i == ROLE_PUBLIC)
        public = one;
        else if (one.class == public.class && one.before.level == public.before.level &&
                 one.after.level == public.after.level) continue;
        if (wanted(c, &one, (now ? now : was)->schema))
            access_groups_add(&c->groups, &c->judge, c->roles[i], &one);
    }
    access_groups_merge(&c->groups);
}

static void compare_functions(struct comparing *c)
{
    const struct access_state *old = c->request->was, *new = c->request->now;
    struct named *list = arena_array(c->arena, old->n_functions + new->n_functions, sizeof *list);
    size_t n = 0;

    for (size_t i = 0; i < new->n_functions; i++)
        list[n++] = (struct named){ new->functions[i].name, i };
    for (size_t i = 0; i < old->n_functions; i++)
        if (!c->pairs->functions[i])
            list[n++] = (struct named){ old->functions[i].name, new->n_functions + i };
    if (n > 1)
        qsort(list, n, sizeof *list, by_its_name);
    for (size_t i = 0; i < n; i++) {
        const struct access_function *now =
            list[i].at < new->n_functions ? &new->functions[list[i].at] : NULL;
        compare_function(
            c, now ? c->pairs->old_functions[now->index] : &old->functions[list[i].at - new->n_functions],
            now);
    }
}

const struct access_matrix *access_matrix(struct arena *a, const struct access_matrix_request *r)
{
    struct comparing c = { .arena = a,
                           .request = r,
                           .pairs = access_pair(a, r->was, r->now, r->same_database) };
    struct access_matrix *m = arena_alloc(a, sizeof *m);

    access_judge_begin(a, &c.judge, c.pairs);
    c.groups = (struct access_groups){ .arena = a, .counts = m->counts };
    collect_roles(&c);
    compare_relations(&c);
    compare_functions(&c);
    m->pairs = c.pairs;
    m->cells = c.groups.cells;
    m->n_cells = c.groups.n_cells;
    return m;
}
