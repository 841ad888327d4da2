/*
 * restate: see restate.h.
 */
#include "restate.h"

#include "pg.h"
#include "read.h"
#include "ddl.h"

struct pairs {
    const struct object **was, **now;
    bool *differ; /* one of the two could not be made here */
    size_t n;
};

/* Do only expressions differ? Anything else that differs means what it says. */
static bool only_expressions_differ(const struct object *was, const struct object *now)
{
    for (size_t i = 0; i < was->kind->n_attributes; i++)
        if (!was->kind->attributes[i].expression && !text_equal(was->values[i], now->values[i]))
            return false;
    return true;
}

static bool differs(const struct object *was, const struct object *now)
{
    for (size_t i = 0; i < was->kind->n_attributes; i++)
        if (!text_equal(was->values[i], now->values[i]))
            return true;
    return false;
}

static struct pairs find_pairs(struct arena *a, const struct model *from, const struct model *to)
{
    struct pairs p = { .was = arena_array(a, to->n_objects, sizeof *p.was),
                       .now = arena_array(a, to->n_objects, sizeof *p.now),
                       .differ = arena_array(a, to->n_objects, sizeof *p.differ) };

    for (size_t i = 0; i < to->n_objects; i++) {
        const struct object *now = to->objects[i];
        if (!(now->kind->traits & KIND_DEPARSED))
            continue;
        const struct object *was = model_find(from, now->kind, now->identity);
        if (!was || !differs(was, now) || !only_expressions_differ(was, now))
            continue;
        p.was[p.n] = was;
        p.now[p.n++] = now;
    }
    return p;
}

bool restate_needed(const struct model *from, const struct model *to)
{
    owned(arena_release) struct arena *a = arena_new();

    return find_pairs(a, from, to).n > 0;
}

/* All attributes that differ in the pair can be said again in place, without a drop. */
static bool can_alter(const struct change *pair, const struct change *c)
{
    for (size_t i = 0; i < pair->was->kind->n_attributes; i++) {
        const struct attribute *at = &pair->was->kind->attributes[i];
        enum remedy remedy = at->decide ? at->decide(c) : at->remedy;
        if (attribute_differs(pair, i) && (!at->alter || remedy != REMEDY_ALTER))
            return false;
    }
    return true;
}

/*
 * The DDL that says what differs in the pair again, as `wanted` has it, where `present` stands: in place if the
 * kind can, else drop and create.
 */
static void write_ddl(struct arena *a, const struct change *pair, const struct object *present,
                      const struct object *wanted, struct statement_list *out)
{
    struct change c = { .arena = a, .was = present, .now = wanted, .plain = true, .out = out };
    const struct kind *kind = wanted->kind;

    if (!can_alter(pair, &c)) {
        kind->drop(&c);
        kind->create(&c);
        return;
    }
    for (size_t i = 0; i < kind->n_attributes; i++)
        if (kind->attributes[i].alter && attribute_differs(pair, i))
            kind->attributes[i].alter(&c);
}

static bool run_all(PGconn *db, const struct statement_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        owned(pg_clear) PGresult *r = PQexec(db, list->at[i].sql);
        if (PQresultStatus(r) != PGRES_COMMAND_OK)
            return false;
    }
    return true;
}

/* Only what differs is said again; the rest of `wanted` is as `present` has it. */
static struct object *mixture(struct arena *a, const struct object *present, const struct object *wanted)
{
    struct object *o = arena_alloc(a, sizeof *o);

    *o = *wanted;
    o->parent = present->parent;
    o->n_parts = 0;
    return o;
}

static bool restate(struct arena *a, PGconn *db, struct pairs *p, bool old, struct fail *f)
{
    for (size_t i = 0; i < p->n; i++) {
        struct statement_list list = { 0 };
        const struct object *wanted = mixture(a, p->now[i], old ? p->was[i] : p->now[i]);
        const struct change pair = { .arena = a, .was = p->was[i], .now = p->now[i] };
        write_ddl(a, &pair, p->now[i], wanted, &list);
        if (!pg_run(db, "savepoint pgbale_one", FAIL_FAILED, f))
            return false;
        bool done = run_all(db, &list);
        if (!done)
            p->differ[i] = true;
        if (!pg_run(db, done ? "release pgbale_one" : "rollback to pgbale_one", FAIL_FAILED, f))
            return false;
    }
    return true;
}

static bool generation(struct arena *a, PGconn *db, const struct managed *managed, struct pairs *p, bool old,
                       struct model **out, struct fail *f)
{
    if (!pg_run(db,
                "begin; set local check_function_bodies = off; set local search_path = pg_catalog, pg_temp",
                FAIL_FAILED, f))
        return false;
    bool done = restate(a, db, p, old, f) && model_read_within(a, db, managed, out, f);
    PQclear(PQexec(db, "rollback"));
    return done;
}

bool restate_find(struct arena *a, PGconn *db, const struct managed *managed, const struct model *from,
                  const struct model *to, struct same *out, struct fail *f)
{
    struct pairs p = find_pairs(a, from, to);
    struct model *was, *now;

    *out = (struct same){ p.was, p.now, 0 };
    if (!p.n)
        return true;
    if (!generation(a, db, managed, &p, true, &was, f) || !generation(a, db, managed, &p, false, &now, f))
        return false;
    for (size_t i = 0; i < p.n; i++) {
        const struct object *x = model_find(was, p.now[i]->kind, p.now[i]->identity);
        const struct object *y = model_find(now, p.now[i]->kind, p.now[i]->identity);
        if (p.differ[i] || !x || !y || differs(x, y))
            continue;
        out->was[out->n] = p.was[i];
        out->now[out->n++] = p.now[i];
    }
    return true;
}
