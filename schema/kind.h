/*
 * kind: what the engine knows about one kind of object.
 *
 * A kind is data: one query that reads it, one table of attributes, and a few functions that
 * write DDL. Reading, pairing, comparing, dependencies, ordering and packing are generic and
 * never name a kind. The query's columns are the contract: eleven standard ones (enum
 * standard_column), then exactly the attributes of the table, in its order. An attribute at
 * its default is NULL, so that a new attribute does not change the digest of old states.
 */
#ifndef PGBALE_KIND_H
#define PGBALE_KIND_H

#include "arena.h"
#include "text.h"

enum standard_column {
    STANDARD_CLASS, /* catalog oid, object oid, column number: the address in pg_depend */
    STANDARD_OBJECT,
    STANDARD_SUB,
    STANDARD_PARENT_CLASS, /* address of the object it lives in; 0: none */
    STANDARD_PARENT_OBJECT,
    STANDARD_PARENT_SUB,
    STANDARD_IDENTITY, /* unique in the model: "POLICY p ON public.t"; names are quoted */
    STANDARD_NAME,     /* quoted: qualified for what lives in a schema, else local */
    STANDARD_SLOT,     /* a name that only one object may hold at a time, or NULL */
    STANDARD_ORDINAL,  /* order among siblings; never compared */
    STANDARD_NEEDS,    /* dependencies that pg_depend does not record: "class.object.sub ..." or NULL; a mark
                          in front says what an address means: enum need_mark */
    STANDARD_COLUMNS
};

/*
 * A partition, or a table that inherits, has copies of what its parent table has. What is done to the
 * original reaches the copies while the link between the two tables stays.
 */
enum need_mark {
    NEED_AFTER = '~',  /* comes after it, in creation, and goes before it; does not depend on it */
    NEED_BEFORE = '<', /* comes before it, in creation, and goes after it; does not depend on it */
    NEED_TIED = '&',   /* cannot go while this stays, which is remade then */
    NEED_COPY = '^',   /* copy of it: made, altered and dropped with it */
    NEED_PART = '!',   /* copy of it: dropped with it, but made by itself */
    NEED_SAME = '=',   /* copy of it that is made with it when their parents are, else apart from it */
    NEED_LIKE =
        '?', /* as NEED_PART; has its name too, so that PostgreSQL makes the same where it is missing */
    NEED_LINK = '@', /* the object that ties copy and original */
};

struct address {
    uint32_t class, object;
    int32_t sub;
};

struct kind;
struct managed;

struct object {
    const struct kind *kind;
    struct address address;
    struct object *parent; /* NULL: lives in nothing that is modelled */
    const char *identity, *name, *slot;
    long ordinal;
    const char **values;   /* by attribute; NULL: default or absent */
    struct object **needs; /* what it depends on, parent included; no duplicates */
    size_t n_needs;
    struct object **owners; /* automatic dependencies: it vanishes with any of these */
    size_t n_owners;
    struct object **used_by; /* the reverse of needs */
    size_t n_used_by;
    struct object **after; /* comes after these when made, goes before these when dropped */
    size_t n_after;
    struct object *tie;           /* what is remade when this one goes; NULL: nothing */
    struct object *origin, *link; /* what it is a copy of, and what ties the two; both or none */
    bool copied;                  /* made and altered through its origin, not only dropped */
    bool apart;                   /* only made through its origin, when their parents are */
    bool alike;                   /* made by itself, or else by what ties it to its origin */
    struct object **copies;       /* whose origin it is */
    size_t n_copies;
    struct object **children; /* whose parent it is, by ordinal and identity */
    size_t n_children;
    struct object **parts; /* planner: children created inside this one's own CREATE */
    size_t n_parts;
    size_t index; /* position in its model */
};

/* Strongest lock a statement takes on a relation that existed before it. */
enum lock {
    LOCK_NONE,
    LOCK_SHARE_UPDATE_EXCLUSIVE,
    LOCK_SHARE,
    LOCK_SHARE_ROW_EXCLUSIVE,
    LOCK_ACCESS_EXCLUSIVE,
    LOCKS
};

enum hazard {
    HAZARD_DATA_LOSS = 1 << 0,
    HAZARD_REWRITE = 1 << 1,  /* table is written anew under its lock */
    HAZARD_SCAN = 1 << 2,     /* table is read under its lock */
    HAZARD_MAY_FAIL = 1 << 3, /* rows may violate it */
    HAZARD_OPAQUE = 1 << 4,   /* a body whose dependencies PostgreSQL does not know */
};

/* What running a statement means. */
struct cost {
    enum lock lock;
    unsigned hazards;
    bool standalone; /* cannot run in a transaction, or must commit before others */
    bool late;       /* runs after all that does not need it */
};

struct statement_list;

/* One object before and after, while its DDL is written. */
struct change {
    struct arena *arena;
    const struct object *was, *now; /* NULL: absent on that side */
    bool existing;                  /* the parent was there before and stays */
    const struct object *home;      /* the parent as it will be; NULL: none, or it goes */
    bool remade;                    /* it was there before, was dropped, and is made again */
    bool meets_old;                 /* so was something else that it needs */
    bool aside; /* the old one made way under another name, and goes once rows are moved */
    const struct object *from,
        *to;           /* what rows are moved from and to: its need, before and now; NULL: none */
    bool plain;        /* short forms instead of online-safe ones */
    const char *using; /* the author's expression for the new value; NULL: a cast */
    struct statement_list *out;
};

/* Appends one statement (without ';') to the change's output. */
void say(struct change *c, struct cost cost, const char *pattern, ...) printf_like(3, 4);

