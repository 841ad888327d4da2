/*
 * guests: triggers and policies that SQL files declare on tables of schemas that are not managed.
 */
#include "workspace.h"

static bool is_listed(const char *const *names, size_t n, const char *name, size_t size)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(names[i]) == size && memcmp(names[i], name, size) == 0)
            return true;
    return false;
}

static bool is_managed(const struct managed *m, const char *schema, size_t size)
{
    return m->schemas ? is_listed(m->schemas, m->n_schemas, schema, size)
                      : !is_listed(m->except, m->n_except, schema, size);
}

/* May the object be on a table of others? */
static bool is_visitor(const struct source_object *o)
{
    return text_equal(o->kind, "trigger") || text_equal(o->kind, "policy");
}

static bool is_known(const struct managed *m, const struct guest *g)
{
    for (size_t i = 0; i < m->n_guests; i++)
        if (text_equal(m->guests[i].kind, g->kind) && text_equal(m->guests[i].schema, g->schema) &&
            text_equal(m->guests[i].table, g->table) && text_equal(m->guests[i].name, g->name))
            return true;
    return false;
}

static int by_name(const void *a, const void *b)
{
    const struct guest *x = a, *y = b;
    int order = strcmp(x->schema, y->schema);

    order = order ? order : strcmp(x->table, y->table);
    order = order ? order : strcmp(x->kind, y->kind);
    return order ? order : strcmp(x->name, y->name);
}

void workspace_add_guests(struct arena *a, struct managed *m, const struct source_file *files, size_t n)
{
    struct guest *list = NULL;
    size_t room = 0, count = m->n_guests;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < files[i].n_statements; k++) {
            const struct source_object *o = &files[i].statements[k].object;
            const char *dot = o->on ? strchr(o->on, '.') : NULL;
            if (!is_visitor(o) || !dot || !o->name || is_managed(m, o->on, (size_t)(dot - o->on)))
                continue;
            struct guest one = { o->kind, arena_copy(a, o->on, (size_t)(dot - o->on)), dot + 1, o->name };
            if (is_known(m, &one))
                continue;
            if (!list || count == room) {
                struct guest *more = arena_array(a, room = count * 2 + 8, sizeof *more);
                if (count)
                    memcpy(more, m->guests, count * sizeof *more);
                list = more;
            }
            list[count++] = one;
            m->guests = list;
            m->n_guests = count;
        }
    if (list)
        qsort(list, count, sizeof *list, by_name);
}
