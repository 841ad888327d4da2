/*
 * What takes access away is not committed after what gives it: the plan is written so that it is not, or
 * refused. Kinds of our own stand for a table, for what gives access, for what restricts it, and for
 * something slow that the restriction needs. No server.
 */
#include "plan.h"

#include <criterion/criterion.h>

static void make(struct change *c)
{
    say(c, (struct cost){ 0 }, "make %s", c->now->identity);
}

static void drop(struct change *c)
{
    say(c, (struct cost){ 0 }, "drop %s", c->was->identity);
}

static void make_online(struct change *c)
{
    say(c, (struct cost){ .standalone = !c->plain, .late = !c->plain }, "make %s", c->now->identity);
}

static void make_apart(struct change *c)
{
    say(c, (struct cost){ .standalone = true, .late = true }, "make %s", c->now->identity);
}

static bool yes(const struct object *o)
{
    return o != NULL;
}

static const struct kind table = { .name = "table", .rank = 10, .create = make, .drop = drop };
static const struct kind online = { .name = "online", .rank = 20, .create = make_online, .drop = drop };
static const struct kind apart = { .name = "apart", .rank = 20, .create = make_apart, .drop = drop };
static const struct kind opens = {
    .name = "opens", .rank = 30, .traits = KIND_ACCESS, .create = make, .drop = drop
};
static const struct kind closes = {
    .name = "closes", .rank = 40, .traits = KIND_ACCESS, .create = make, .drop = drop, .restricts = yes
};

static struct object *add(struct model *m, const struct kind *kind, struct object *parent,
                          struct object *need)
{
    struct object *o = arena_alloc(m->arena, sizeof *o);

    o->kind = kind;
    o->identity = o->name = kind->name;
    o->address = (struct address){ 1259, (uint32_t)m->n_objects + 1, 0 };
    o->parent = parent;
    o->needs = arena_array(m->arena, 2, sizeof(struct object *));
    if (parent)
        o->needs[o->n_needs++] = parent;
    if (need)
        o->needs[o->n_needs++] = need;
    o->values = arena_array(m->arena, 1, sizeof(const char *));
    m->objects[m->n_objects++] = o;
    return o;
}

static struct model *model_new(struct arena *a)
{
    struct model *m = arena_alloc(a, sizeof *m);

    m->arena = a;
    m->objects = arena_array(a, 10, sizeof(struct object *));
    return m;
}

/* Plans that a table in use gets both, where the restriction needs something of that kind. */
static bool plan_both(struct arena *a, const struct kind *slow, struct plan **plan, struct fail *f)
{
    struct model *from = model_new(a), *to = model_new(a);

    add(from, &table, NULL, NULL);
    struct object *t = add(to, &table, NULL, NULL), *needed = add(to, slow, NULL, NULL);
    add(to, &opens, t, NULL);
    add(to, &closes, t, needed);
    model_finish(from);
    model_finish(to);
    return plan_make(a, diff_models(a, from, to, NULL, NULL), &(struct plan_options){ 0 }, plan, f);
}

Test(windows, what_the_restriction_needs_is_made_in_the_same_transaction)
{
    owned(arena_release) struct arena *a = arena_new();
    struct fail f = { 0 };
    struct plan *plan;

    cr_assert(plan_both(a, &online, &plan, &f));
    cr_assert_eq(plan->n_statements, 3);
    for (size_t i = 0; i < plan->n_statements; i++)
        cr_expect(!plan->statements[i].cost.standalone, "%s stands alone", plan->statements[i].sql);
}

Test(windows, refused_when_that_is_impossible)
{
    owned(arena_release) struct arena *a = arena_new();
    struct fail f = { 0 };
    struct plan *plan;

    cr_assert(!plan_both(a, &apart, &plan, &f));
    cr_expect_str_eq(f.name, "plan.window");
    cr_expect_eq(f.code, FAIL_BLOCKED);
}