enum remedy {
    REMEDY_NONE,   /* the difference does not matter */
    REMEDY_ALTER,  /* changed in place by `alter` */
    REMEDY_REMAKE, /* dropped and made again, with all that hangs on it */
    REMEDY_REFUSE, /* cannot be reached without losing data: the author must write the step */
};

struct attribute {
    const char *column;
    enum remedy remedy;
    enum remedy (*decide)(const struct change *c); /* overrides remedy when set */
    void (*alter)(struct change *c); /* for REMEDY_ALTER; NULL: another attribute's alter covers it */
    bool expression;                 /* of a KIND_DEPARSED kind: PostgreSQL may write it in two ways */
    bool recurses;                   /* altering it alters the copies too */
    bool unstated; /* in no state digest, because not every role that may apply can read it */
    bool adds;     /* altering it only adds to what is there: what uses the object may go later */
    bool suspends; /* altering it needs what KIND_SUSPENDED objects read it to be gone meanwhile */
};

enum trait {
    KIND_DATA = 1 << 0,         /* holds rows: never remade */
    KIND_ACCESS = 1 << 1,       /* who may see what: goes to the RLS file */
    KIND_SUSPENDED = 1 << 2,    /* must be gone while something it reads is altered with `suspends` */
    KIND_DROPPED_LATE = 1 << 3, /* its drop comes after all else, so that data can be moved before */
    KIND_SATELLITE = 1 << 4,    /* says something about its parent: grants, comments */
    KIND_CONTAINER = 1 << 6,    /* its DROP does not take its children: they go first, each by its own */
    KIND_DEPARSED = 1 << 7,     /* attributes hold expressions that PostgreSQL may write in two ways */
    KIND_TWINS = 1 << 8,     /* one that vanishes and one with the same contents that appears are a rename */
    KIND_LOOKALIKE = 1 << 9, /* dropped while one just like it is added: refused, it is probably a rename */
    KIND_FREES = 1 << 10,    /* it is dropped by itself, and not late, also when its parent goes */
    KIND_OWNED = 1 << 5,     /* made before what owns it: an automatic dependency is no need */
    KIND_INTEGRAL = 1 << 11, /* is not remade by itself: its parent is */
    KIND_ORDERED = 1 << 12,  /* added behind its siblings, so those that are added come in their order */
    KIND_LOOKS_UP = 1 << 13, /* reading it makes PostgreSQL look up its table and all that hangs on that */
    KIND_GIVES = 1 << 14,    /* gives rights to what is made from then on: comes when all of that is there */
};

struct kind {
    const char *name; /* "policy"; part of the digest: never renamed */
    const char *query;
    bool (*wanted)(const struct managed *m); /* whether it is read at all; NULL: always */
    int rank;                                /* order among statements that are ready */
    unsigned traits;
    size_t n_attributes;
    const struct attribute *attributes;
    void (*create)(struct change *c);
    void (*drop)(struct change *c);
    /* Gives `was` the name of `now`. NULL: ALTER <identity> RENAME TO <name>. */
    void (*rename)(struct change *c);
    /*
     * Remakes an object on which nothing but satellites hangs, so that it is there all the time. NULL: it is
     * dropped and created.
     */
    void (*replace)(struct change *c);
    /*
     * Types that columns may have: renames `was` out of the way, so that the new one can be made beside it
     * and the rows be moved over before the old one is dropped. NULL: it cannot be remade while rows hang on
     * it.
     */
    void (*make_way)(struct change *c);
    /* What holds rows: moves them from what it needed to what it needs, which has the same name. */
    void (*move)(struct change *c);
    bool (*movable)(const struct change *c); /* whether it can; NULL: always */
    /*
     * Parts that cannot be added or altered while rows use the parent in some way: whether they use `parent`,
     * as it was, so. Then the parent is remade. NULL: never.
     */
    bool (*needs_new_parent)(const struct object *parent);
    /* What gives out numbers: the identity of the column that it gives them to, NULL: none. */
    const char *(*counts)(const struct object *o);
    /* A query that PostgreSQL refuses (42846) when there is no cast for the change. NULL: nothing to ask. */
    const char *(*probe)(const struct change *c);
    /*
     * Kinds with labels: gives the label that `was` has as `old` the one that `now` has, both literals,
     * unless `was` has that already. False when it has neither.
     */
    bool (*rename_label)(struct change *c, const char *old, const char *label);
    /* What CREATE cannot say, once the object exists; also called for parts. NULL: nothing. */
    void (*complete)(struct change *c);
    /* Text for the parent's own CREATE, and whether this object can be made there. */
    const char *(*inline_text)(struct arena *a, const struct object *o);
    bool (*inlines)(const struct object *o);
    /* True when the object holds rows although (or in spite of) the trait. NULL: the trait decides. */
    bool (*holds_data)(const struct object *o);
    /*
     * KIND_SUSPENDED: whether the object is in the way of `altered`, a change of something it reads. NULL: it
     * is.
     */
    bool (*in_the_way)(const struct object *o, const struct change *altered);
    /* KIND_ACCESS: whether being there takes access away instead of giving it. NULL: it gives. */
    bool (*restricts)(const struct object *o);
    /* Objects that can be granted on: type letter of acldefault(), and "TABLE public.t". */
    char grant_type;
    const char *(*grant_target)(struct arena *a, const struct object *o);
};

/* True when the change's attribute differs. */
bool attribute_differs(const struct change *c, size_t attribute);

#define KIND_ATTRIBUTES(table) .n_attributes = countof(table), .attributes = (table)

/* All kinds, NULL-terminated, in the order in which they are read. */
extern const struct kind *const kinds[];

bool kind_holds_data(const struct object *o);

/* Is the kind read, and part of the state? */
bool kind_wanted(const struct kind *k, const struct managed *m);

#endif
