/*
 * layout: see layout.h.
 */
#include "layout.h"

#include <ctype.h>

enum { PG_PROC = 1255 }; /* OID of the catalog of routines */

struct placed {
    const char *path;
    size_t at; /* place in the plan */
};

/*
 * A part of a path. Quotes around a name say nothing that its letters do not say; what follows a name in
 * parentheses tells routines of one name apart, which share a file.
 */
static const char *part(struct arena *a, const char *name)
{
    struct text t = text_new(a);
    bool quoted = false;

    for (const char *c = name; *c && (quoted || *c != '('); c++) {
        unsigned char byte = (unsigned char)*c;
        quoted ^= byte == '"';
        if (isalnum(byte) || byte == '_' || byte == '-')
            text_add_bytes(&t, c, 1);
        else if (byte != '"')
            text_addf(&t, "%%%02X", byte);
    }
    return t.size ? t.at : "%22";
}

static const char *kind_part(struct arena *a, const struct kind *kind)
{
    char *name = arena_text(a, kind->name);

    for (char *c = name; *c; c++)
        if (*c == ' ')
            *c = '-';
    return name;
}

/* What a statement is about: for a right that comes with creation, the thing that was created. */
static const struct object *subject(const struct item *item)
{
    while (item->born && item->cause && !item->now)
        item = item->cause;
    return item->now ? item->now : item->was;
}

static const char *path_of(struct arena *a, const struct plan_statement *s)
{
    const struct object *o = subject(s->item);

    while (o->parent && !(o->parent->kind->traits & KIND_CONTAINER && !o->parent->parent))
        o = o->parent;
    if (s->cost.late)
        return format(a, "zz-%s.sql", kind_part(a, o->kind));
    if (!o->parent)
        return format(a, o->kind->traits & KIND_CONTAINER ? "%s/%s.sql" : "%.0s%s.sql", part(a, o->name),
                      kind_part(a, o->kind));
    const char *name = o->name, *schema = o->parent->name;
    if (text_starts(name, schema) && name[strlen(schema)] == '.')
        name += strlen(schema) + 1;
    if (o->kind->traits & KIND_SATELLITE)
        return format(a, "%s/%s.sql", part(a, schema), kind_part(a, o->parent->kind));
    return format(a, "%s/%s/%s.sql", part(a, schema), kind_part(a, o->kind), part(a, name));
}

static int by_path(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    int order = strcmp(x->path, y->path);

    return order ? order : x->at < y->at ? -1 : 1;
}

static const char *directive(const struct plan_statement *s, const uint32_t *unsound, size_t n)
{
    const struct object *o = s->item->now;

    if (!o || o->address.class != PG_PROC || !text_starts(s->sql, "CREATE "))
        return "";
    for (size_t i = 0; i < n; i++)
        if (o->address.object == unsound[i])
            return "-- pgbale: allow unchecked-body \"it was so when it was pulled\"\n";
    return "";
}

struct layout layout_of(struct arena *a, const struct plan *plan, const uint32_t *unsound, size_t n_unsound)
{
    struct placed *placed = arena_array(a, plan->n_statements, sizeof *placed);
    struct layout_file *files = arena_array(a, plan->n_statements, sizeof *files);
    size_t n = 0;

    for (size_t i = 0; i < plan->n_statements; i++)
        placed[i] = (struct placed){ path_of(a, &plan->statements[i]), i };
    if (plan->n_statements > 1)
        qsort(placed, plan->n_statements, sizeof *placed, by_path);
    for (size_t i = 0; i < plan->n_statements;) {
        struct text t = text_new(a);
        size_t first = i;
        for (; i < plan->n_statements && text_equal(placed[i].path, placed[first].path); i++) {
            const struct plan_statement *s = &plan->statements[placed[i].at];
            text_addf(&t, "%s%s%s;\n", i > first ? "\n" : "", directive(s, unsound, n_unsound), s->sql);
        }
        files[n++] = (struct layout_file){ placed[first].path, t.at };
    }
    return (struct layout){ files, n };
}
