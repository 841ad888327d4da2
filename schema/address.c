/*
 * address: see address.h.
 */
#include "address.h"

enum { HOPS = 8, FIRST_ROOM = 4096 };

struct place {
    struct address from, to;
    struct object *object;
    bool used;
};

struct address_book {
    struct arena *arena;
    struct place *places; /* hash by `from` */
    size_t n_places, n_used;
};

static bool address_equal(struct address a, struct address b)
{
    return a.class == b.class && a.object == b.object && a.sub == b.sub;
}

static struct place *place_at(const struct address_book *book, struct address at)
{
    uint64_t h = ((uint64_t)at.class * 2654435761u) ^ ((uint64_t)at.object * 40503u * 2654435761u) ^
                 ((uint64_t)(uint32_t)at.sub * 97u);

    for (size_t i = (size_t)(h ^ h >> 29) % book->n_places;; i = (i + 1) % book->n_places)
        if (!book->places[i].used || address_equal(book->places[i].from, at))
            return &book->places[i];
}

static void grow(struct address_book *book)
{
    struct place *old = book->places;
    size_t n = book->n_places;

    book->n_places = n ? n * 2 : FIRST_ROOM;
    book->places = arena_array(book->arena, book->n_places, sizeof *book->places);
    for (size_t i = 0; i < n; i++)
        if (old[i].used)
            *place_at(book, old[i].from) = old[i];
}

struct address_book *address_book_new(struct arena *a)
{
    struct address_book *book = arena_alloc(a, sizeof *book);

    book->arena = a;
    grow(book);
    return book;
}

static void add(struct address_book *book, struct place p)
{
    if (book->n_used * 2 >= book->n_places)
        grow(book);
    struct place *at = place_at(book, p.from);
    if (!at->used)
        book->n_used++;
    else if (at->object)
        return;
    p.used = true;
    *at = p;
}

void address_enter(struct address_book *book, struct object *o)
{
    add(book, (struct place){ .from = o->address, .object = o });
}

void address_alias(struct address_book *book, struct address from, struct address to)
{
    add(book, (struct place){ .from = from, .to = to });
}

struct object *address_exact(const struct address_book *book, struct address at)
{
    const struct place *p = place_at(book, at);

    return p->used ? p->object : NULL;
}

struct object *address_resolve(const struct address_book *book, struct address at)
{
    for (int hops = 0; hops < HOPS; hops++) {
        const struct place *p = place_at(book, at);
        if (p->used && p->object)
            return p->object;
        if (p->used)
            at = p->to;
        else if (at.sub != 0)
            at.sub = 0;
        else
            return NULL;
    }
    return NULL;
}

struct address address_whole(const struct address_book *book, struct address at)
{
    for (int hops = 0; hops < HOPS; hops++) {
        const struct place *p = place_at(book, at);
        if (p->used && p->object)
            break;
        if (p->used)
            at = p->to;
        else if (at.sub != 0)
            at.sub = 0;
        else
            break;
    }
    at.sub = 0;
    return at;
}
