/*
 * arena: memory that lives as long as a command.
 *
 * Everything that is only memory is allocated here, never freed singly and never
 * changed after it is built, so structures may share pointers freely.
 * Running out of memory ends the program: there is nothing useful left to do.
 */
#ifndef PGBALE_ARENA_H
#define PGBALE_ARENA_H

#include "base.h"

#include <stdarg.h>

struct arena;

/* Makes an empty arena. Never NULL. Release with arena_free. */
struct arena *arena_new(void);

/* Frees the arena and all that was allocated from it. NULL is allowed. */
void arena_free(struct arena *a);

/* For owned(arena_release). */
void arena_release(struct arena **a);

/* Returns `size` zeroed bytes, aligned for any object. Never NULL, also for size 0. */
void *arena_alloc(struct arena *a, size_t size);

/* Returns room for `count` zeroed elements of `size` bytes; the product is checked. */
void *arena_array(struct arena *a, size_t count, size_t size);

/* Returns a grown copy of an array: `*room` doubles; the old elements are kept. */
void *arena_grow(struct arena *a, const void *old, size_t used, size_t *room, size_t size);

/* Returns a NUL-terminated copy of `size` bytes. */
char *arena_copy(struct arena *a, const void *from, size_t size);

/* Returns a copy of a string; NULL stays NULL. */
char *arena_text(struct arena *a, const char *from);

/* Returns the formatted text, in the arena. */
char *format(struct arena *a, const char *pattern, ...) printf_like(2, 3);
char *format_list(struct arena *a, const char *pattern, va_list args) printf_like(2, 0);

/* Total bytes handed out, for tests and memory figures. */
size_t arena_used(const struct arena *a);

#endif
