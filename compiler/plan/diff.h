/*
 * diff: pairs two models and decides what happens to each object.
 *
 * Generic: what a difference means comes from the kinds' attribute tables, what hangs on what from
 * pg_depend. An object that must be dropped and made again takes all that depends on it with it;
 * one that holds rows is never remade: that is a refusal which names the path.
 */
#ifndef PGBALE_DIFF_H
#define PGBALE_DIFF_H

#include "fail.h"
#include "model.h"

enum fate {
    FATE_KEEP,
    FATE_ADD,
    FATE_REMOVE,
    FATE_ALTER,
    FATE_REMAKE, /* dropped and made again */
};

/* One object on both sides. */
struct item {
    const struct object *was, *now; /* NULL: absent on that side */
    enum fate fate;
    bool born;                   /* `was` is what creation of its parent grants, not something that existed */
    bool disordered;             /* comes where it can, not where it stands among its siblings */
    bool plain;                  /* written in its short form, so that others need not wait for it */
    bool births_taken;           /* what its creation grants is among the items */
    bool beside;                 /* remade beside the old one, which goes when rows are moved */
    bool replaced;               /* remade by one action, which has both at a time */
    struct item *moved;          /* what its rows are moved to; NULL: none */
    bool again;                  /* stays, but what its CREATE cannot say is lost and said again */
    struct item *make_host;      /* created inside this one's CREATE; NULL: by its own */
    struct item *drop_host;      /* dropped with this one; NULL: by its own DROP */
    bool implied;                /* its make_host makes it without naming it */
    struct item *heir;           /* added, and goes on where this one, which is dropped, ends; NULL: none */
    const char *using;           /* how its rows get their new value, where the author says it */
    struct item *cause;          /* whose fate spread to this one */
    size_t make_node, drop_node; /* planner */
};

struct diff {
    struct arena *arena;
    const struct model *from, *to;
    struct item *items;
    size_t n_items;
    struct item **of_was, **of_now; /* by object index */
    const char *const *refusals;    /* what cannot be reached, one line each */
    size_t n_refusals;
    const bool *expendable;    /* by object index of `to`: may lose its rows; NULL: none */
    bool column_order_differs; /* tables whose columns are in another order; not changed */
};

/* Pairs of objects that PostgreSQL writes differently but means the same. */
struct same {
    const struct object **was, **now;
    size_t n;
};

/*
 * Compares. Never fails: what cannot be reached is in `refusals`. `same` says which pairs of differing
 * objects are the same after all (restate.h), `expendable` which of `to` may be dropped and added with the
 * rows they hold (expendable.h); NULL: none.
 */
struct diff *diff_models(struct arena *a, const struct model *from, const struct model *to,
                         const struct same *same, const bool *expendable);

/*
 * Makes an item that is altered one that is dropped and made again, with all that hangs on it. False when it
 * is not altered or cannot be remade, or when that would be refused; then nothing is promised about `d`.
 */
bool diff_remake(struct diff *d, struct item *item);

/* True when nothing has to be done. */
bool diff_empty(const struct diff *d);

/* Is the object of this item dropped, or created, by the plan? */
bool item_drops(const struct item *i);
bool item_makes(const struct item *i);

#endif
