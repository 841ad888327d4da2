/*
 * capabilities: see capabilities.h.
 */
#include "capabilities.h"

#include "sql_statement.h"

struct list {
    const char **at;
    size_t n, room;
};

static void add(struct arena *a, struct list *l, const char *name)
{
    size_t at = 0;

    while (at < l->n && strcmp(l->at[at], name) < 0)
        at++;
    if (at < l->n && strcmp(l->at[at], name) == 0)
        return;
    if (l->n == l->room)
        l->at = arena_grow(a, l->at, l->n, &l->room, sizeof *l->at);
    memmove(&l->at[at + 1], &l->at[at], (l->n - at) * sizeof *l->at);
    l->at[at] = name;
    l->n++;
}

static const char *word(struct arena *a, const char *tag)
{
    char *name = arena_text(a, tag);

    for (char *c = name; *c; c++)
        *c = *c == ' ' ? '_' : (char)(*c | 0x20);
    return name;
}

void set_capabilities(struct arena *a, struct bale_migration *m)
{
    struct list l = { .n = 0 };

    for (size_t i = 0; i < m->n_steps; i++)
        for (size_t k = 0; k < m->steps[i].n_statements; k++) {
            const struct bale_statement *s = &m->steps[i].statements[k];
            struct sql_found found = { .n = 0 };
            sql_statement_find((struct bytes){ m->steps[i].sql.at + s->start, (size_t)s->size }, &found);
            add(a, &l, word(a, s->tag));
            for (size_t c = 0; c < found.n; c++)
                add(a, &l, found.names[c]);
        }
    m->capabilities = l.at;
    m->n_capabilities = l.n;
}
