/*
 * restate: see restate.h.
 */
#include "restate.h"

#include "ddl.h"
#include "pg.h"
#include "read.h"

struct pairs {
    const struct object **was, **now;
    bool *differ; /* one of the two could not be made here */
    bool *held;   /* others hang on it: it can only be made where they are gone */
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

/* A copy of what a parent table has, before and now: it means the same when its origin does. */
static bool is_copy(const struct object *was, const struct object *now)
{
    return was->origin && now->origin && text_equal(was->origin->identity, now->origin->identity);
}

static bool means_same(const struct same *same, const struct object *was, const struct object *now)
{
    if (!differs(was, now))
        return true;
    for (size_t i = 0; i < same->n; i++)
        if (same->was[i] == was && same->now[i] == now)
            return true;
    return is_copy(was, now) && only_expressions_differ(was, now) &&
           means_same(same, was->origin, now->origin);
}

static void add_copies(const struct model *from, const struct model *to, struct same *out)
{
    for (size_t i = 0; i < to->n_objects; i++) {
        const struct object *now = to->objects[i];
        const struct object *was = now->origin ? model_find(from, now->kind, now->identity) : NULL;
        if (!was || !(now->kind->traits & KIND_DEPARSED) || !differs(was, now) || !is_copy(was, now) ||
            !means_same(out, was, now))
            continue;
        out->was[out->n] = was;
        out->now[out->n++] = now;
    }
}

static struct pairs find_pairs(struct arena *a, const struct model *from, const struct model *to)
{
    struct pairs p = { .was = arena_array(a, to->n_objects, sizeof *p.was),
                       .now = arena_array(a, to->n_objects, sizeof *p.now),
                       .differ = arena_array(a, to->n_objects, sizeof *p.differ),
                       .held = arena_array(a, to->n_objects, sizeof *p.held) };

    for (size_t i = 0; i < to->n_objects; i++) {
        const struct object *now = to->objects[i];
        if (!(now->kind->traits & KIND_DEPARSED))
            continue;
        const struct object *was = model_find(from, now->kind, now->identity);
        if (!was || !differs(was, now) || !only_expressions_differ(was, now) || is_copy(was, now))
            continue;
        p.was[p.n] = was;
        p.now[p.n++] = now;
    }
    return p;
}

bool restate_needed(const struct model *from, const struct model *to)
{
    owned(arena_release) struct arena *a = arena_new();

    struct same same = { arena_array(a, to->n_objects, sizeof *same.was),
                         arena_array(a, to->n_objects, sizeof *same.now), 0 };

    add_copies(from, to, &same);
    return same.n > 0 || find_pairs(a, from, to).n > 0;
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

/* How far the DDL of one object came. */
enum outcome {
    MADE,
    HELD,   /* it could not be dropped, because others hang on it */
    FAILED, /* it could not be said here */
};

static enum outcome run_all(PGconn *db, const struct statement_list *list, size_t n_drops)
{
    for (size_t i = 0; i < list->n; i++) {
        owned(pg_clear) PGresult *r = PQexec(db, list->at[i].sql);
        if (PQresultStatus(r) != PGRES_COMMAND_OK)
            return i < n_drops ? HELD : FAILED;
    }
    return MADE;
}

/*
 * Says what differs in the pair again, as `wanted` has it, where `present` stands: in place if the kind can,
 * else by drop and create. `alone`: what hangs on it goes too; all is rolled back in the end.
 */
static enum outcome say_one(struct arena *a, PGconn *db, const struct change *pair,
                            const struct object *wanted, bool alone)
{
    struct statement_list list = { 0 };
    const struct object *present = pair->now;
    struct change c = { .arena = a, .was = present, .now = wanted, .plain = true, .out = &list };
    const struct kind *kind = wanted->kind;

    if (can_alter(pair, &c)) {
        for (size_t i = 0; i < kind->n_attributes; i++)
            if (kind->attributes[i].alter && attribute_differs(pair, i))
                kind->attributes[i].alter(&c);
        return run_all(db, &list, 0);
    }
    kind->drop(&c);
    size_t n_drops = list.n;
    for (size_t i = 0; alone && i < n_drops; i++)
        list.at[i].sql = format(a, "%s CASCADE", list.at[i].sql);
    kind->create(&c);
    return run_all(db, &list, n_drops);
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

/* `alone`: those pairs on which others hang, else all the others. */
static bool restate(struct arena *a, PGconn *db, struct pairs *p, bool old, bool alone, struct fail *f)
{
    for (size_t i = 0; i < p->n; i++) {
        const struct object *wanted = mixture(a, p->now[i], old ? p->was[i] : p->now[i]);
        const struct change pair = { .arena = a, .was = p->was[i], .now = p->now[i] };
        if (p->held[i] != alone || p->differ[i])
            continue;
        if (!pg_run(db, "savepoint pgbale_one", FAIL_FAILED, f))
            return false;
        enum outcome outcome = say_one(a, db, &pair, wanted, alone);
        p->held[i] = alone || outcome == HELD;
        p->differ[i] = outcome == FAILED || (outcome == HELD && alone);
        if (!pg_run(db, outcome == MADE ? "release pgbale_one" : "rollback to pgbale_one", FAIL_FAILED, f))
            return false;
    }
    return true;
}

static bool generation(struct arena *a, PGconn *db, const struct managed *managed, struct pairs *p, bool old,
                       bool alone, struct model **out, struct fail *f)
{
    if (!pg_run(db,
                "begin; set local check_function_bodies = off; set local search_path = pg_catalog, pg_temp",
                FAIL_FAILED, f))
        return false;
    bool done = restate(a, db, p, old, alone, f) && model_read_within(a, db, managed, out, f);
    PQclear(PQexec(db, "rollback"));
    return done;
}

/* Makes the pairs from both texts and takes those that read the same. */
static bool compare(struct arena *a, PGconn *db, const struct managed *managed, struct pairs *p, bool alone,
                    struct same *out, struct fail *f)
{
    struct model *was, *now;

    if (!generation(a, db, managed, p, true, alone, &was, f) ||
        !generation(a, db, managed, p, false, alone, &now, f))
        return false;
    for (size_t i = 0; i < p->n; i++) {
        const struct object *x = model_find(was, p->now[i]->kind, p->now[i]->identity);
        const struct object *y = model_find(now, p->now[i]->kind, p->now[i]->identity);
        if (p->held[i] != alone || p->differ[i] || !x || !y || differs(x, y))
            continue;
        out->was[out->n] = p->was[i];
        out->now[out->n++] = p->now[i];
    }
    return true;
}

bool restate_find(struct arena *a, PGconn *db, const struct managed *managed, const struct model *from,
                  const struct model *to, struct same *out, struct fail *f)
{
    struct pairs p = find_pairs(a, from, to);
    bool held = false;

    *out = (struct same){ arena_array(a, to->n_objects, sizeof *out->was),
                          arena_array(a, to->n_objects, sizeof *out->now), 0 };
    if (p.n && !compare(a, db, managed, &p, false, out, f))
        return false;
    for (size_t i = 0; i < p.n; i++)
        held = held || p.held[i];
    if (held && !compare(a, db, managed, &p, true, out, f))
        return false;
    add_copies(from, to, out);
    return true;
}
