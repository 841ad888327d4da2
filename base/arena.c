/*
 * arena: a bump allocator over a list of blocks.
 */
#include "arena.h"

#include <stdalign.h>

enum { BLOCK_SIZE = 64 * 1024 };

struct block {
    struct block *next;
    size_t used, room;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *blocks;
    size_t total;
};

static void out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    abort();
}

struct arena *arena_new(void)
{
    struct arena *a = calloc(1, sizeof *a);

    if (!a)
        out_of_memory();
    return a;
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    for (struct block *b = a->blocks; b;) {
        struct block *next = b->next;
        free(b);
        b = next;
    }
    free(a);
}

void arena_release(struct arena **a)
{
    arena_free(*a);
}

static struct block *block_new(size_t room)
{
    struct block *b = room < SIZE_MAX - sizeof *b ? calloc(1, sizeof *b + room) : NULL;

    if (!b)
        out_of_memory();
    b->room = room;
    return b;
}

void *arena_alloc(struct arena *a, size_t size)
{
    const size_t align = alignof(max_align_t);

    if (size > SIZE_MAX / 2)
        out_of_memory();
    size = (size + align - 1) / align * align;
    if (size > BLOCK_SIZE / 4) {
        /* A large piece gets its own block, behind the one being filled. */
        struct block *b = block_new(size);
        b->used = size;
        if (a->blocks) {
            b->next = a->blocks->next;
            a->blocks->next = b;
        } else {
            a->blocks = b;
        }
        a->total += size;
        return b->bytes;
    }
    if (!a->blocks || a->blocks->room - a->blocks->used < size) {
        struct block *b = block_new(BLOCK_SIZE);
        b->next = a->blocks;
        a->blocks = b;
    }
    void *at = a->blocks->bytes + a->blocks->used;
    a->blocks->used += size;
    a->total += size;
    return at;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        out_of_memory();
    return arena_alloc(a, count * size);
}

void *arena_grow(struct arena *a, const void *old, size_t used, size_t *room, size_t size)
{
    size_t more = *room ? *room * 2 : 16;
    void *now = arena_array(a, more, size);

    if (used)
        memcpy(now, old, used * size);
    *room = more;
    return now;
}

char *arena_copy(struct arena *a, const void *from, size_t size)
{
    char *copy = arena_alloc(a, size + 1);

    if (size)
        memcpy(copy, from, size);
    return copy;
}

char *arena_text(struct arena *a, const char *from)
{
    return from ? arena_copy(a, from, strlen(from)) : NULL;
}

char *format_list(struct arena *a, const char *pattern, va_list args)
{
    va_list again;

    va_copy(again, args);
    int size = vsnprintf(NULL, 0, pattern, again);
    va_end(again);
    if (size < 0)
        out_of_memory();
    char *text = arena_alloc(a, (size_t)size + 1);
    vsnprintf(text, (size_t)size + 1, pattern, args);
    return text;
}

char *format(struct arena *a, const char *pattern, ...)
{
    va_list args;

    va_start(args, pattern);
    char *text = format_list(a, pattern, args);
    va_end(args);
    return text;
}

size_t arena_used(const struct arena *a)
{
    return a->total;
}
