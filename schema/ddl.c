/*
 * ddl: collects what kinds say.
 */
#include "ddl.h"

#include "visible.h"

void say(struct change *c, struct cost cost, const char *pattern, ...)
{
    struct statement_list *out = c->out;
    va_list args;

    if (out->n == out->room)
        out->at = arena_grow(c->arena, out->at, out->n, &out->room, sizeof *out->at);
    va_start(args, pattern);
    out->at[out->n++] =
        (struct statement){ sql_visible(c->arena, format_list(c->arena, pattern, args)), cost };
    va_end(args);
}
