/*
 * lookalike: see lookalike.h.
 */
#include "lookalike.h"

/* Everything that makes it what it is but its name: its facts, and the names and facts of its parts. */
static void add_contents(struct text *t, const struct object *o)
{
    for (size_t i = 0; i < o->kind->n_attributes; i++)
        text_addf(t, "%s\n", o->values[i] ? o->values[i] : "\001");
    for (size_t i = 0; i < o->n_children; i++) {
        if (!kind_holds_data(o->children[i]))
            continue;
        text_addf(t, "%s\n", o->children[i]->name);
        add_contents(t, o->children[i]);
    }
}

static const char *contents(struct arena *a, const struct object *o)
{
    struct text t = text_new(a);

    add_contents(&t, o);
    return t.at;
}

static bool same_place(const struct object *x, const struct object *y)
{
    if (!x->parent || !y->parent)
        return x->parent == y->parent;
    return x->kind == y->kind && x->parent->kind == y->parent->kind &&
           text_equal(x->parent->identity, y->parent->identity);
}

/* Something that holds rows, on its own: its parent stays. */
static bool stands_alone(const struct diff *d, const struct item *item)
{
    const struct object *o = item->now ? item->now : item->was;

    if (!(o->kind->traits & KIND_LOOKALIKE) || !kind_holds_data(o) || item->born)
        return false;
    const struct item *parent = !o->parent  ? NULL
                                : item->now ? d->of_now[o->parent->index]
                                            : d->of_was[o->parent->index];
    return !parent || (!item_makes(parent) && !item_drops(parent));
}

/* All of one fate that stand alone, each with its contents. */
struct candidates {
    const struct object **objects;
    const char **contents;
    size_t n;
};

static struct candidates candidates_of(struct arena *a, const struct diff *d, enum fate fate)
{
    struct candidates c = { .objects = arena_array(a, d->n_items, sizeof *c.objects),
                            .contents = arena_array(a, d->n_items, sizeof *c.contents) };

    for (size_t i = 0; i < d->n_items; i++) {
        const struct item *item = &d->items[i];
        if (item->fate != fate || !stands_alone(d, item))
            continue;
        c.objects[c.n] = fate == FATE_ADD ? item->now : item->was;
        c.contents[c.n] = contents(a, c.objects[c.n]);
        c.n++;
    }
    return c;
}

/* The place in `c` of the only one that is like this; SIZE_MAX when there is none or more than one. */
static size_t only_like(const struct candidates *c, const struct object *o, const char *text)
{
    size_t found = SIZE_MAX;

    for (size_t i = 0; i < c->n; i++) {
        if (c->objects[i]->kind != o->kind || !same_place(c->objects[i], o) ||
            !text_equal(c->contents[i], text))
            continue;
        if (found != SIZE_MAX)
            return SIZE_MAX;
        found = i;
    }
    return found;
}

void lookalikes_find(struct arena *a, const struct diff *d, const struct lookalike **out, size_t *n)
{
    struct candidates gone = candidates_of(a, d, FATE_REMOVE), added = candidates_of(a, d, FATE_ADD);
    struct lookalike *list = arena_array(a, gone.n, sizeof *list);

    *n = 0;
    for (size_t i = 0; i < gone.n; i++) {
        size_t twin = only_like(&added, gone.objects[i], gone.contents[i]);
        if (twin == SIZE_MAX || only_like(&gone, added.objects[twin], added.contents[twin]) != i)
            continue;
        if (!d->expendable || !d->expendable[added.objects[twin]->index])
            list[(*n)++] = (struct lookalike){ gone.objects[i], added.objects[twin] };
    }
    *out = list;
}

bool lookalikes_refuse(const struct lookalike *list, size_t n, struct fail *f)
{
    if (!n)
        return true;
    fail_named(f, FAIL_BLOCKED, "plan.lookalike", "%zu drop%s and addition%s look%s like %s", n,
               n == 1 ? "" : "s", n == 1 ? "" : "s", n == 1 ? "s" : "", n == 1 ? "a rename" : "renames");
    for (size_t i = 0; i < n; i++)
        fail_detail(f, "%s would be dropped with its data and %s added", list[i].was->identity,
                    list[i].now->identity);
    return fail_hint(
        f,
        "Write \"-- pgbale: renamed-from %s\" before the new one, or \"-- pgbale: allow drop-and-add "
        "\"reason\"\" if the data shall go.",
        list[0].was->name);
}
